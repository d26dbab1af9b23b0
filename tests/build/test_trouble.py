"""Trouble that people really have, each as a small body: what is said of it, or what is shown.

The kinds come from what users of comparable tools report in public; each has several forms.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import markdown
import pytest
from lxml import html

from journal.pages.cleaning import clean
from journal.pages.shaping import (
    make_links_quiet,
    make_scrollable,
    make_tickable,
    reshaped,
    wrap_sections,
)
from support.building import build
from support.gate import HEADER, examined_body
from support.html import parse, text_of
from support.journals import page, small_tree, write_tree
from support.markdown import renderer
from support.typed import SAID

# Body, and what the page must have.
SHOWN = [
    ("1. Un\n2. Deux\n\nUn paragraphe.\n\n3. Trois", "//ol[@start='3']/li[text()='Trois']"),
    ("Les ventes :\n| a | b |\n|---|---|\n| c | d |", "//p[.='Les ventes :']/following::td[.='d']"),
    ("Trois ateliers :\n- bois\n- métal", "//p/following-sibling::ul/li[2]"),
    ("- Métiers\n  - bois", "//ul/li/ul/li[.='bois']"),
    ("1. a\n   - b\n     1. c", "//ol/li/ul/li/ol/li[.='c']"),
    ("- [\u00a0] Un", "//li/input[not(@disabled)]/following-sibling::label[.='Un']"),
    ("Un[^été].\n\n[^été]: Note.", "//a[@href='#fn:%C3%A9t%C3%A9']/following::li[@id='fn:été']"),
    (
        "Un[^été].\n\n[^été]: Note.",
        "//li//a[@href='#fnref:%C3%A9t%C3%A9']/preceding::sup[@id='fnref:été']",
    ),
    ("Un[^1], deux[^1], trois[^1-2].\n\n[^1]: a\n\n[^1-2]: b", "//sup[@id='fnref2:1']"),
    ("Un[^a/b!].\n\n[^a/b!]: Note.", "//a[@href='#fn:.1']/following::li[@id='fn:.1']"),
    ("- [\u2003]\u2003Un", "//li/input[not(@disabled)]/following-sibling::label[.='Un']"),
    ("- > [!TIP]\n  > Un mot.", "//li/blockquote[contains(., '[!TIP]')]"),
    ("> [!TIP]\n>\n> Un mot.", "//div[@class='admonition tip']/p[2][.='Un mot.']"),
    ("- [ ] Un\n\n- [ ] Deux\n\n- [ ] Trois", "//ul[count(li//input[not(@disabled)])=3]"),
    ("- [ ] Un\n  - [ ] **Deux**", "//li/ul/li/label[strong='Deux']"),
    ("1. [ ] Un\n\n   Suite.", "//ol/li/p[1]/label[.='Un']"),
    ("> - [ ] Un", "//blockquote//label[.='Un']"),
    ('!!! note "a"\n    - [ ] Un', "//div[@class='admonition note']//label[.='Un']"),
    ("- [ ] Un\n\n      code", "//li//label[.='Un']/following::pre"),
    ("1) Premier\n2) Deuxième", "//ol[count(li)=2]"),
    ("1. Un\n2. Deux\n\n- puce", "//ol/following-sibling::ul"),
    ("- a\n\n    ```\n    b\n    ```", "//li/pre[normalize-space(.)='b']"),
    ("Atelier du Quai\\\n12, rue des Lilas", "//p/br"),
    ("ateliers[^1]\n\n[^1]: Rapport 2025.", "//sup/a[@href='#fn:1']/following::li[@id='fn:1']"),
    ("Voir https://a.example/b et c@a.example.", "//a[@href='mailto:c@a.example']"),
    ("~~100~~", "//del[.='100']"),
    ("> [!NOTE]\n> Attention.", "//div[@class='admonition note']/p[2][.='Attention.']"),
    (
        '!!! note "Boîte"\n    ## Dedans\n\n    Un texte.\n\nAprès.\n\n## À retenir\n\nIdée.',
        "//div[h2]/p[.='Un texte.']/following::p[.='Après.']/following::section/p",
    ),
    ("> ## Parole\n>\n> a\n\nb\n\n## Suite", "//blockquote[h2 and p]/following::section/h2"),
    ("## a\n\n- ## Parole\n\n  b\n\nc", "//section/ul/li[h2 and p]/following::p[.='c']"),
]  # fmt: skip


# The same name is to be changed twice.
SAID_TWICE = [
    ("Un mot[^ 1].\n\n[^ 1]: Une source.", 1, "note-sans-texte", "Écrivez : [^1]"),
    ("Un mot[^ 1].\n\n[^ 1]: Une source.", 3, "note-sans-texte", "[^1]: Une source."),
]


@pytest.fixture(scope="module")
def reader() -> markdown.Markdown:
    """Markdown as MkDocs renders it."""
    return renderer()


@pytest.mark.parametrize(("body", "line", "code", "words"), [*SAID, *SAID_TWICE])
def test_it_is_said_at_its_line(body: str, line: int, code: str, words: str) -> None:
    found = [
        problem
        for problem in examined_body(body + "\n")
        if problem.line == line + HEADER.count("\n") and problem.code == code
    ]
    assert any(words in f"{problem.message} {problem.hint}" for problem in found), found


def shaped(body: str, reader: markdown.Markdown) -> Any:
    """The tree of an entry's body, as its page has it."""
    cleaned = clean(reader.reset().convert(body))
    shown = reshaped(make_links_quiet(make_scrollable(cleaned)), make_tickable, wrap_sections)
    return html.document_fromstring(f"<div>{shown}</div>")


