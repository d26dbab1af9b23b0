"""What is written for those who change the code: true of the code as it stands."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.entries.any_entry import MODELS
from journal.entries.entry import Entry
from support.building import ROOT

HOUSE = ROOT / "hooks/README.md"
# CHANGELOG.md is left out: it names what is no more.
BOOKS = [
    HOUSE,
    *(
        ROOT / name
        for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md")
    ),
    ROOT / ".github/pull_request_template.md",
]
CODE = re.compile(r"`([^`\n]+)`")
OURS = re.compile(
    r"(?:\.ci|\.github|\.vscode|bench|commands|docs|hooks|overrides|tests)/[\w./-]*"
    r"|[\w.-]+\.(?:in|toml|yml)"
)
LINK = re.compile(r"\]\((?!https?:|mailto:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]+))?\)")


def tables(text: str, first: str) -> list[list[str]]:
    """The rows of the table whose first heading is `first`, each cell without its backticks."""
    _, found, after = text.partition(f"\n| {first} |")
    assert found, first
    rows = after.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def anchors(book: Path) -> set[str]:
    """The anchors that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.+)$", book.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# ---- The house --------------------------------------------------------------------------------


def test_the_house_shows_every_room() -> None:
    core = ROOT / "hooks/journal"
    rooms = {f"{path.name}/" for path in core.iterdir() if (path / "__init__.py").is_file()}
    rooms |= {path.name for path in core.glob("*.py")} - {"__init__.py"}
    shown = [CODE.findall(row[0]) for row in tables(HOUSE.read_text("utf-8"), "Room")]
    named = {name.removeprefix("hooks/journal/") for names in shown for name in names}
    assert len(rooms) > 10
    assert rooms - named == set()


def events() -> Iterator[tuple[str, str, int]]:
    """Each event of each hook: its name, the hook's, its priority; in the order of mkdocs.yml."""
    listed = re.findall(r"^  - hooks/(\w+)\.py", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)
    for hook in listed:
        for node in ast.parse((ROOT / f"hooks/{hook}.py").read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("on_"):
                calls = [d for d in node.decorator_list if isinstance(d, ast.Call)]
                assert len(calls) <= 1, hook
                yield node.name, hook, ast.literal_eval(calls[0].args[0]) if calls else 0


def test_the_house_tells_every_event_in_the_order_in_which_they_run() -> None:
    expected: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for event, hook, priority in events():
        expected[event].append((hook, priority))
    told: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for place, hook, _ in tables(HOUSE.read_text("utf-8"), "Event"):
        event, _, priority = place.partition(" at ")
        told[event.strip("`")].append((hook.strip("`"), int(priority or 0)))
    assert len(expected) > 8
    # Sorting is stable: ties stay in the order of mkdocs.yml.
    assert told == {
        event: sorted(hooks, key=lambda hook: -hook[1]) for event, hooks in expected.items()
    }


@pytest.mark.parametrize(("column", "model"), [*enumerate(MODELS.values(), start=1)])
def test_the_house_lists_every_key_of_a_header(column: int, model: type[Entry]) -> None:
    told = {
        key: row[column]
        for row in tables(HOUSE.read_text("utf-8"), "Key")
        for key in CODE.findall(row[0])
        if row[column]
    }
    assert told == {
        field.alias or name: "required" if field.is_required() else "optional"
        for name, field in model.model_fields.items()
    }


# ---- All of them ------------------------------------------------------------------------------


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_book_names_only_what_is_there(book: Path) -> None:
    text = re.sub(r"^ *```.*?^ *```", "", book.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    named = {name for name in CODE.findall(text) if OURS.fullmatch(name)}
    missing = {name for name in named if not (ROOT / name).exists()}
    for link in LINK.finditer(text):
        target = book.parent / link["path"] if link["path"] else book
        if not target.exists() or (link["anchor"] and link["anchor"] not in anchors(target)):
            missing.add(link[0])
    assert missing == set()


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_book_asks_only_for_commands_that_make_has(book: Path) -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    asked = set(re.findall(r"(?:`|^ *)make ([a-z]+)", book.read_text("utf-8"), re.MULTILINE))
    assert {"serve", "test"} <= known
    assert asked - known == set()


def test_the_list_of_commands_is_whole() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    told = re.findall(r"`make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"))
    assert set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)) - {"aide"} <= set(told)
