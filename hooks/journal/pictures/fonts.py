"""The site's typeface, reduced to what French pages print.

It comes from a package: the repository holds no font file, and no other host serves one. Its name
is said here only: style sheets call it « Texte », what is drawn or sent asks `family`.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont

# Atkinson Hyperlegible (Braille Institute, SIL Open Font License 1.1).
PACKAGE = "fontpkg-atkinson-hyperlegible"
# One file for each; a variable typeface, whose file has them all, is not read here.
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
    versions = [version(name) for name in (PACKAGE, "fonttools", "brotli")]
    return " ".join([weight, *versions, CHARACTERS])


def source(weight: str) -> bytes:
    """One weight as it comes, a TrueType file."""
    return (folder() / WEIGHTS[weight]).read_bytes()


def folder() -> Traversable:
    """Where the package keeps its TrueType files."""
    return files(PACKAGE.replace("-", "_")) / "files"


def family() -> str:
    """The name of the typeface, by which drawings and mails ask for it."""
    return str(TTFont(BytesIO(source("regular")), lazy=True)["name"].getBestFamilyName())
