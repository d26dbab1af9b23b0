"""The gate never crashes and never slows down, whatever the bytes, whatever their names."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.gate.examine import check
from journal.problems.problem import Problem, Severity
from journal.problems.report import FORMATS
from journal.reading.tree import read_tree
from support.gate import AROUND, HEADER, cases
from support.journals import SITE_URL, TODAY, as_files
from support.pictures import picture
from support.time_limit import time_limit

HOOKS = Path(__file__).parents[2] / "hooks"
SOME, MANY = 40, 2_000

Contents = Mapping[str, str | bytes]


def problems_of(files: Contents) -> list[Problem]:
    return check(as_files(AROUND | dict(files)), today=TODAY, site_url=SITE_URL)


def assert_well_said(problems: list[Problem]) -> None:
    """What a problem is, and that every door can show it."""
    assert isinstance(problems, list)
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.path
        assert problem.line >= 1
        assert problem.code
        assert problem.message
        assert problem.hint
        assert isinstance(problem.severity, Severity)
        assert len(problem.message) + len(problem.hint) < 2_000
    assert FORMATS["text"](problems, "").count("\n") == len(problems)
    assert len(FORMATS["text"](problems, "").splitlines()) == len(problems)
    assert len(FORMATS["github"](problems, SITE_URL).splitlines()) == len(problems)
    assert len(json.loads(FORMATS["json"](problems, ""))) == len(problems)
    FORMATS["text"](problems, "").encode()


# ---- Any bytes --------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "...\n",
            "title: ",
            "description: ",
            "date: ",
            "visite: ",
            "tags: ",
            "sources:\n",
        ),
        *("anciennes_adresses: ", "image: ", "ordre: ", "- ", "  - titre: ", ": ", "\n", "\n\n"),
        *("[", "]", "{", "}", "(", ")", "<", ">", "!", "&", "*", "_", "`", "```\n", "~~~\n", "#"),
        *("!!! note\n", '"', "'", "\\", "|", "@", "%", "?", "=\n", "-\n", "    ", "\t", "> "),
        *("[a](", "](", "![a](b.png)", "[a]: b\n", "[a][b]", "<script>", "<!--", "-->", "</sub>"),
        *("http://a.b", "//a", "mailto:", "https://[", "../", "#ess", "{#a}", "{a=b}", ".e", "·es"),
        *("À COMPLÉTER", "é", "e\u0301", "\ufeff", "\u00a0", "\u2028", "\u202e", "\0", "\r", "🌱"),
        *("&x", "*x", "!!python/object:os.system x", "!x", "<<: ", "2026-03-14", "XXXX-01", "0x_"),
        *(
            "\ud800",
            "\x1b[2J",
            "%zz",
            "::error::",
            "null",
            "~",
            "9" * 50,
            "1e999",
            "x" * 100,
            "## `a` \ufdd09\ufdd0\n",
        ),
    ]
)
_SOUND = [HEADER + "Un texte, et [un lien](oser.md).\n", *AROUND.values()]
_BROKEN = [
    file.content
    for case in cases()
    for file in case.files.values()
    if file and file.content and len(file.content) < 5_000
]


@st.composite
def _altered(draw: st.DrawFn) -> bytes:
    """A page of the corpus, of which a part is lost, or replaced by anything."""
    page = draw(st.sampled_from([*(text.encode() for text in _SOUND), *_BROKEN]))
    start = draw(st.integers(0, len(page)))
    end = draw(st.integers(start, min(len(page), start + 40)))
    return page[:start] + draw(st.binary(max_size=8) | _written) + page[end:]


_written = st.lists(_PIECES, max_size=40).map(
    lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
)
_ANY_BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    _written,
    _written.map(lambda body: HEADER.encode() + body),
    _written.map(lambda header: b"---\n" + header + b"\n---\nUn texte.\n"),
    _altered(),
)
_NAMES = st.one_of(
    st.text(min_size=1, max_size=30),
    st.lists(
        st.sampled_from(
            [
                "visites",
                "conseils",
                "themes",
                "images",
                "..",
                ".",
                "",
                "x",
                "É",
                "a b",
                ".md",
                ".MD",
            ]
        )
        | st.text(max_size=4),
        min_size=1,
        max_size=4,
    ).map("/".join),
).map(lambda name: name.encode("utf-8", "replace").decode())


def survives(page: bytes, themes: bytes, name: str, other: bytes) -> None:
    """As a visit, as a tip, as another page, as the list of themes, under any name."""
    for files in (
        {"conseils/essai.md": page, "visites/essai.md": page, "glossaire.md": page},
        {"themes.yml": themes},
        {name: page, f"{name}.md": other, f"visites/{name}.md": other},
    ):
        assert_well_said(problems_of(files))


def test_a_folder_without_a_name_is_no_folder_of_entries() -> None:
    sound = f"{HEADER}Un texte.\n".encode()
    survives(sound, b"", "conseils//0", sound)


ANYTHING = given(_ANY_BYTES, _ANY_BYTES, _NAMES, _ANY_BYTES)


@settings(max_examples=SOME, derandomize=True, database=None)
@ANYTHING
def test_any_bytes_yield_a_list(page: bytes, themes: bytes, name: str, other: bytes) -> None:
    survives(page, themes, name, other)


@pytest.mark.audit
@settings(max_examples=MANY)
@ANYTHING
def test_any_bytes_at_all_yield_a_list(page: bytes, themes: bytes, name: str, other: bytes) -> None:
    survives(page, themes, name, other)


# ---- Real files -------------------------------------------------------------------------------

_ENTRY = f"{HEADER}Un texte.\n"
_LATIN = _ENTRY.encode("latin-1", "replace")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The sound pages, on the disk."""
    folder = tmp_path / "docs"
    for path, text in AROUND.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def codes_on(docs: Path) -> dict[str, set[str]]:
    """Path under docs/ to what is said of it."""
    found: dict[str, set[str]] = {}
    for problem in check(read_tree(docs), today=TODAY):
        found.setdefault(problem.path.removeprefix("docs/"), set()).add(problem.code)
    return found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (_LATIN, "pas-utf-8"),
        (_ENTRY.encode("utf-16"), "pas-utf-8"),
        ("Un texte.\n".encode("utf-16-le"), "caractere-nul"),
        (b"\xef\xbb\xbf" + _ENTRY.encode(), "marque-d-ordre"),
        (_ENTRY.replace("\n", "\r\n").encode(), "fins-de-ligne"),
        (_ENTRY.replace("\n", "\r").encode(), "fins-de-ligne"),
        (_ENTRY.encode() + b"\0", "caractere-nul"),
        (b"", "fichier-vide"),
        (b"\xef\xbb\xbf", "fichier-vide"),
        (b"\xef\xbb\xbf \r\n\t", "fichier-vide"),
        (_ENTRY.encode() + b"x" * 10_000_000, "page-trop-lourde"),
        (b"---\na: &a [x]\nb: *a\n---\nUn texte.\n", "en-tete-trop-complexe"),
        (
            b"---\na: &a [x, x]\n"
            + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 121))
            + b"---\nUn texte.\n",
            "en-tete-trop-complexe",
        ),
        (
            (HEADER.replace("title: ", "title: !!python/object:os.system ") + "x\n").encode(),
            "valeur-invalide",
        ),
        (b"PK\x03\x04\x14\0\x06\0" + bytes(range(256)), "pas-utf-8"),
    ],
)
def test_any_content_gets_its_problem(docs: Path, content: bytes, code: str) -> None:
    (docs / "conseils/essai.md").write_bytes(content)
    assert codes_on(docs) == {"conseils/essai.md": {code}}


