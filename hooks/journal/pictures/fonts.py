"""The site's typeface, reduced to what French pages print.

Atkinson Hyperlegible (Braille Institute, SIL Open Font License 1.1), from the package
`fontpkg-atkinson-hyperlegible`: the repository holds no font file, and no other host serves one.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Atkinson Hyperlegible"
WEIGHTS = {"regular": "AtkinsonHyperlegible-Regular.ttf", "bold": "AtkinsonHyperlegible-Bold.ttf"}

# Latin-1, the ligatures and capitals that French adds to it, and the punctuation that pages use.
CHARACTERS = (
    "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + "ŒœŸ€–—‘’“”„…•‹›−→←°№ˢᵉʳ™"
)


def web_font(weight: str) -> bytes:
    """One weight as WOFF2, the same bytes every time.

    Args:
        weight: a key of `WEIGHTS`.
    """
    font = TTFont(BytesIO(source(weight)), recalcTimestamp=False)
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "mark", "ccmp"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]  # the licence travels with the font
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def recipe(weight: str) -> str:
    """Everything that a web font is made from, as a text."""
    versions = [version(name) for name in ("fontpkg-atkinson-hyperlegible", "fonttools", "brotli")]
    return " ".join([weight, *versions, CHARACTERS])


def source(weight: str) -> bytes:
    """One weight as it comes, a TrueType file."""
    return (files("fontpkg_atkinson_hyperlegible") / "files" / WEIGHTS[weight]).read_bytes()
