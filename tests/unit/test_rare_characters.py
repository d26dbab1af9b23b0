"""What a page holds is asked before any pattern is tried; no link is judged twice in a folder."""

from __future__ import annotations

import pytest

from journal.gate.examine import check
from journal.headers.plain_texts import without_contacts
from journal.language.rare_characters import signs_of
from journal.markdown.text import MarkdownText
from support.gate import AROUND, HEADER
from support.journals import TODAY, as_files


def test_the_signs_of_a_text_are_neither_plain_letters_nor_figures() -> None:
    assert signs_of("L'été 2026, à Nantes\n\tet « là »") == "'éé,à\t«à»"
    assert signs_of("\x01\u2028\ufffd\U0001f3f4") == "\x01\u2028\ufffd\U0001f3f4"
    assert signs_of("Un texte de 2026\n") == ""


def test_a_page_holds_what_its_prose_has_and_not_its_code() -> None:
    text = MarkdownText("Un ==mot== de TOC et `++ici++`.\n\n    ::: encadré\n\nFin é.\n")
    assert text.signs.holds("==")
    assert text.signs.holds("++", ":::", "é")
    assert text.signs.holds("TOC")
    assert not text.signs.holds("++", ":::", "toc", "===")


@pytest.mark.parametrize(
    ("signs", "lines"),
    [(("!",), [1, 3]), (("?",), [4]), (("?", "!"), [1, 3, 4]), (("…",), [])],
)
def test_the_lines_that_hold_a_sign_come_once_each_and_in_order(
    signs: tuple[str, ...], lines: list[int]
) -> None:
    text = MarkdownText("Un ! Et ! deux\nrien\nTrois !\nQuatre ?")
    assert [text.line_of(start) for start in text.signs.lines_with(*signs)] == lines


def test_the_same_link_is_judged_from_each_folder_and_from_each_page() -> None:
    link = "[Un mot](oser.md), [une part](#mot).\n"
    pages = {
        "conseils/avec.md": f"{HEADER}{link}\n## Mot\n\nFin.\n",
        "conseils/sans.md": f"{HEADER}{link}",
        "visites/index.md": AROUND["visites/index.md"] + link,
    }
    found = check(as_files(AROUND | pages), today=TODAY)
    assert [(problem.path, problem.code) for problem in found] == [
        ("conseils/sans.md", "ancre-introuvable"),
        ("visites/index.md", "page-introuvable"),
        ("visites/index.md", "ancre-introuvable"),
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Léa Martin (lea@example.org)", "Léa Martin"),
        ("Léa Martin, lea [at] example.org", "Léa Martin"),
        ("Léa Martin, lea[at]example.org", "Léa Martin"),
        ("Léa Martin, 02 40 00 00 00", "Léa Martin"),
        ("Léa Martin, 02\u00a040\u00a000\u00a000\u00a000", "Léa Martin"),
        ("Léa Martin, +33 (0)2.40.00.00.00", "Léa Martin"),
        ("Un marché de 2026 (article L2113-12)", None),
    ],
)
def test_whom_a_text_reaches_is_seen_however_it_is_typed(text: str, left: str | None) -> None:
    assert without_contacts(text) == left
