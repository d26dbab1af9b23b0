"""What editors are told: current, in French, and of the same mind as the gate."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from commands.write_schemas import main
from journal.entries.any_entry import MODELS as ENTRIES
from journal.entries.kinds import Kind
from journal.entries.page import Page
from journal.gate.examine import check
from journal.headers.base_model import Model, validate
from journal.headers.frontmatter import read_front_matter
from journal.headers.yaml_text import read_yaml
from journal.new_pages.schemas import FOLDER, editor_files
from journal.problems.problem import Problem, Severity, errors
from journal.problems.report import as_line
from support.journals import TODAY, as_files, themes, visit
from support.json_schema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
THEMES_TEXT = (DOCS / "themes.yml").read_text(encoding="utf-8")
GENERATED = editor_files()
SCHEMAS = {
    Path(path).name.removesuffix(".schema.json"): json.loads(text)
    for path, text in GENERATED.items()
    if path.endswith(".schema.json")
}
SNIPPETS = json.loads(GENERATED[f"{FOLDER}/carnet.code-snippets"].partition("\n")[2])
MODELS: dict[str, type[Model]] = {
    **{kind.called.one: ENTRIES[kind] for kind in Kind},
    "page": Page,
}


class EditorLoader(yaml.SafeLoader):
    """Values as editors guess them: the core schema of YAML 1.2 (section 10.3)."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  (PyYAML fills it, per class)


for tag, pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None
    )


def refusals(kind: str, header: str) -> list[str]:
    """What an editor would say of a header."""
    values = yaml.load(header, EditorLoader)
    return [error.message for error in Draft202012Validator(SCHEMAS[kind]).iter_errors(values)]


def kind_of(page: Path) -> str:
    folder = page.parent.name
    is_entry = page.name != "index.md" and folder in set(Kind)
    return Kind(folder).called.one if is_entry else "page"


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema knows, however deep."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for name, value in schema.items():
            if name not in ("examples", "enum"):
                yield from properties(value)


# ---- What is committed -------------------------------------------------------------------------


def test_what_is_committed_is_current() -> None:
    for path, text in GENERATED.items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, f"{path} : « make schemas »"
    schemas = {path.name for path in (ROOT / FOLDER / "schemas").iterdir()}
    assert schemas == {Path(path).name for path in GENERATED if "/schemas/" in path}


def test_the_program_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    main()
    written = {
        path.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8")
        for path in (tmp_path / FOLDER).rglob("*.*")
    }
    assert written == editor_files()


# ---- What the schemas say ----------------------------------------------------------------------


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_of_a_header_is_there_and_no_other(kind: str) -> None:
    fields = MODELS[kind].model_fields.items()
    keys = {field.alias or name for name, field in fields}
    assert set(SCHEMAS[kind]["properties"]) == keys
    assert SCHEMAS[kind]["additionalProperties"] is False
    required = {field.alias or name for name, field in fields if field.is_required()}
    assert set(SCHEMAS[kind]["required"]) == required


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_is_explained_in_french_with_an_example_that_holds(kind: str) -> None:
    known = list(properties(SCHEMAS[kind]))
    assert len(known) >= 3
    for key, schema in known:
        assert re.search(r"[A-ZÀÉ].{10,}\.$", schema["description"]), key
        alone = Draft202012Validator({**schema, "$defs": SCHEMAS[kind].get("$defs", {})})
        assert schema["examples"], key
        for value in schema["examples"]:
            assert list(alone.iter_errors(value)) == [], key


@pytest.mark.parametrize("path", GENERATED)
def test_nothing_of_the_code_shows(path: str) -> None:
    for word in ("Attributes:", "default", "null", "The ", "allOf"):
        assert word not in GENERATED[path]


# ---- The schemas and the gate ------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", sorted(DOCS.rglob("*.md")), ids=lambda p: p.relative_to(DOCS).as_posix()
)
def test_the_real_headers_hold(page: Path) -> None:
    header = page.read_text(encoding="utf-8").split("---\n")[1]
    assert refusals(kind_of(page), header) == []