@pytest.mark.parametrize(("body", "path"), SHOWN, ids=[case[0][:30] for case in SHOWN])
def test_it_is_shown(body: str, path: str, reader: markdown.Markdown) -> None:
    tree = shaped(body + "\n", reader)
    assert tree.xpath(path), html.tostring(tree, encoding="unicode")
    identifiers = tree.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize(
    "title",
    ["# Un conseil pour oser", "Un conseil pour oser\n====", "#  un Conseil pour *oser*. #"],
)
def test_a_first_heading_that_repeats_the_title_is_the_title(
    title: str, build_tree: Callable[[dict[str, str]], Path]
) -> None:
    files = small_tree()
    files["conseils/oser.md"] = files["conseils/oser.md"].replace(
        "Un texte.", f"{title}\n\n## Quoi\n\nUn texte."
    )
    site = build_tree(files)
    assert len(parse(site / "conseils/oser/index.html").xpath("//h1")) == 1
    [item] = [
        e
        for e in feedparser.parse((site / "feed_rss_created.xml").read_bytes()).entries
        if "oser" in e.link
    ]
    assert "<h1" not in item.content[0].value
    assert "Un texte." in item.content[0].value


def test_a_note_works_on_the_page_and_in_the_feed(
    build_tree: Callable[[dict[str, str]], Path],
) -> None:
    files = small_tree()
    body = "## Quoi\n\nDes ateliers[^1].\n\n[^1]: Rapport *2025*.\n\n## Fin\n\nUn mot."
    files["conseils/oser.md"] = files["conseils/oser.md"].replace("Un texte.", body)
    site = build_tree(files)
    tree = parse(site / "conseils/oser/index.html")
    [mark] = tree.xpath("//sup/a[@class='footnote-ref']")
    [note] = tree.xpath(f"//li[@id='{mark.get('href')[1:]}']")
    assert text_of(note).startswith("Rapport 2025.")
    [back] = note.xpath(".//a[@aria-label]")
    assert tree.xpath(f"//*[@id='{back.get('href')[1:]}']")
    assert not tree.xpath("//section//div[@class='footnote']")
    [item] = [
        e
        for e in feedparser.parse((site / "feed_rss_created.xml").read_bytes()).entries
        if "oser" in e.link
    ]
    content = item.content[0].value
    assert "[1]" in content
    assert "Rapport <em>2025</em>." in content
    assert "↩" not in content


def test_identifiers_of_the_theme_are_met_by_no_heading(tmp_path: Path) -> None:
    names = ["contenu", "Sommaire", "Étape 1", "De la même visite", "même-visite", "Search field"]
    body = "\n\n".join(f"## {name}\n\n- [ ] Un." for name in names)
    files = small_tree()
    files["conseils/oser.md"] = files["conseils/oser.md"].replace("Un texte.", body)
    files["visites/atelier.md"] = files["visites/atelier.md"].replace(
        "Un texte.", "## Repères\n\na\n\n## Ses conseils\n\nb"
    )
    files["abonnement.md"] = page(
        "## Adresses\n\na",
        title="S'abonner",
        description="Une page.",
        template="subscribe.html",
    )
    site = build(tmp_path / "site", docs=write_tree(tmp_path / "docs", files))
    for file in site.rglob("*.html"):
        tree = parse(file)
        identifiers = tree.xpath("//@id")
        assert len(identifiers) == len(set(identifiers)), file
        targets = tree.xpath(
            "//a[starts-with(@href, '#')]/@href | //@aria-labelledby | //label/@for"
        )
        assert {target.removeprefix("#") for target in targets} - {""} <= set(identifiers), file
