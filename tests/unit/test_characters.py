"""The characters of a source file: mended where they can be, with the lines where they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.reading.characters import check_characters, clean, readable


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("L\x92association \x96 l\x92\x9cuvre", "L’association – l’œuvre"),
        ("attendre\x85 puis\x92", "attendre… puis’"),
        ("ligne\x0bdeuxième", "ligne deuxième"),
        ("ligne \x0c deuxième", "ligne deuxième"),
        ("ligne\u2028deuxième\u2029troisième\x85quatrième", "ligne deuxième troisième quatrième"),
        ("ré\u00adem\u200bploi\u2060", "réemploi"),
        ("\u202egauche\u202c \u2067droite\u2069", "gauche droite"),
        ("caché\U000e0068\U000e0069", "caché"),
        ("🏴\U000e0067\U000e0062 et 🏴" + "\U000e0061" * 7 + "\U000e007f", "🏴 et 🏴"),
        ("mé\u115ftier\u034f\ufe0f\U000e0100 d\u1160u\U0001d173", "métier du"),
        ("un\u3164bois\u2800dur\uffa0!", "un bois dur !"),
        ("Le ﬁnancement ﬂuide, ﬆ, ĳ", "Le financement fluide, st, ij"),
        ("Ａｔｅｌｉｅｒ ２", "Atelier 2"),
        ("e\u0301te\u0301, A\u030a", "été, Å"),
        ("cou\u00ad\npé, Ⓐ, ⓐⓣⓔⓛⓘⓔⓡ, 🅰🆃🅴🅻🅸🅴🆁", "cou-\npé, Ⓐ, atelier, ATELIER"),
        ("e \u0301tude, entr´ouvert", "étude, entr’ouvert"),
        ("l´un ʼ lʼun l′un l‘un", "l’un ʼ l’un l’un l’un"),
        ("d`abord et qu`elle, aujourd`hui", "d’abord et qu’elle, aujourd’hui"),
    ],
)
def test_what_copying_leaves_is_mended(typed: str, read: str) -> None:
    assert clean(typed) == read
    assert clean(read) == read


@pytest.mark.parametrize(
    "text",
    [
        "Un `code`, l'`option`, `d`abc` et ``l`a``",
        "10 m², H₂O, nᵒ 3, 1ᵉʳ, ½, ™, №, Ⅳ",
        "1\ufe0f\u20e3, ©\ufe0f, ⠃⠕⠝\u2800⠃",
        "👩\u200d🌾 et 🏴\U000e0067\U000e0062\U000e007f",
        "espaces\u00a0insécables\u202f;",
        "می\u200cخواهم",
        "5′, 3´, ‘un mot’",
    ],
)
def test_what_people_mean_stays(text: str) -> None:
    assert clean(text) == text


@given(st.text())
def test_lines_stay_where_they_are(text: str) -> None:
    once = clean(text)
    assert once.count("\n") == text.count("\n")
    assert clean(once) == once


@given(st.text())
def test_what_is_read_holds_nothing_that_stops_a_reader(text: str) -> None:
    read = readable(clean(text.replace("\0", "")))
    assert not set(read) & {*map(chr, range(1, 9)), "\x7f", "\ufffe", "\uffff", "\x81"}


@pytest.mark.parametrize("text", ["GÂTEAU", "PÂTÉ « À » Â Ã", "Ânes et Âge", "São Paulo"])
def test_honest_letters_are_not_taken_for_others(text: str) -> None:
    assert list(check_characters("a.md", text)) == []


def test_a_proposal_is_itself_clean() -> None:
    for text in (
        "Les salariÃ©s",
        "Câ€™est",
        "Å“uvre",
        "bientÃ´t",
        "mÃ\xadme",
        "lâ\x80\x99Ã©tÃ©",
        "a \ue000 b",
        "\ufffc la",
    ):
        [problem] = check_characters("a.md", clean(text))
        proposed = problem.hint.partition("crivez : ")[2].partition(" ;")[0]
        assert proposed
        assert list(check_characters("a.md", clean(proposed))) == []