def test_each_kind_of_real_page_was_tried() -> None:
    kinds = {kind_of(page) for page in DOCS.rglob("*.md")}
    assert set(MODELS) - kinds == set()


def test_the_real_themes_hold() -> None:
    assert refusals("themes", THEMES_TEXT) == []


HEADER = visit(tags="[insertion]")["visites/atelier.md"].split("---\n")[1]

RIGHT = [
    "visite_le: 2026-03",
    "visite_le: 2026",
    "visite_le: XXXX-01-25",
    "visite_le: XXXX-12",
    "title: 'Une visite : deux points'",
    "tags: [se-lancer, insertion]",
    "id: ancien-nom-2",
    "lors_de: atao",
    "horaire: 14:00",
    "annulee: 2026-03-20",
    "annulee: [2026-03-20, 2026-03-28]",
    "reportee_du: 2026-03-14\nreportee_le: 2026-03-12",
    "reportee_du: [2026-03, 2026-04-02]\nreportee_le: [2026-03-12, 2026-03-13]",
    "relu_le: '2026-03-20'",
    "inscription: http://a.example/b?c=d",
    "auteurs: [Ada, Bo]",
    "sources: [{titre: Un livre}]",
    "sources: [{titre: Une page, url: https://a.example/, consulte_le: 2026-03-20}]",
    "coordonnees: 47.2, -1.5",
    "coordonnees: 47,2 ; -1,5",
    "coordonnees: 47.2° N 1.5° O",
    "coordonnees: [47.2, -1.5]",
    "image: a.jpg\nimage_alt: Un atelier",
]
WRONG = [
    "coordonnees: Nantes",
    "coordonnees: 47.2184",
    "coordonnees: [47,2184, -1,5536]",
    "title: Court",
    f"title: {'x' * 111}",
    "title:",
    "description: Trop court.",
    "date: 20/03/2026",
    "date: 2026-3-20",
    "date: 2026-13-20",
    "date: 2026-03-32",
    "visite_le: mars",
    "visite_le: XXXX",
    "visite_le: 25-01",
    "visite_le: 2026-01-25-01",
    "visite_le: 26",
    "tags: insertion",
    "tags: []",
    "tags: [insertion, insertion]",
    "tags: [insertion, se-lancer, reemploi, marches-publics, relations-acheteurs, a]",
    "tags: [Insertion]",
    "lieu:",
    "lors_de: L'Atelier",
    "id: a_b",
    "annulee: oui",
    "annulee: []",
    "reportee_du: jamais",
    "reportee_le: []",
    "inscription: a.example",
    "inscription: javascript:alert(1)",
    "auteurs: Ada",
    "auteurs: ['']",
    "sources: [un livre]",
    "sources: [{url: https://a.example/}]",
    "sources: [{titre: a, auteur: b}]",
    "structur: Chez nous",
    "nom du fichier: atelier",
    "slug: atelier",
    "held_on: 2026-03-14",
]


def changed(line: str) -> str:
    """The sound header with a line instead of the one of the same key, or more."""
    key = line.partition(":")[0]
    return re.sub(rf"^{key}:.*\n", "", HEADER, flags=re.MULTILINE) + line + "\n"


def gate_refuses(header: str) -> bool:
    source, problems = read_yaml(header, "")
    return bool(problems or validate(ENTRIES[Kind.VISIT], source)[1])


@pytest.mark.parametrize("line", RIGHT)
def test_what_the_gate_accepts_no_editor_underlines(line: str) -> None:
    assert refusals("visite", changed(line)) == []
    assert not gate_refuses(changed(line))


@pytest.mark.parametrize("line", WRONG)
def test_what_the_gate_refuses_editors_underline(line: str) -> None:
    assert refusals("visite", changed(line)) != []
    assert gate_refuses(changed(line))


