"""The golden cases of the gate: what stands around each of them, and how a case is read.

A case is a golden file (`support.golden`). Its blocks are files of docs/, `mkdocs.yml`, or:

- `adresses.txt`: the ledger, without which nothing is held against what was published;
- `texte`: the body of a sound tip, whose file is named after the case;
- `problèmes`: every problem expected, in order, as `path:line: code message hint`.

After its name, a block may say in brackets what kind of file it is:

- `(octets)`: bytes, those that are not ASCII written `\\xE9`;
- `(pèse 500000)`: a file of that size, whose content does not matter;
- `(photo)`: a JPEG in which a camera has noted when it was taken; with `(photo située)`, and where;
- `(image webp)`: a picture of that form, whatever its name says; `(image coupée)`: without its end;
- `(animation)`: a picture that moves;
- `(absent)`: a file to take away from what stands around;
- `(dangling)`, `(folder)`…: a file in such trouble (`journal.reading.tree.Trouble`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from PIL import Image

from journal.gate.examine import check
from journal.ledger.records import LEDGER_NAME
from journal.ledger.remember import remember
from journal.problems.problem import Problem, Severity
from journal.reading.tree import SourceFile, Trouble
from support.golden import blocks_of
from support.journals import SITE_URL, TODAY, as_files, page, source_file, tip, visit
from support.pictures import exif, picture, saved

CASES = Path(__file__).parents[1] / "golden/gate"

[HEADER] = tip(body="", title="Répondre à un premier marché", tags="[emploi]").values()
AROUND = {
    "index.md": page("", title="Accueil", description="Un carnet.", template="home.html"),
    "visites/index.md": page(
        "", title="Visites", description="Les visites.", template="visits.html"
    ),
    "glossaire.md": page(
        "\n## ESS {#ess}\n\nUn mot.\n", title="Glossaire", description="Des mots."
    ),
    "synonymes.yml": "vocabulaire: [un mot, des mots]\n",
    "themes.yml": (
        "emploi:\n  nom: Emploi\n  description: Travailler.\n"
        "reemploi:\n  nom: Réemploi\n  description: Servir encore.\n"
        "marches-publics:\n  nom: Marchés publics\n  description: Vendre.\n"
    ),
    **visit(
        title="Une visite à l'atelier",
        structure="L'atelier",
        tags="[reemploi, marches-publics]",
    ),
    "conseils/oser.md": f"{HEADER}Un texte.\n",
}

_NAME = re.compile(r"(?P<path>.*?)(?: \((?P<kind>[^()]*)\))?")


@cache
def around() -> MappingProxyType[str, SourceFile]:
    """What stands around every case: sound pages, and a picture."""
    return MappingProxyType(as_files(AROUND | {"images/etabli.jpg": picture()}))


class Case:
    """One golden file: the files it adds to what stands around, and what is said of them.

    Attributes:
        name: the file's, without its extension.
        given: the blocks to read, as typed.
        files: path under docs/ to file; None where one is taken away.
        config: the text of mkdocs.yml, or nothing.
        ledger: that of adresses.txt, or None.
    """

    def __init__(self, file: Path) -> None:
        blocks = blocks_of(file.read_text(encoding="utf-8"))
        self.name = file.stem
        blocks.pop("problèmes", None)
        self.given = blocks
        self.config = blocks.get("mkdocs.yml", "")
        self.ledger: bytes | None = None
        self.files: dict[str, SourceFile | None] = {}
        for title, content in blocks.items():
            if title == "texte":
                self.files |= as_files({f"conseils/{self.name}.md": HEADER + content})
            elif title != "mkdocs.yml":
                name = _NAME.fullmatch(title)
                assert name, title
                file = _file(name["path"], name["kind"] or "", content)
                if name["path"] == LEDGER_NAME:
                    assert file
                    self.ledger = file.content
                else:
                    self.files[name["path"]] = file

    @cached_property
    def problems(self) -> list[Problem]:
        """What the gate says of this case alone."""
        return examined([self])

    @property
    def stands_alone(self) -> bool:
        """Whether it only adds files, which say nothing of the pages of others."""
        return not self.config and self.ledger is None and not self.files.keys() & around().keys()


def examined(cases: Iterable[Case]) -> list[Problem]:
    """What the gate says of several cases together."""
    tree: dict[str, SourceFile | None] = {**around()}
    config, ledger = "", None
    for case in cases:
        tree |= case.files
        config = config or case.config
        ledger = case.ledger if ledger is None else ledger
    present = {path: file for path, file in sorted(tree.items()) if file}
    found = remember(present, ledger, today=TODAY, site_url=SITE_URL, config=config)
    return found.examination.problems


def examined_body(body: str) -> list[Problem]:
    """What the gate says of the body of a sound tip."""
    tree = around() | as_files({"conseils/essai.md": HEADER + body})
    return check(tree, today=TODAY, site_url=SITE_URL)


def as_golden(problems: Iterable[Problem]) -> str:
    """Problems as they are written in golden files."""
    return "".join(
        f"{p.source}:{p.line}: {'(avertissement) ' if p.severity is Severity.WARNING else ''}"
        f"{p.code} {p.message} {p.hint}\n"
        for p in problems
    )


def _file(path: str, kind: str, content: str) -> SourceFile | None:
    word, _, which = kind.partition(" ")
    if kind == "absent":
        return None
    if kind in list(Trouble):
        return SourceFile(0, None, Trouble(kind))
    if word == "pèse":
        light = source_file(path, picture())
        return replace(light, size=int(which), content=light.photograph and light.content)
    data = content.encode()
    if kind == "octets":
        data = data.decode("unicode_escape").encode("latin-1")
    elif word == "photo":
        data = picture(exif=exif(position=bool(which)))
    elif word == "image":
        data = picture()[:-40] if which == "coupée" else picture(which.upper())
    elif word == "animation":
        frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
        data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    return source_file(path, data)


@cache
def cases(folder: str = ".") -> Sequence[Case]:
    """Every case of the corpus, or those of one of its folders."""
    return [Case(file) for file in sorted((CASES / folder).glob("*.txt"))]
