"""The typefaces: what is kept of them, and what holds their place until they are there."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from journal.pictures.fonts import FACES, family, source, web_font

ROOT = Path(__file__).parents[2]
# Average advance of Arial, and of Times New Roman for titles, in em, over the letters and spaces of
# a French text such as docs/: measured on Liberation Sans and Serif, whose letters are as wide.
FALLBACK = {"regular": 0.4448, "bold": 0.4782, "title": 0.4249}
# How tokens.css calls what holds the place of each.
RULES = {
    "regular": ("Texte repli", "400"),
    "bold": ("Texte repli", "700"),
    "title": ("Titre repli", "700"),
}


@pytest.mark.parametrize("name", FACES)
def test_a_typeface_has_what_french_needs_and_weighs_little(name: str) -> None:
    font = web_font(name)
    assert font == web_font(name)
    assert len(font) < 20_000
    known = TTFont(BytesIO(font)).getBestCmap()
    assert {ord(letter) for letter in "éèêëàâçîïôùûüœŒÉÀÇ«»’€…–"} <= known.keys()
    assert len(known) <= len(set(FACES[name].characters))


def test_texts_are_of_one_family_and_titles_of_another() -> None:
    assert family("bold") == family() != family("title")
    for name in FACES:
        assert TTFont(BytesIO(source(name)))["name"].getBestFamilyName() == family(name)


@pytest.mark.parametrize("name", FACES)
def test_what_holds_its_place_has_its_measures(name: str) -> None:
    """Else lines move when the typeface comes; what is said is what to write in tokens.css."""
    rule, weight = RULES[name]
    written = _fallback(rule, weight)
    right = _measures(name)
    said = "".join(f"\n  {key}: {value:.2f}%;" for key, value in right.items())
    assert written == pytest.approx(right, rel=0.01), f"tokens.css, « {rule} » :{said}"


def _measures(name: str) -> dict[str, float]:
    """What makes a system's typeface as wide and as high as a face, in percent."""
    font = TTFont(BytesIO(source(name)))
    em, letters, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    text = "".join(path.read_text("utf-8") for path in sorted(ROOT.glob("docs/**/*.md")))
    counts = Counter(one for one in text if ord(one) in letters and (one.isalpha() or one == " "))
    average = sum(widths[letters[ord(one)]][0] * count for one, count in counts.items())
    wider = average / counts.total() / em / FALLBACK[name]
    ascent, descent = font["hhea"].ascent / em, -font["hhea"].descent / em
    return {
        "ascent-override": 100 * ascent / wider,
        "descent-override": 100 * descent / wider,
        "size-adjust": 100 * wider,
    }


def _fallback(family: str, weight: str) -> dict[str, float]:
    """The same, as tokens.css has it."""
    tokens = (ROOT / "overrides/styles/tokens.css").read_text("utf-8")
    rules = re.findall(r"@font-face \{(.*?)\}", tokens, re.DOTALL)
    (rule,) = (one for one in rules if f'"{family}"' in one and f"weight: {weight};" in one)
    percents = re.findall(r"([\w-]+): ([\d.]+)%;", rule)
    return {name: float(value) for name, value in percents if name != "line-gap-override"}