def test_anything_on_a_disk_gets_its_problem(docs: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(_ENTRY, "utf-8")
    tips = docs / "conseils"
    (tips / "casse.md").symlink_to("nulle-part.md")
    (tips / "boucle.md").symlink_to("boucle.md")
    (tips / "dehors.md").symlink_to(tmp_path / "secret.md")
    (tips / "dedans.md").symlink_to("oser.md")
    (tips / "dossier.md").mkdir()
    (tips / "dossier.md/page.md").write_text(_ENTRY, "utf-8")
    (docs / "visites/ronde").symlink_to("..", target_is_directory=True)
    (docs / "tout").symlink_to("/", target_is_directory=True)
    for name in ("conseils/tuyau.md", "tuyau.jpg", "tuyau.svg", "tuyau.txt"):
        os.mkfifo(docs / name)
    with socket.socket(socket.AF_UNIX) as listening, chdir(tips):
        listening.bind("prise.md")
    (tips / ".cache.md").write_bytes(b"\xff")
    with time_limit(60):
        said = codes_on(docs)
    assert said == {
        "conseils/casse.md": {"lien-symbolique"},
        "conseils/boucle.md": {"lien-symbolique"},
        "conseils/dehors.md": {"lien-symbolique"},
        "conseils/dossier.md": {"dossier-nomme-md"},
        "conseils/dossier.md/page.md": {"page-mal-rangee"},
        "visites/ronde": {"lien-symbolique"},
        "tout": {"lien-symbolique"},
        "conseils/prise.md": {"fichier-illisible"},
        "conseils/tuyau.md": {"fichier-illisible"},
        "tuyau.jpg": {"fichier-illisible"},
        "tuyau.svg": {"fichier-illisible"},
        "tuyau.txt": {"fichier-illisible"},
    }


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS refuses such names itself")
def test_any_name_gets_its_problem(docs: Path) -> None:
    for name in (b"caf\xe9.md", b"a\nb.md", b"\x1b[2J.md", "\u202efdp.md".encode(), b"a:1: b.md"):
        (docs / "conseils" / os.fsdecode(name)).write_text(_ENTRY, "utf-8")
    (docs / "conseils" / os.fsdecode(b"caf\xe9.png")).write_bytes(picture("PNG"))
    problems = check(read_tree(docs), today=TODAY)
    assert {problem.code for problem in problems} == {"nom-de-fichier"}
    assert len(problems) == 6
    assert_well_said(problems)
    assert all(problem.path.isprintable() for problem in problems)


def test_a_folder_that_is_not_there_is_no_clean_tree(tmp_path: Path) -> None:
    assert codes_on(tmp_path / "docs") == {"themes.yml": {"fichier-manquant"}}
