"""Every step of the workflows that runs something, run in a scratch clone: what they may, what they
check, what they publish, what they keep up.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from support.answering import answering
from support.building import ROOT
from support.journals import visit
from support.workflows import FOLDER, Clone, jobs, runs, schedules

RUN_HERE = re.compile(r"\(\"(\w+)\", \"(\w+)\"")
LOCKS = [*ROOT.glob("requirements*.txt"), ROOT / "tests/audit/zensical.txt"]
NPM_LOCKS = list((ROOT / "tests").glob("*/package-lock.json"))
WORKFLOWS = sorted(path.stem for path in FOLDER.glob("*.yml"))


# ---- The files --------------------------------------------------------------------------------


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_every_job_ends_and_may_no_more_than_it_says(workflow: str) -> None:
    for name, job in jobs(workflow).items():
        assert job["timeout-minutes"] <= 60, name
        assert "permissions" in job, name
    text = (FOLDER / f"{workflow}.yml").read_text("utf-8")
    assert "\npermissions: {}\n" in text
    assert "\nconcurrency:\n" in text
    for used in re.findall(r"uses: (\S+)(.*)", text):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", used[0]), used
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", used[1]), used


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_no_script_holds_what_somebody_typed(workflow: str) -> None:
    for name, step in runs(workflow):
        assert "${{" not in step["run"], (name, step["name"])


def test_the_check_tries_every_python_for_which_make_looks() -> None:
    [tried] = [
        job["strategy"]["matrix"]["python"] for job in jobs("check").values() if "strategy" in job
    ]
    looked_for = re.findall(r"\bpython(3\.\d+)\b", (ROOT / "Makefile").read_text("utf-8"))
    assert set(tried) == set(looked_for) >= {"3.11", "3.14"}


def test_what_is_installed_is_held_by_its_digest() -> None:
    for lock in LOCKS:
        asked = re.split(r"\n(?=[a-z])", lock.read_text("utf-8"), flags=re.IGNORECASE)[1:]
        assert len(asked) > 5
        assert [each for each in asked if "==" not in each or "--hash=sha256:" not in each] == []
    for lock in NPM_LOCKS:
        packages = json.loads(lock.read_text("utf-8"))["packages"]
        assert [name for name, one in packages.items() if name and "integrity" not in one] == []
    # What makes the locks is held by none: what it writes is judged by these digests.
    made = [
        line
        for line in (ROOT / "Makefile").read_text("utf-8").splitlines()
        if "pip install" in line
    ]
    assert [
        line for line in made if "--require-hashes" not in line and "install --quiet uv" not in line
    ] == []
    assert '"npm", "ci"' in (ROOT / "tests/support/npm.py").read_text("utf-8")


def test_every_job_that_runs_something_is_run_here() -> None:
    """A new job has its test too, in one of these files."""
    found = {f"{workflow}/{job}" for workflow in WORKFLOWS for job, _ in runs(workflow)}
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_workflow*.py")]
    run = {"/".join(names) for text in texts for names in RUN_HERE.findall(text)}
    assert found - run == {"check/green"}


def test_what_time_changes_is_looked_at_in_time() -> None:
    """GitHub counts in universal time: Paris is an hour ahead of it, or two in summer."""
    [night] = schedules("publish")
    assert re.fullmatch(r"\d+ 23 \* \* \*", night)
    weekly, monthly = schedules("upkeep")
    [audit] = schedules("audit")
    assert all(re.fullmatch(r"\d+ \d+ \* \* \d", each) for each in (weekly, audit))
    assert re.fullmatch(r"\d+ \d+ \d+ \* \*", monthly)
    left_out = {
        name: re.findall(r"schedule != '(.+?)'", job["if"]) for name, job in jobs("upkeep").items()
    }
    assert left_out == {"links": [monthly], "weaknesses": [monthly], "reviews": [weekly]}


def test_what_runs_the_code_of_a_proposal_can_write_nothing() -> None:
    for name, job in jobs("check").items():
        assert set(job["permissions"].values()) <= {"read"}, name
    reads, says = jobs("comment")["read"], jobs("comment")["say"]
    assert set(reads["permissions"].values()) == {"read"}
    assert says["permissions"] == {"contents": "read", "pull-requests": "write"}
    for job in (reads, says):
        [out] = [s["with"] for s in job["steps"] if "checkout" in s.get("uses", "")]
        assert "ref" not in out
        assert "repository" not in out


# ---- A proposal, checked ----------------------------------------------------------------------


def test_the_pages_of_a_proposal_are_checked_and_left_for_the_comment(here: Clone) -> None:
    assert "error" not in here.job("check", "pages")
    left = {p.relative_to(here.left).as_posix() for p in here.left.rglob("*") if p.is_file()}
    assert {"proposition/docs/themes.yml", "proposition/mkdocs.yml"} <= left
    assert "proposition/adresses.txt" in left
    assert not [name for name in left if name.endswith(".py")]


def test_the_site_of_a_proposal_is_a_copy_to_leaf_through(here: Clone) -> None:
    here.job("check", "site")
    home = (here.left / "site/index.html").read_text("utf-8")
    assert 'href="visites/index.html"' in home


@pytest.mark.parametrize(
    ("workflow", "job"), [("check", "lint"), ("check", "test"), ("audit", "audit")]
)
def test_the_long_checks_ask_make_for_what_it_has(
    untouched: Clone, workflow: str, job: str
) -> None:
    [step] = [step for step in jobs(workflow)[job]["steps"] if "run" in step]
    done = untouched.step(step | {"run": f"{step['run']} --dry-run"})
    assert done.returncode == 0, done.stderr
    assert f"-m {'ruff' if job in ('lint', 'test') else 'pytest'}" in done.stdout


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ("success success success success", 0),
        ("success failure success success", 1),
        ("success success success cancelled", 1),
        ("skipped success success success", 1),
    ],
)
def test_one_check_stands_for_all(untouched: Clone, results: str, code: int) -> None:
    green = jobs("check")["green"]
    assert set(green["needs"]) == set(jobs("check")) - {"green"}
    assert green["if"] == "always()"
    untouched.values["join(needs.*.result, ' ')"] = results
    [step] = green["steps"]
    assert untouched.step(step).returncode == code


# ---- What time does ---------------------------------------------------------------------------


def linked(here: Clone, *links: str) -> None:
    """Have the pages lead to these addresses, and to no others."""
    body = "".join(f"[Un document sur {link[-9:]}](<{link}>)\n\n" for link in links)
    page = visit(body=body)["visites/atelier.md"]
    (here.folder / "docs/visites/atelier.md").write_text(page, "utf-8")
    here.git("commit", "--quiet", "--all", "--message", "Changer les liens")
    here.git("push", "--quiet", "origin", "HEAD:main")


def test_links_that_fail_are_said_in_one_issue_that_a_429_never_closes(here: Clone) -> None:
    with answering() as server:
        linked(here, f"{server.address}/absent", f"{server.address}/ok")
        here.job("upkeep", "links")
        here.job("upkeep", "links")
        [issue] = here.state["issues"]
        assert "À surveiller" in issue["body"]
        assert "Liens morts" not in issue["body"]
        here.environ["SOURCE_DATE_EPOCH"] = str(1781517600 + 21 * 86_400)
        here.job("upkeep", "links")
        assert "Liens morts" in here.state["issues"][0]["body"]
        linked(here, f"{server.address}/attendre")
        here.job("upkeep", "links")
        assert here.state["issues"][0]["state"] == "open"
        linked(here, f"{server.address}/ok")
        here.job("upkeep", "links")
        assert [one["state"] for one in here.state["issues"]] == ["closed"]


def test_without_a_network_the_issue_of_links_stays_as_it_is(here: Clone) -> None:
    linked(here, "http://127.0.0.1:9/")
    assert "pas reliée" in here.job("upkeep", "links", fails=True)
    assert here.calls == [here.calls[0]]
    assert here.state["issues"] == []


def test_pages_to_be_read_over_are_said_in_one_issue_that_closes(here: Clone) -> None:
    here.job("upkeep", "reviews")
    assert here.state["issues"] == []
    here.environ["SOURCE_DATE_EPOCH"] = str(1781517600 + 400 * 86_400)
    here.job("upkeep", "reviews")
    here.job("upkeep", "reviews")
    [issue] = here.state["issues"]
    assert issue["title"] == "Pages à relire"
    assert "`docs/visites/atelier.md`" in issue["body"]
    here.environ["SOURCE_DATE_EPOCH"] = "1781517600"
    here.job("upkeep", "reviews")
    assert [one["state"] for one in here.state["issues"]] == ["closed"]


def test_weaknesses_are_said_in_one_issue_that_closes(here: Clone) -> None:
    """Those of every lock; what looks them up asks the network, and has others stand for it."""
    found = {"name": "troué", "version": "2.0", "vulns": [{"id": "PYSEC-2026-2"}]}
    pip, npm = here.folder / "hooks/pip_audit.py", here.folder.with_name("bin") / "npm"
    npm.write_text("#!/bin/sh\necho '{\"vulnerabilities\": {}}'\n", "utf-8")
    npm.chmod(0o755)
    pip.write_text(f"print({json.dumps({'dependencies': [found]})!r})\n", "utf-8")
    here.job("upkeep", "weaknesses")
    here.job("upkeep", "weaknesses")
    [issue] = here.state["issues"]
    assert (issue["title"], issue["state"]) == ("Des dépendances ont une faille connue", "open")
    locks = {path.relative_to(ROOT).as_posix() for path in LOCKS}
    assert set(re.findall(r"`troué 2.0` \(`(.+?)`\) : `PYSEC-2026-2`", issue["body"])) == locks
    pip.write_text(f"print({json.dumps({'dependencies': [found | {'vulns': []}]})!r})\n", "utf-8")
    here.job("upkeep", "weaknesses")
    assert [one["state"] for one in here.state["issues"]] == ["closed"]


def test_weaknesses_that_cannot_be_looked_up_leave_their_issue_as_it_is(here: Clone) -> None:
    here.environ["HTTPS_PROXY"] = "http://127.0.0.1:9"
    said = here.job("upkeep", "weaknesses", fails=True)
    assert "Les failles de « requirements.txt » n'ont pas pu être cherchées." in said
    assert here.state["issues"] == []


# ---- What is published ------------------------------------------------------------------------


def test_what_is_published_is_built_at_its_address(here: Clone) -> None:
    (here.folder / ".ci/registre").write_text('#!/bin/sh\ntest -n "$1"\n', "utf-8")
    settings = (here.folder / "mkdocs.yml").read_text("utf-8")
    reachable = settings.replace('    courriel: ""', "    courriel: contact@example.org")
    (here.folder / "mkdocs.yml").write_text(reachable, "utf-8")
    here.git("commit", "--quiet", "--all", "--message", "Un site qui n'est pas encore en ligne")
    here.git("push", "--quiet", "origin", "main")
    said = here.job("publish", "build")
    assert "::notice file=adresses.txt::" in said
    home = (here.folder / "site/index.html").read_text("utf-8")
    assert "https://association.github.io/carnet/" in home
    # Renewed each night, to the day of the build; the folder's name begins with a point.
    security = (here.folder / "site/.well-known/security.txt").read_text("utf-8")
    assert "\nExpires: 2027-05-01T00:00:00Z\n" in security
    taken = jobs("publish")["build"]["steps"][-1]["with"]
    assert taken == {"path": "site/", "include-hidden-files": True}


def test_a_publication_that_goes_on_says_so(here: Clone) -> None:
    said = here.job("publish", "wake")
    assert "la publication de chaque nuit continue" in said


# It is made at each publication alone, and takes as long as ten other jobs.
@pytest.mark.audit
def test_a_publication_says_what_it_is_made_of(here: Clone) -> None:
    here.job("publish", "bill")
    # Joined to what was deployed: a part of that very run.
    assert jobs("publish")["bill"]["needs"] == "deploy"
    bill = json.loads((here.left / "nomenclature/nomenclature.cdx.json").read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    assert "serialNumber" not in bill, "the same for the same lock"
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    locked = re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==(\S+)", lock, re.MULTILINE)
    assert len(locked) > 30
    assert set(locked) == {(one["name"], one["version"]) for one in bill["components"]}
    assert set(re.findall(r"sha256:(\w+)", lock)) == {
        digest["content"]
        for one in bill["components"]
        for place in one["externalReferences"]
        for digest in place["hashes"]
    }