@pytest.mark.parametrize("key", ["title", "description", "date", "visite_le", "structure", "tags"])
def test_a_missing_key_is_missed(key: str) -> None:
    header = re.sub(rf"^{key}:.*\n", "", HEADER, flags=re.MULTILINE)
    assert [message for message in refusals("visite", header) if f"'{key}'" in message]


@pytest.mark.parametrize(
    "text",
    [
        "a: {nom: A}",
        "a: {description: A.}",
        "a: {nom: A, description: B., autre: C}",
        "À: {nom: A, description: B.}",
        "a: {nom: A, description: B., alias: c}",
        "a: {nom: A, description: B., alias: [C d]}",
        "a: Un thème",
    ],
)
def test_a_wrong_theme_is_underlined(text: str) -> None:
    assert refusals("themes", text) != []


def test_a_right_theme_is_not() -> None:
    assert refusals("themes", "a-1: {nom: A, description: B., alias: [c]}") == []


# ---- Snippets, settings and tasks --------------------------------------------------------------


def expand(body: list[str], day: date) -> str:
    """A snippet as VS Code writes it when one only presses Tab."""
    text = "\n".join(body) + "\n"
    text = text.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", day.isoformat())
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^\\}])*)\}", r"\1", text)
    assert not re.search(r"(?<!\\)\$", text)
    return re.sub(r"\\([\\$}])", r"\1", text)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Une visite", "visites/atelier.md"),
        ("Un conseil", "conseils/oser.md"),
        ("Un guide", "guides/debuter.md"),
    ],
)
def test_a_snippet_is_a_page_that_lacks_only_its_marks(name: str, path: str) -> None:
    snippet = SNIPPETS[name]
    text = expand(snippet["body"], TODAY)
    pages = {**themes("insertion", "un-theme"), **visit(tags="[insertion]"), path: text}
    found = [p for p in errors(check(as_files(pages), today=TODAY)) if p.path == path]
    assert {problem.code for problem in found} == {"a-completer"}
    assert read_front_matter(text, "")[0].header.values["tags"] == ["un-theme"]
    stops = re.findall(r"\$\{(\d+)", "\n".join(snippet["body"]))
    assert stops == [str(number) for number in range(1, len(stops) + 1)]
    assert len(stops) >= 9


def read_jsonc(name: str) -> Any:
    """A settings file of VS Code: JSON with comments on lines of their own."""
    text = (ROOT / FOLDER / name).read_text(encoding="utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


def test_the_settings_lead_to_schemas_and_to_pages() -> None:
    associations = read_jsonc("settings.json")["yaml.schemas"]
    for schema, pages in associations.items():
        assert (ROOT / schema).is_file()
        kind = Path(schema).name.removesuffix(".schema.json")
        assert [page for page in ROOT.glob(pages) if kind_of(page) == kind], pages
    assert len(associations) == len(MODELS)


def test_the_list_of_themes_leads_to_its_schema() -> None:
    first, _, _ = THEMES_TEXT.partition("\n")
    assert first.startswith("# yaml-language-server: $schema=")
    schema = DOCS / first.partition("=")[2]
    assert json.loads(schema.read_text(encoding="utf-8")) == SCHEMAS["themes"]


@pytest.mark.parametrize("severity", Severity)
def test_the_task_reads_what_the_gate_prints(severity: Severity) -> None:
    [task] = read_jsonc("tasks.json")["tasks"]
    problem = Problem(
        "visites/l'été.md", 12, "code", "« a : b » : non.", "Mendez.", severity=severity
    )
    line = as_line(problem)
    [matcher] = [
        matcher
        for matcher in task["problemMatcher"]
        if re.search(matcher["pattern"]["regexp"], line)
    ]
    found = re.search(matcher["pattern"]["regexp"], line)
    assert matcher["severity"] == severity.value
    assert [found[matcher["pattern"][part]] for part in ("file", "line")] == [problem.source, "12"]
    assert found[matcher["pattern"]["message"]].startswith("« a : b » : non. Mendez.")
