"""The guides: each step comes from somewhere, figures are those of the rules, boxes the form's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journal.entries.visit import Visit
from journal.new_pages.question_table import VISIT_FORM
from support.building import ROOT

DOCS = ROOT / "docs"
GUIDES = DOCS / "guides"
# A figure of the law: an amount, a part, how many times.
FIGURE = re.compile(r"\d+(?:[ \u202f\xa0]\d{3})* €|\d+ %|\d+(?:,\d+)? fois|\d+ millions d'euros")
# Since when.
DATED = r"(?:Depuis|depuis|Pour) .*20\d\d|2\d août"
# Those whose day nobody has read, as the end of the page says of them.
UNDATED = {
    "50 %": "la part de personnes handicapées ou défavorisées",
    "3 ans": "la durée des marchés réservés à l'ESS",
    "4 ans": "celle de l'accord-cadre",
}
# What a page may say again.
AGAIN = re.compile(r"\d[\d ]* € hors taxes|\d(?:,\d)? fois la valeur estimée")
BOX = re.compile(r'^!!! chiffre "(?P<title>[^"]+)"\n(?P<text>(?:(?: {4}.*)?\n)+)', re.MULTILINE)


def body(name: str) -> str:
    return (GUIDES / f"{name}.md").read_text("utf-8").split("\n---\n", 1)[1]


def test_each_list_of_steps_of_a_first_answer_says_which_tip_it_comes_from() -> None:
    blocks = re.split(r"\n\s*\n", body("premiere-reponse"))
    lists = [rank for rank, block in enumerate(blocks) if block.lstrip().startswith("- [ ] ")]
    assert len(lists) == 4
    for rank in lists:
        assert "](../conseils/" in blocks[rank - 1], blocks[rank]
    tips = {path.name for path in (DOCS / "conseils").glob("*.md")} - {"index.md"}
    assert {tip for tip in tips if f"(../conseils/{tip})" in body("premiere-reponse")} == tips


def test_each_step_of_a_purchase_leads_to_where_it_comes_from() -> None:
    steps = re.findall(r"^- \[ \] (.+)$", body("acheter-a-l-ess"), re.MULTILINE)
    assert len(steps) >= 12
    assert [step for step in steps if not re.search(r"\]\([^)]+\)", step)] == []


# ---- The rules of the year ---------------------------------------------------------------------


def test_every_figure_of_the_law_stands_once_among_the_rules() -> None:
    rules = body("regles-2026")
    boxes = list(BOX.finditer(rules))
    titles = [box["title"] for box in boxes]
    assert len(titles) >= 12
    assert len(set(titles)) == len(titles)
    found = FIGURE.findall(rules)
    assert sorted(found) == sorted(set(found))


def test_every_figure_of_the_law_has_its_date_its_source_and_its_review() -> None:
    rules = body("regles-2026")
    unread = rules.partition("\n## Ce que nous n'avons pas lu\n")[2].partition("\n## ")[0]
    [undated] = re.findall(r"^- La date d'entrée en vigueur, (.+)$", unread, re.MULTILINE)
    boxes = list(BOX.finditer(rules))
    for box in boxes:
        assert box["text"].startswith("    **"), (
            f"what {box['title']} rules, in bold, is listed first"
        )
        assert re.search(r"\]\(https://[^)]+\)", box["text"]), box["title"]
        assert re.search(r"(?:[RelL]\d{4}-\d+|Loi )", box["text"]), box["title"]
        assert bool(re.search(DATED, box[0])) is (box["title"] not in UNDATED), box[0]
    assert all(said in undated for said in UNDATED.values())
    assert re.match(r"[^#!]*\bContenu relu le \d+ \w+ 2026\b", rules)


@pytest.mark.parametrize(
    "page",
    # The other shows how a box of figures is typed.
    sorted({*DOCS.rglob("*.md")} - {GUIDES / "regles-2026.md", DOCS / "contribuer/ecrire.md"}),
    ids=lambda page: page.relative_to(DOCS).as_posix(),
)
def test_a_figure_of_the_law_stands_elsewhere_beside_a_link_to_the_rules_that_have_it(
    page: Path,
) -> None:
    """Few do, where a sheet of paper would be mute; with their year."""
    rules, text = body("regles-2026"), page.read_text("utf-8")
    titles = {box["title"] for box in BOX.finditer(rules)}
    for line in text.splitlines():
        for again in AGAIN.findall(line):
            assert any(title.startswith(again) for title in titles), line
            assert re.search(r"\]\((?:\.\./guides/)?regles-2026\.md#", line), line
            assert re.search(r"\b(?:[Ee]n|[Dd]epuis) 2026\b|\(2026\b", line), line
    others = AGAIN.sub("", text)
    assert set(FIGURE.findall(others)) & set(FIGURE.findall(rules)) == set()
    assert [title for title in titles if re.search(rf"\b{re.escape(title)}", others)] == []


@pytest.mark.parametrize("kind", ["visites", "conseils"])
def test_a_page_that_cites_the_law_leads_to_the_rules(kind: str) -> None:
    pages = [page.read_text("utf-8") for page in (DOCS / kind).glob("*.md")]
    legal = [text for text in pages if re.search(r"\b[LR]\d{3,4}-\d+|Les règles, en", text)]
    assert len(legal) >= 2
    assert all("](../guides/regles-2026.md" in text for text in legal)


# ---- The sheet of notes ------------------------------------------------------------------------


def sheet() -> str:
    return body("organiser-une-visite").partition("\n## La feuille de notes\n")[2]


def test_the_boxes_of_the_sheet_are_questions_of_the_form_in_its_order() -> None:
    boxes = re.findall(r"^\d\. \*\*(.+?)\*\*", sheet(), re.MULTILINE)
    asked = iter([question.label for question in VISIT_FORM.questions])
    assert all(box in asked for box in boxes)
    assert len(boxes) >= 6


def test_the_boxes_of_the_sheet_fill_in_the_keys_of_a_page_without_naming_them() -> None:
    """All that a visit must have but the day of its publication, which nobody knows that day."""
    asked = sheet()
    filled = {
        question.key
        for question in VISIT_FORM.questions
        if question.label.partition(",")[0].removesuffix(" ?") in asked
    }
    keys = {field.alias or name: field for name, field in Visit.model_fields.items()}
    assert {key for key, field in keys.items() if field.is_required()} - filled == {"date"}
    assert {"lieu", "sources", "auteurs"} <= filled
    assert "`" not in asked
