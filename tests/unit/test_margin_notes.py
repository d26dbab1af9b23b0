"""What stands beside the text of an entry."""

from __future__ import annotations

from journal.pages.glossary import Definition
from journal.pages.margin_notes import define_beside
from journal.pages.shaping import reshaped

WORDS = [
    Definition(
        "ess", "ESS, économie sociale", "Une façon d'entreprendre (art. 1 ; lu le 2). On dit ESS."
    ),
    Definition("scop", "SCOP", "Une coopérative & rien d'autre."),
]
ESS = (
    '<dl class="words" aria-hidden="true"><dt>ESS, économie sociale</dt>'
    "<dd>Une façon d’entreprendre.</dd></dl>\n"
)
TO_ESS, TO_SCOP = (
    f'<label class="word">mot<button popovertarget="{word.identifier}"></button></label>'
    for word in WORDS
)


def defined(html: str) -> str:
    return reshaped(html, lambda root: define_beside(root, WORDS))


def test_a_word_is_defined_before_the_block_that_is_the_first_to_use_it() -> None:
    html = '<section class="part"><h2 id="a">Un</h2>\n<p>Rien.</p>\n{}</section>\n<p>Fin.</p>'
    used = f"<p>Du {TO_ESS}, {TO_ESS}.</p>\n"
    assert defined(html.format(used)) == html.format(f"{ESS}{used}")


def test_the_words_of_a_block_are_listed_together_in_its_order_and_once_on_the_page() -> None:
    first, second = f"<ul><li>{TO_SCOP}</li><li>{TO_ESS}</li></ul>\n", f"<p>{TO_SCOP}</p>"
    words = "<dt>SCOP</dt><dd>Une coopérative &amp; rien d’autre.</dd><dt>ESS, éco"
    assert words in defined(first + second)
    assert defined(first + second).endswith(f"</dl>\n{first}{second}")


def test_a_text_that_opens_no_word_is_left_as_it_is() -> None:
    html = 'Un début <p><a href="../../glossaire/">les mots</a> <button>ESS</button></p>'
    assert defined(html) == html
