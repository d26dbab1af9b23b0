"""The doors of the gate: a terminal, annotations, a program, the build, the page of messages."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from commands.check import main
from journal.gate.examine import check
from journal.ledger.explanations import CODES
from journal.problems.problem import errors
from journal.problems.report import FORMATS, as_line, explanation_address
from journal.reading.tree import read_tree
from support.building import ROOT, build, link_code
from support.html import parse, text_of
from support.journals import SITE_URL, TODAY, page, small_tree, tip, visit, write_tree
from support.time_limit import time_limit

COMMAND = str(ROOT / "commands/check.py")

BuildTree = Callable[[dict[str, str]], Path]
# Options and environment to exit code, and what was written to either stream.
Gate = Callable[..., tuple[int, str, str]]

ERROR = visit("usine", title="Une visite : trois conseils")
WARNING = visit("usine", body="Les acheteur·euses répondent.\n")


def run(*command: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    return subprocess.run(
        command,
        cwd=cwd,
        env=inherited | {"PYTHONPATH": str(ROOT / "hooks")} | environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Gate:
    """`make check`, in this process: to start another takes most of the time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("gc.disable", lambda: None)

    def check_it(*options: str, **environ: str) -> tuple[int, str, str]:
        code = main(list(options), environ)
        said = capsys.readouterr()
        return code, said.out, said.err

    return check_it


def journal_in(folder: Path, *trees: dict[str, str]) -> Path:
    write_tree(folder / "docs", small_tree(*trees))
    return folder


