"""The real pages against the editorial rules."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from content.article_words import KNOWN, digest, runs, taken_over
from journal.entries.kinds import Kind
from journal.gate.examine import examine
from journal.language.dates import today
from journal.language.french import format_date
from journal.language.typography import typeset
from journal.pages.accessibility_audit import read_audit
from journal.reading.tree import read_tree
from support.building import ROOT
from support.html import parse, text_of
from support.page_types import PAGE_TYPES
from support.proofs import PROOFS

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
ENTRIES = [p for p in PAGES if p.parent.name in set(Kind) and p.name != "index.md"]

# Patterns; the one that ends with « ? » may be missing.
SECTIONS = {
    "visites": [
        "En bref",
        "Ce que nous avons vu|Ce qui s'est dit|Ce qui nous a été présenté|Ce qui en est dit",
        "À retenir",
        "Le contexte",
        r"(?:Les règles, en .+\n)?",
        r"(?:Pour aller plus loin\n)?",
    ],
    "conseils": [
        "Le conseil en une phrase",
        "Pourquoi",
        "Comment faire",
        "Vu chez .+|L'exemple d.+",
        r"(?:Pour aller plus loin\n)?",
    ],
}
FIGURE = re.compile(r"\d €|\d %|\d tonnes?\b|\d m²|\bfois la valeur\b|millions d'euros")
YEAR = re.compile(r"\b20\d\d\b")
ABBREVIATED = re.compile(r"\w[.·•](?:e|es|ne|nes|rice|rices|euse|euses)\b", re.IGNORECASE)


def body(page: Path) -> str:
    return page.read_text("utf-8").split("\n---\n", 1)[1]


def test_the_gate_lets_the_real_pages_through() -> None:
    examination = examine(read_tree(DOCS), today=today({}, datetime.now(UTC)))
    assert examination.problems == []
    assert len(examination.catalogue.entries) == len(ENTRIES) >= 5


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_no_eight_words_in_a_row_come_from_the_source_article(page: Path) -> None:
    assert taken_over(page.read_text("utf-8")) == []


def test_the_check_for_copied_words_can_fail() -> None:
    assert len(KNOWN) > 400
    sentence = "L’équipe a d'abord visité l'atelier, puis goûté les confitures."
    known = frozenset(digest(run) for run in runs("a d'abord visité L'ATELIER puis goute"))
    assert taken_over(sentence, known) == ["a d abord visite l atelier puis goute"]


@pytest.mark.parametrize(
    "page", [p for p in ENTRIES if p.parent.name in SECTIONS], ids=lambda p: p.stem
)
def test_an_entry_has_the_sections_of_its_kind(page: Path) -> None:
    found = re.findall(r"^## (.+)$", body(page), re.MULTILINE)
    expected = "".join(
        name if name.endswith("?") else f"(?:{name})\n" for name in SECTIONS[page.parent.name]
    )
    assert re.fullmatch(expected, "".join(f"{heading}\n" for heading in found)), found


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_no_abbreviated_inclusive_form(page: Path) -> None:
    assert ABBREVIATED.findall(body(page)) == []


@pytest.mark.parametrize("page", [*ENTRIES, DOCS / "glossaire.md"], ids=lambda p: p.stem)
def test_a_figure_stands_beside_its_date(page: Path) -> None:
    """Each paragraph, box or list item with a figure names a year; an entry lists its sources."""
    blocks = re.split(r"\n\s*\n(?! {4})|\n(?=[-*] |\d\. )", body(page))
    figures = [block for block in blocks if FIGURE.search(block)]
    assert [block for block in figures if not YEAR.search(block)] == []
    if figures and page in ENTRIES:
        assert "\nsources:\n" in page.read_text("utf-8")


@pytest.mark.parametrize("page", [*ENTRIES, DOCS / "glossaire.md"], ids=lambda p: p.stem)
def test_a_page_that_cites_the_law_says_when_it_was_read(page: Path) -> None:
    text = page.read_text("utf-8")
    reviewed = re.search(r"^relu_le: (.+)$", text, re.MULTILINE)
    said = format_date(date.fromisoformat(reviewed[1])) if reviewed else "22 novembre 2026"
    if re.search(r"\b[LR]\d{3,4}-\d+", text):
        # What follows this heading is not printed.
        printed = body(page).partition("\n## Pour aller plus loin")[0]
        assert f"relu le {said}" in printed
        assert "n° 2026-403" in printed


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_every_source_is_a_link_named_once(page: Path) -> None:
    text = page.read_text("utf-8")
    header = text.split("\n---\n", 1)[0]
    assert header.count("- titre:") == header.count("\n    url: http")
    assert header.count("- titre:") == header.count("\n    consulte_le: ")
    assert "source secondaire" not in text


def test_the_tips_of_a_visit_are_listed_once(site: Path) -> None:
    """In the list that the site adds, and nowhere else on the page."""
    page = parse(site / "visites/atao/index.html")
    for tip in ("se-faire-connaitre", "acculturer-a-l-ess", "se-lancer-sans-attendre"):
        assert page.xpath("count(//main//a[contains(@href, $tip)])", tip=f"conseils/{tip}/") == 1


def test_whoever_was_there_too_is_asked_to_tell(site: Path) -> None:
    """In the same words at the end of lists, of visits and of the kit; through a door at home."""
    words = "Racontez une visite, avec vos mots : quelques lignes suffisent."
    visits = [f"visites/{path.stem}/" for path in ENTRIES if path.parent.name == "visites"]
    assert len(visits) >= 2
    for page in ("visites/", "conseils/", "guides/", "guides/organiser-une-visite/", *visits):
        lines = parse(site / page / "index.html").xpath("//main//p[a]")
        [line] = [line for line in lines if text_of(line) == words]
        assert line.xpath("string(./a/@href)").endswith("../contribuer/"), page
    doors = parse(site / "index.html").xpath("//*[@class='lead']/ul/li[contains(., 'visite')]")
    assert [door.xpath("string(./a/@href)") for door in doors] == ["contribuer/"]


def test_the_home_page_leads_to_each_guide_once(site: Path) -> None:
    """By one of its doors, or among what else is useful."""
    ways = parse(site / "index.html").xpath("//main//a[contains(@href, 'guides/')]/@href")
    guides = [f"guides/{path.stem}/" for path in ENTRIES if path.parent.name == "guides"]
    assert sorted(ways) == sorted(guides)


def test_people_are_reported_in_indirect_speech() -> None:
    """Nobody is quoted: what stands between « » is a name or a term."""
    for page in ENTRIES:
        for quoted in re.findall(r"« ([^»]+) »", body(page)):
            assert len(quoted.split()) <= 6, f"{page.name}: « {quoted} »"


def test_the_glossary_is_in_alphabetical_order() -> None:
    from journal.language.french import sort_key

    terms = re.findall(r"^## (.+?) \{", body(DOCS / "glossaire.md"), re.MULTILINE)
    assert len(terms) >= 34
    assert terms == sorted(terms, key=sort_key)


def test_each_word_of_the_glossary_says_where_its_meaning_comes_from() -> None:
    """An article, a law, a page that was read; or that it is ours."""
    terms = re.split(r"^## ", body(DOCS / "glossaire.md"), flags=re.MULTILINE)[1:]
    said = re.compile(r"\((?:\[|articles? |loi |définition du carnet\))")
    assert [term for term in terms if not said.search(term)] == []


def test_the_accessibility_page_says_what_the_last_audit_found(site: Path) -> None:
    audit = read_audit(ROOT / "overrides/accessibility.json")
    assert audit
    assert set(audit.pages) == set(PAGE_TYPES)
    assert all(audit.pages.values())
    assert {*PROOFS, "nu"} == set(audit.proofs)
    found = parse(site / "accessibilite/index.html")
    said = [text_of(cell) for cell in found.xpath("//tbody/tr/th")]
    assert said == [typeset(kind.capitalize()) for kind in audit.pages]
    proofs = found.xpath("//h2[@id='site:resultats']/following-sibling::ul[1]/li")
    assert len(proofs) == len(audit.proofs)
    assert all(len(text_of(proof)) > 30 for proof in proofs)
    text = text_of(found.xpath("//main")[0])
    assert f"Résultats du {format_date(audit.day)}" in text
    for tool, version in audit.tools.items():
        assert f"{tool} {version}" in text
