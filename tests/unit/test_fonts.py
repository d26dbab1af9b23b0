"""The typeface: what is kept of it, and what holds its place until it is there."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from journal.pictures.fonts import CHARACTERS, WEIGHTS, family, source, web_font

ROOT = Path(__file__).parents[2]
# Average advance of Arial in em, over the letters and spaces of a French text such as docs/:
# measured on Liberation Sans, whose letters are as wide.
ARIAL = {"regular": 0.4448, "bold": 0.4782}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_typeface_has_what_french_needs_and_weighs_little(weight: str) -> None:
    font = web_font(weight)
    assert font == web_font(weight)
    assert len(font) < 20_000
    known = TTFont(BytesIO(font)).getBestCmap()
    assert {ord(letter) for letter in "éèêëàâçîïôùûüœŒÉÀÇ«»’€…–"} <= known.keys()
    assert len(known) <= len(set(CHARACTERS))


def test_each_weight_is_of_one_family() -> None:
    names = {str(TTFont(BytesIO(source(weight)))["name"].getBestFamilyName()) for weight in WEIGHTS}
    assert names == {family()}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_what_holds_its_place_has_its_measures(weight: str) -> None:
    """Else lines move when the typeface comes; what is said is what to write in tokens.css."""
    written = _fallback({"regular": "400", "bold": "700"}[weight])
    right = _measures(weight)
    said = "".join(f"\n  {name}: {value:.2f}%;" for name, value in right.items())
    assert written == pytest.approx(right, rel=0.01), f"tokens.css, « Texte repli » :{said}"


def _measures(weight: str) -> dict[str, float]:
    """What makes Arial as wide and as high as a weight of the typeface, in percent."""
    font = TTFont(BytesIO(source(weight)))
    em, letters, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    text = "".join(path.read_text("utf-8") for path in sorted(ROOT.glob("docs/**/*.md")))
    counts = Counter(one for one in text if ord(one) in letters and (one.isalpha() or one == " "))
    average = sum(widths[letters[ord(one)]][0] * count for one, count in counts.items())
    wider = average / counts.total() / em / ARIAL[weight]
    ascent, descent = font["hhea"].ascent / em, -font["hhea"].descent / em
    return {
        "ascent-override": 100 * ascent / wider,
        "descent-override": 100 * descent / wider,
        "size-adjust": 100 * wider,
    }


def _fallback(weight: str) -> dict[str, float]:
    """The same, as tokens.css has it."""
    tokens = (ROOT / "overrides/styles/tokens.css").read_text("utf-8")
    rules = re.findall(r"@font-face \{(.*?)\}", tokens, re.DOTALL)
    (rule,) = (one for one in rules if '"Texte repli"' in one and f"weight: {weight};" in one)
    percents = re.findall(r"([\w-]+): ([\d.]+)%;", rule)
    return {name: float(value) for name, value in percents if name != "line-gap-override"}
