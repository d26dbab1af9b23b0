"""The core stays a core: no MkDocs, no log, no clock of its own, no memory between two builds.

`mkdocs serve` loads modules once and builds many times: what a module remembers would leak from one
build into the next.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import journal
from support.building import ROOT

FILES = sorted(Path(journal.__path__[0]).glob("**/*.py"))

PROGRAMS = sorted(file for folder in ("hooks", "commands") for file in (ROOT / folder).glob("*.py"))
FORBIDDEN_MODULES = {"mkdocs", "properdocs", "material", "logging", "warnings"}
CACHES = {"lru_cache", "cache"}
CLOCKS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"}
MUTATORS = {
    *("append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse"),
    *("add", "discard", "update", "setdefault", "popitem", "appendleft"),
}
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)
BUILDERS_OF_MUTABLE = {"list", "dict", "set", "defaultdict", "deque", "Counter", "bytearray"}


def imports(tree: ast.Module) -> Iterator[str]:
    """The packages that a module imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def top_level_values(tree: ast.Module) -> dict[str, ast.expr | None]:
    """The names that a module binds to values, functions and classes left out."""
    values: dict[str, ast.expr | None] = {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name):
                values[target.id] = getattr(node, "value", None)
    return values


def memory_of(tree: ast.Module) -> Iterator[str]:
    """What a module would remember: caches, and values at its top level that can or do change."""
    values = top_level_values(tree)
    for name, value in values.items():
        constant = name.isupper() or name == "__all__"
        if not constant and can_change(value):
            yield f"{name} can change and is not named as a constant"
    for node in ast.walk(tree):
        if isinstance(node, ast.Global) or is_cache(node) or changed_name(node) in values:
            yield ast.unparse(node)


def can_change(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).rpartition(".")[2] in BUILDERS_OF_MUTABLE
    return isinstance(value, MUTABLE)


def is_cache(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "functools" and any(alias.name in CACHES for alias in node.names)
    return isinstance(node, ast.Attribute) and ast.unparse(node).partition(".")[::2] in {
        ("functools", name) for name in CACHES
    }


def changed_name(node: ast.AST) -> str | None:
    """The `x` of `x[…] = …`, `x.y = …`, `del x[…]` and `x.append(…)`."""
    owner = None
    if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
        owner = node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value if node.func.attr in MUTATORS else None
    return owner.id if isinstance(owner, ast.Name) else None


def effects_of(tree: ast.Module) -> Iterator[str]:
    """What a module says or hears on its own; a program, which belongs in commands/."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in {"print", "input", "__name__"}:
            yield node.id
        elif isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr", "environ"}:
            yield ast.unparse(node)
        elif isinstance(node, ast.FunctionDef) and node.name == "main":
            yield node.name


def clocks_of(tree: ast.Module) -> Iterator[str]:
    """Where a module reads the clock."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS:
            yield ast.unparse(node)


def parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def test_there_is_something_to_look_at() -> None:
    assert {"catalogue.py", "publisher.py", "yaml_text.py"} <= {file.name for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_module_of_the_core_leaves_its_room(file: Path) -> None:
    tree = parse(file)
    assert set(imports(tree)) & FORBIDDEN_MODULES == set()
    assert list(effects_of(tree)) == []
    assert list(memory_of(tree)) == []
    assert list(clocks_of(tree)) == []


def test_hooks_and_commands_are_imported_by_nothing() -> None:
    """A hook that another imports is loaded twice by MkDocs, each with a memory of its own."""
    names = {file.stem for file in PROGRAMS}
    assert {"build_catalogue", "write_letter"} <= names
    found = {file.name: names & set(imports(parse(file))) for file in (*PROGRAMS, *FILES)}
    assert {name: others for name, others in found.items() if others} == {}


@pytest.mark.parametrize(
    "source",
    [
        "seen = []",
        "seen: dict[str, int] = {}",
        "seen = defaultdict(list)",
        "SEEN = {}\ndef f(x):\n    SEEN[x] = 1",
        "SEEN = {}\ndef f(x):\n    del SEEN[x]",
        "SEEN = []\ndef f(x):\n    SEEN.append(x)",
        "SEEN = 0\ndef f():\n    global SEEN\n    SEEN += 1",
        "from functools import lru_cache",
        "import functools\n@functools.cache\ndef f(): ...",
    ],
)
def test_memory_is_noticed(source: str) -> None:
    assert list(memory_of(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        *("print('a')", "def f():\n    sys.stdout.write('a')", "os.environ['a']", "say = print"),
        *("def main():\n    pass", "if __name__ == '__main__':\n    pass"),
    ],
)
def test_effects_are_noticed(source: str) -> None:
    assert list(effects_of(ast.parse(source)))


def test_a_clock_is_noticed() -> None:
    assert list(clocks_of(ast.parse("def f():\n    return datetime.now(UTC)")))


def test_what_is_allowed_is_not_accused() -> None:
    source = (
        "NAMES = {'a': 1}\n"
        "_FORMS = re.compile('a')\n"
        "def f(names):\n    names = list(NAMES)\n    names.append('b')\n    return names\n"
        "def today(now):\n    return now.date()\n"
    )
    tree = ast.parse(source)
    assert [*memory_of(tree), *effects_of(tree)] == []