def test_a_sound_journal_has_nothing_to_mend(tmp_path: Path, gate: Gate) -> None:
    done = run(sys.executable, COMMAND, cwd=journal_in(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "Rien à corriger.\n", "")
    assert gate() == (0, "Rien à corriger.\n", "")
    assert gate("--format=json") == (0, "[]\n", "")
    assert gate("--format=github") == (0, "", "")


def test_a_warning_does_not_stop_and_says_so(tmp_path: Path, gate: Gate) -> None:
    journal_in(tmp_path, WARNING)
    code, said, _ = gate()
    first, summary = said.splitlines()
    assert first.startswith(
        "docs/visites/usine.md:9: avertissement : « acheteur·euses » se lit mal à voix haute. "
    )
    assert summary == "Aucune erreur, 1 avertissement qui n'empêche pas de publier."
    assert code == 0
    assert gate("--format=github")[1].startswith(
        "::warning file=docs/visites/usine.md,line=9,col=5::« acheteur·euses » se lit mal"
    )


@pytest.mark.parametrize("trees", [(), (WARNING,), (ERROR, tip(ordre="un"), visit("Été"))])
def test_what_is_kept_from_one_time_to_the_next_changes_no_byte(
    trees: tuple[dict[str, str], ...], tmp_path: Path, gate: Gate
) -> None:
    journal_in(tmp_path, *trees)
    forms = [f"--format={form}" for form in FORMATS]
    without = [gate(form, CACHE="0") for form in forms]
    assert not (tmp_path / ".cache").exists()
    for _ in range(2):
        assert [gate(form) for form in forms] == without
    assert [file.parent.name for file in tmp_path.glob(".cache/*/*")] == ["gate"]
    shutil.rmtree(tmp_path / ".cache")
    (tmp_path / ".cache").write_text("a file in its place")
    assert [gate(form) for form in forms] == without


def test_an_error_stops_and_comes_with_all_the_others(tmp_path: Path, gate: Gate) -> None:
    journal_in(tmp_path, ERROR, tip(ordre="un", lieu="Nantes"), visit("Été"))
    code, said, _ = gate()
    lines = said.splitlines()
    assert [line.partition(": ")[0] for line in lines[:-1]] == [
        "docs/conseils/oser.md:7",
        "docs/conseils/oser.md:8",
        "docs/visites/usine.md:2",
        "docs/visites/Été.md:1",
    ]
    assert lines[-1] == "4 erreurs à corriger."
    assert code == 1
    for form in ("github", "json"):
        assert gate(f"--format={form}")[0] == 1


def test_programs_get_every_part_of_a_problem(tmp_path: Path, gate: Gate) -> None:
    journal_in(tmp_path, ERROR, tip(ordre="un"))
    [tip_problem, visit_problem] = json.loads(gate("--format=json")[1])
    assert visit_problem == {
        "path": "docs/visites/usine.md",
        "line": 2,
        "column": 19,
        "key": None,
        "code": "deux-points-sans-guillemets",
        "severity": "error",
        "message": "La valeur contient « : » sans être entre guillemets : tout l'en-tête est "
        "illisible.",
        "hint": 'Écrivez : title: "Une visite : trois conseils"',
        "explanation": "contribuer/messages/#deux-points-sans-guillemets",
    }
    assert (tip_problem["key"], tip_problem["line"]) == ("ordre", 7)


@pytest.mark.parametrize("site_url", ["https://a.example/b", "https://a.example/b/"])
def test_the_sites_address_makes_explanations_links(
    tmp_path: Path, gate: Gate, site_url: str
) -> None:
    body = "Voir [la visite](https://a.example/b/visites/atelier/)."
    journal_in(tmp_path, visit("usine", body=body))
    line, _ = gate(SITE_URL=site_url)[1].splitlines()
    assert line.endswith("(https://a.example/b/contribuer/messages/#lien-vers-notre-site)")
    assert "Écrivez : atelier.md" in line
    assert gate()[1] == "Rien à corriger.\n"


def test_a_terminal_without_accents_still_shows_where(tmp_path: Path) -> None:
    journal_in(tmp_path, ERROR)
    done = run(sys.executable, COMMAND, cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.stdout.startswith("docs/visites/usine.md:2: La valeur contient ? : ?")
    assert (done.returncode, done.stderr) == (1, "")


def test_whoever_reads_only_the_first_line_sees_no_more(tmp_path: Path) -> None:
    journal_in(
        tmp_path,
        visit("usine", body="[a](b.md)\n\n" * 40),
        *(visit(f"v{i}", body="## \n" * 50) for i in range(40)),
    )
    command = f"{sys.executable} {COMMAND} | head -n 1"
    done = run("sh", "-c", command, cwd=tmp_path)
    assert done.stdout.startswith("docs/visites/usine.md:9: « b.md » ne mène à aucune page.")
    assert done.stderr == ""


def test_make_check_shows_a_line_that_editors_open_then_a_summary(tmp_path: Path) -> None:
    link_code(tmp_path, "commands", "hooks")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name in ("Makefile", "adresses.txt", "mkdocs.yml", "requirements.txt"):
        shutil.copy2(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    sound = run("make", "--no-print-directory", "check", cwd=tmp_path)
    assert (sound.returncode, sound.stdout) == (0, "Rien à corriger.\n")

    atao = tmp_path / "docs/visites/atao.md"
    text = atao.read_text("utf-8")
    description = next(line for line in text.splitlines() if line.startswith("description:"))
    atao.write_text(text.replace(description, "description: Trop court."), "utf-8")
    (tmp_path / "docs/nouvelle.md").write_text(page(title="A", description="B"), "utf-8")
    broken = run("make", "--no-print-directory", "check", cwd=tmp_path)
    assert broken.returncode != 0
    other, line, summary = broken.stdout.splitlines()
    assert other.startswith("docs/nouvelle.md:1: Aucun menu ne mène à cette page.")
    assert line.startswith(
        "docs/visites/atao.md:3: Le texte de « description » est trop court : 11 "
    )
    assert summary == "2 erreurs à corriger."
    annotation = run(
        "make", "--no-print-directory", "check", "FORMAT=github", cwd=tmp_path
    ).stdout.splitlines()[1]
    assert annotation.startswith(
        "::error file=docs/visites/atao.md,line=3,col=1::Le texte de « desc"
    )


def test_the_build_says_what_the_gate_says_then_stops(
    build_tree: BuildTree, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort, match="1 erreur à corriger, 1 avertissement"):
        build_tree(small_tree(ERROR, visit("ici", body="Les client·es répondent.")))
    said = {r.getMessage(): r.levelno for r in caplog.records if "docs/" in r.getMessage()}
    problems = check(read_tree(tmp_path / "docs"), today=TODAY, site_url=SITE_URL)
    stops = {as_line(problem, SITE_URL) for problem in errors(problems)}
    assert {line for line, level in said.items() if level == logging.ERROR} == stops
    assert set(said) == {as_line(problem, SITE_URL) for problem in problems}
    assert not (tmp_path / "site").exists() or not list((tmp_path / "site").iterdir())
    caplog.clear()


def test_what_is_no_file_stops_the_build_and_is_not_waited_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    docs = write_tree(tmp_path / "docs", small_tree())
    names = {"conseils/tuyau.md", "tuyau.jpg", "tuyau.svg", "tuyau.txt"}
    for name in names:
        os.mkfifo(docs / name)
    with time_limit(60), pytest.raises(Abort, match="4 erreurs à corriger"):
        build(tmp_path / "site", docs=docs)
    assert all(f"docs/{name}:1: Ce fichier n'a pas pu être lu." in caplog.text for name in names)
    caplog.clear()


def test_a_warning_is_shown_and_the_site_is_built(
    build_tree: BuildTree, caplog: pytest.LogCaptureFixture
) -> None:
    site = build_tree(small_tree(WARNING))
    assert (site / "visites/usine/index.html").is_file()
    assert "docs/visites/usine.md:9: avertissement : « acheteur·euses »" in caplog.text


def test_every_message_leads_to_its_explanation(site: Path) -> None:
    found = parse(site / "contribuer/messages/index.html")
    for code, explanation in CODES.items():
        address, _, anchor = explanation_address(code).partition("#")
        assert (address, anchor) == ("contribuer/messages/", code)
        [term] = found.xpath(f"//dt[@id='{code}']")
        assert text_of(term) == code
        [told] = term.xpath("./following-sibling::dd[1]")
        meant = f"{explanation.meaning} {explanation.remedy}"
        assert len(text_of(told)) >= len(meant.replace("`", "")) - 1
        # What one is to type is in code, where nothing is typeset.
        assert [code.text for code in told.iter("code")] == re.findall("`([^`]+)`", meant)
    assert len(found.xpath("//dt[@id]")) >= len(CODES)


def test_what_moved_is_still_found_where_it_was(site: Path) -> None:
    """Links that were printed, sent or noted are led further, by a script that names passages."""
    script = (ROOT / "overrides/assets/moved.js").read_text("utf-8")
    listed = script.partition("new Set(")[2].partition(".split")[0]
    names = [name for part in re.findall('"([^"]+)"', listed) for name in part.split()]
    headings = parse(site / "contribuer/ecrire/index.html").xpath("//h2/@id | //h3/@id")
    assert len(names) > 10
    assert set(names) <= set(headings)
    assert not set(names) & set(CODES)
