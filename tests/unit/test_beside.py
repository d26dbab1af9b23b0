"""What stands beside the text of an entry."""

from __future__ import annotations

from journal.pages.beside import define_beside
from journal.pages.paper import Definition

WORDS = {
    "ess": Definition("ESS, économie sociale", "Une façon d'entreprendre."),
    "scop": Definition("SCOP", "Une coopérative & rien d'autre."),
}
ESS = '<dl class="words"><dt>ESS, économie sociale</dt><dd>Une façon d\'entreprendre.</dd></dl>\n'
TO_ESS, TO_SCOP = (f'<a href="../../glossaire/#{anchor}">mot</a>' for anchor in WORDS)


def beside(html: str) -> str:
    return define_beside(html, "visites/a/", glossary="glossaire/", definitions=WORDS)


def test_a_word_is_defined_before_the_block_that_is_the_first_to_use_it() -> None:
    html = '<section class="part"><h2 id="a">Un</h2>\n<p>Rien.</p>\n{}</section>\n<p>Fin.</p>'
    used = f"<p>Du {TO_ESS}, {TO_ESS}.</p>\n"
    assert beside(html.format(used)) == html.format(f"{ESS}{used}")


def test_the_words_of_a_block_are_listed_together_in_its_order_and_once_on_the_page() -> None:
    first, second = f"<ul><li>{TO_SCOP}</li><li>{TO_ESS}</li></ul>\n", f"<p>{TO_SCOP}</p>"
    words = "<dt>SCOP</dt><dd>Une coopérative &amp; rien d'autre.</dd><dt>ESS, éco"
    assert words in beside(first + second)
    assert beside(first + second).endswith(f"</dl>\n{first}{second}")


def test_a_text_that_leads_to_no_word_is_left_as_it_is() -> None:
    html = 'Un début <p><a href="../../glossaire/">les mots</a> <a href="#ess">ici</a></p>'
    assert beside(html) == html
