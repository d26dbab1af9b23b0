"""`make lint` refuses what it is there to refuse: an import upstairs, a template that is broken."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from support.building import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the two commands read, to be spoilt."""
    for folder in ("hooks", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
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
    "headers.values": "entries.catalogue",
    "entries.catalogue": "reading.tree",
    "reading.sources": "gate.draft",
    "gate.wording": "pages.cleaning",
    "gate.links": "writing.blanks",
    "newsletter.letter": "pages.shaping",
    "newsletter.bodies": "markdown.text",
    "search.records": "reading.tree",
    "pages.shaping": "headers.yaml_text",
    "disk": "mkdocs",
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
    (checkout / "hooks/journal/agenda.py").write_text("", "utf-8")
    code, said = lint(checkout, "lint-imports")
    assert code == 1
    assert re.search(r"^- journal\.agenda$", said, re.MULTILINE)


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
