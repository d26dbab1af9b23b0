"""The site's two typefaces, reduced to what French pages print.

They come from packages: the repository holds no font file, and no other host serves one. Their
names are said here only: style sheets call them « Texte » and « Titre », what is drawn or sent asks
`family`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from journal.web.credits import TEXT_FACE, TITLE_FACE, Credit

# What Latin-1 has that hardly any page prints: accents without a letter, letters of Icelandic.
_RARE = "¤¦¨¬¯´¸ªÐðÞþ"
# Latin-1, the ligatures and capitals that French adds to it, and the punctuation that pages use.
CHARACTERS = (
    "".join(one for one in map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)]) if one not in _RARE)
    + "ŒœŸ€–—‘’“”„…•‹›−→←°№ˢᵉʳ™"
)
# Titles do without the signs of code and of mathematics, and most capitals of other languages.
_IN_TITLES = (
    "".join(letter for letter in map(chr, range(0x20, 0x7F)) if letter not in "#$\\^_`{|}~<>=*[]")
    + "\u00a0«»°ÀÂÇÈÉÊËÎÏÔÖÙÛÜàáâãäåæçèéêëìíîïñòóôõöøùúûüÿßŒœ€–—‘’“”…·"
)


# What letters do side by side: keep their distance, carry their accents.
_FEATURES = ("kern", "ccmp")


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of a typeface.

    Attributes:
        family: its name, by which drawings and mails ask for its typeface.
        package: where it comes from.
        file: its TrueType file there; a variable typeface is not read here.
        credit: whose it is.
        characters: those that are kept of it.
    """

    family: str
    package: str
    file: str
    credit: Credit
    characters: str = CHARACTERS

    @property
    def folder(self) -> Traversable:
        """Where the package keeps its TrueType files."""
        return files(self.package.replace("-", "_")) / "files"


# The first for what is read, the other for titles.
_TEXT = ("Atkinson Hyperlegible", "fontpkg-atkinson-hyperlegible")
_TITLES = ("Spectral", "fontpkg-spectral")
FACES = {
    "regular": Face(*_TEXT, "AtkinsonHyperlegible-Regular.ttf", TEXT_FACE),
    "bold": Face(*_TEXT, "AtkinsonHyperlegible-Bold.ttf", TEXT_FACE),
    "title": Face(*_TITLES, "Spectral-SemiBold.ttf", TITLE_FACE, _IN_TITLES),
}


def web_font(name: str) -> bytes:
    """One face as WOFF2, the same bytes every time.

    Args:
        name: a key of `FACES`.
    """
    from fontTools import subset, ttLib  # Here: the gate knows of typefaces, and makes none.

    font = ttLib.TTFont(BytesIO(source(name)), recalcTimestamp=False)
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(_FEATURES)
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]  # the licence travels with the font
    options.notdef_outline = False  # for a letter that it lacks, browsers take another typeface
    options.drop_tables += ["meta"]  # which languages it is for, that fonttools cannot reduce
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=FACES[name].characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def recipe(name: str) -> str:
    """Everything that a web font is made from, as a text."""
    face = FACES[name]
    versions = [version(package) for package in (face.package, "fonttools", "brotli")]
    return " ".join([name, face.file, *versions, *_FEATURES, "no .notdef", face.characters])


def source(name: str) -> bytes:
    """One face as it comes, a TrueType file."""
    return (FACES[name].folder / FACES[name].file).read_bytes()


def family(name: str = "regular") -> str:
    """The name of a face's typeface."""
    return FACES[name].family
