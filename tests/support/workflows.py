"""The workflows' own steps, run in a scratch clone: nothing of GitHub but its events and files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from journal.forms.issue_forms import issue_forms
from journal.machine import cache
from support.building import ROOT, share_caches
from support.forms import THEMES
from support.journals import small_tree, themes, write_tree

FOLDER = ROOT / ".github/workflows"
REPOSITORY = "association/carnet"
RUN = f"https://github.com/{REPOSITORY}/actions/runs/30"
_EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")


def jobs(workflow: str) -> dict[str, Any]:
    """Name of each job of a workflow to what it says."""
    return yaml.safe_load((FOLDER / f"{workflow}.yml").read_text("utf-8"))["jobs"]


def schedules(workflow: str) -> list[str]:
    """When a workflow starts by itself: minute, hour, day of the month, month, day of the week."""
    said = yaml.safe_load((FOLDER / f"{workflow}.yml").read_text("utf-8"))
    return [each["cron"] for each in said[True]["schedule"]]  # For YAML 1.1, « on » is true.


def runs(workflow: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each step of a workflow that runs something, with the name of its job."""
    for name, job in jobs(workflow).items():
        yield from ((name, step) for step in job["steps"] if "run" in step)


@dataclass
class Clone:
    """A clone as GitHub's runner has it, the remote that it pushes to, and a small GitHub.

    Attributes:
        folder: where steps run.
        github: the folder of `support.fake_gh`.
        left: the folder of what jobs leave for others.
        values: what an expression of a workflow is worth.
    """

    folder: Path
    github: Path
    left: Path
    values: dict[str, str] = field(default_factory=dict)
    environ: dict[str, str] = field(default_factory=dict)

    def event(self, **payload: Any) -> None:
        """Have GitHub tell of something."""
        (self.github / "event.json").write_text(json.dumps(payload), "utf-8")

    @property
    def state(self) -> dict[str, Any]:
        """What this GitHub holds."""
        return json.loads((self.github / "state.json").read_text("utf-8"))

    def change(self, **state: Any) -> None:
        """Have it hold something else."""
        (self.github / "state.json").write_text(json.dumps(self.state | state), "utf-8")

    @property
    def calls(self) -> list[dict[str, Any]]:
        """What was asked of it."""
        calls = self.github / "calls.jsonl"
        return [json.loads(line) for line in calls.read_text("utf-8").splitlines()]

    def git(self, *arguments: str) -> str:
        """What git says in the clone."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def job(self, workflow: str, name: str, *, fails: bool = False) -> str:
        """Run every step of a job, in a clone as new; what they said. Artifacts come and go."""
        self.git("fetch", "--quiet", "origin")
        self.git("switch", "--quiet", "--force-create", "main", "origin/main")
        shutil.rmtree(self.folder / "build", ignore_errors=True)
        said = ""
        for step in jobs(workflow)[name]["steps"]:
            if "run" in step:
                done = self.step(step)
                said += done.stdout + done.stderr
                if done.returncode and not step.get("continue-on-error"):
                    assert fails, said
                    return said
            elif "artifact" in step["uses"]:
                self._artifact(step["uses"], step["with"])
        assert not fails, said
        return said

    def step(self, step: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        """Run one step as the runner does (`bash -e -o pipefail` where a shell is not named)."""
        assert "${{" not in step["run"], "what is typed must never become a script"
        environ = {key: self._worth(value) for key, value in step.get("env", {}).items()}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-c", step["run"]],
            cwd=self.folder,
            env=self.environ | environ,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=240,
        )

    def _worth(self, value: str) -> str:
        return _EXPRESSION.sub(lambda found: self.values[found[1]], str(value))

    def _artifact(self, action: str, options: dict[str, Any]) -> None:
        if "upload-artifact" in action:
            target = self.left / options["name"]
            shutil.rmtree(target, ignore_errors=True)
            paths = options["path"].split()
            for path in paths:
                source = self.folder / path
                if not source.exists():
                    assert options.get("if-no-files-found") != "error", path
                elif source.is_dir():
                    inner = path if len(paths) > 1 else ""
                    shutil.copytree(source, target / inner, dirs_exist_ok=True)
                else:
                    target.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(source, target)
        elif "download-artifact" in action:
            source = self.left / options["name"]
            shutil.copytree(source, self.folder / options["path"], dirs_exist_ok=True)


def model_repository(folder: Path) -> Path:
    """What clones are copied from: this repository as it stands, with a small journal, and the
    forms that go with it. Returns the folder that it was given.
    """
    origin, work = folder / "origin.git", folder / "work"
    github, left, programs = folder / "github", folder / "left", folder / "bin"
    for made in (work, github, left, programs):
        made.mkdir()
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        if not name.startswith(("docs/", "tests/", "bench/")) and (ROOT / name).is_file():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, work / name)
    docs = {f"docs/{path}": text for path, text in small_tree(themes(**THEMES)).items()}
    forms = issue_forms(THEMES, {"atelier": "Atelier"})
    write_tree(work, docs | forms | {"adresses.txt": "page /\n"})
    _programs(work, programs)
    share_caches(work / cache.FOLDER)
    # Steps start Python again and again: what they import is compiled once.
    subprocess.run([sys.executable, "-m", "compileall", "-q", "commands", "hooks"], cwd=work)
    held = {"comments": [], "pulls": [], "issues": [], "artifacts": [], "pages": None}
    held |= {"owner": "association", "repository": {"default_branch": "main"}}
    (github / "state.json").write_text(json.dumps(held), "utf-8")
    (github / "calls.jsonl").touch()
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", origin], check=True)
    git = Clone(work, github, left).git
    git("init", "--quiet", "-b", "main")
    git("config", "user.name", "Une personne")
    git("config", "user.email", "personne@example.org")
    git("remote", "add", "origin", f"../{origin.name}")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Début")
    git("push", "--quiet", "origin", "main")
    # A few large files are copied for each clone, in place of two thousand small ones.
    for repository in (work, origin):
        subprocess.run(["git", "repack", "-adq"], cwd=repository, check=True)
    return folder


def _programs(work: Path, programs: Path) -> None:
    """A .venv that is this very Python, and `gh`, `python`, `python3` in the PATH."""
    shim = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    gh = f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "tests/support/fake_gh.py"}" "$@"\n'
    scripts = {programs / "gh": gh, programs / "python": shim, programs / "python3": shim}
    scripts[work / ".venv/bin/python"] = shim
    for path, text in scripts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        path.chmod(0o755)
    for stamp in (".python", ".site", ".test"):
        (work / ".venv" / stamp).touch()


def journal_clone(model: Path, folder: Path) -> Clone:
    """A clone in an empty folder, and what expressions of workflows are worth."""
    subprocess.run(["cp", "-Rp", f"{model}/.", folder], check=True)
    made = Clone(folder / "work", folder / "github", folder / "left")
    made.environ = {key: os.environ[key] for key in ("HOME", "LANG", "TMPDIR") if key in os.environ}
    made.environ |= {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CI": "true",
        "https_proxy": "http://127.0.0.1:9",  # Nothing is asked of another machine.
        "FAKE_GH": str(made.github),
        "GITHUB_EVENT_PATH": str(made.github / "event.json"),
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_SERVER_URL": "https://github.com",
        "SOURCE_DATE_EPOCH": "1781517600",  # 15 June 2026, noon in Paris: support.journals.TODAY.
    }
    made.values = {
        "github.token": "un-jeton",
        "github.event.workflow_run.html_url": RUN,
        "github.server_url": "https://github.com",
        "github.repository": REPOSITORY,
        "steps.pages.outputs.base_url": "https://association.github.io/carnet",
    }
    return made
