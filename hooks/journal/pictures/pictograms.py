"""Pictograms, by the names that Material gives its icons: `material/recycle`.

They come with mkdocs-material, in which they are looked for without loading it. Where it is not
installed, nobody can tell a right name from a wrong one: every name is then that of `GENERIC`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET

from journal.web.credits import Credit

_NAME = re.compile(r"(?P<set>[a-z]+)/[a-z0-9]+(?:[/_-][a-z0-9]+)*")
_SVG = "{http://www.w3.org/2000/svg}"


# An icon of any other set would be published without a word of its authors.
# Source: the file LICENSE of each set, in material/templates/.icons/.
SETS = {
    "material": Credit(
        "Material Design Icons, de Pictogrammers",
        "https://pictogrammers.com/library/mdi/",
        "licence Apache 2.0",
        "https://www.apache.org/licenses/LICENSE-2.0",
    ),
    "fontawesome": Credit(
        "Font Awesome Free, de Fonticons",
        "https://fontawesome.com/",
        "licence CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "octicons": Credit(
        "Octicons, de GitHub",
        "https://primer.style/octicons/",
        "licence MIT",
        "https://github.com/primer/octicons/blob/main/LICENSE",
    ),
    "simple": Credit(
        "Simple Icons",
        "https://simpleicons.org/",
        "licence CC0 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
}


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A drawing of one colour.

    Attributes:
        view_box: its frame, as SVG writes it: left, top, width, height.
        paths: its strokes, as SVG's `d` writes them.
        origin: whose it is; None for ours.
    """

    view_box: str
    paths: tuple[str, ...]
    origin: Credit | None = None


# A leaf of a notebook, for a theme that has no pictogram of its own.
GENERIC = Pictogram("0 0 24 24", ("M5 3h9l5 5v13H5zm2 2v14h10V9h-4V5z",))


def names() -> Sequence[str]:
    """Every name that a pictogram may have, in alphabetical order; none without Material."""
    folder = _folder()
    if folder is None:
        return ()
    found = (path.relative_to(folder) for name in SETS for path in (folder / name).rglob("*.svg"))
    return sorted(path.with_suffix("").as_posix() for path in found)


def pictogram(name: str) -> Pictogram:
    """The pictogram of that name, or else the generic one."""
    return _find(name) or GENERIC


def _find(name: str) -> Pictogram | None:
    folder, known = _folder(), _NAME.fullmatch(name)
    if folder is None or known is None or known["set"] not in SETS:
        return None
    path = folder / f"{name}.svg"
    if not path.is_file():
        return None
    icon = ET.parse(path).getroot()
    paths = tuple(path.get("d", "") for path in icon.iter(f"{_SVG}path"))
    return Pictogram(icon.get("viewBox", ""), paths, SETS[known["set"]])


def is_known(name: str) -> bool:
    """Whether an icon has that name, if any, as far as one can tell without Material."""
    return not name or _folder() is None or _find(name) is not None


def meant(typed: str) -> str:
    """The name as it was perhaps meant: Material's own pages write `:material-recycle:` in text."""
    name = typed.strip().strip(":").lower().removesuffix(".svg").replace(" ", "-")
    # « mdi:bike », « mdi-bike »: what the same icons are called elsewhere.
    name = re.sub("^mdi[:/-]", "material/", name)
    return name if "/" in name else name.replace("-", "/", 1)


def _folder() -> Path | None:
    package = find_spec("material")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "templates/.icons"
    return folder if folder.is_dir() else None
