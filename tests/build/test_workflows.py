"""Every step of the workflows that runs something, run: what was typed obeys nobody, and each
thing that is said is said once.

Payloads are written after GitHub's « Webhook events and payloads », their fields that we read.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from journal.forms.reply import MARKER as REPLY
from journal.forms.templates import issue_forms
from journal.proposals.comment import MARKER as COMMENT
from journal.writing.asked import CORRECTION_FORM, VISIT_FORM
from support.answering import answering
from support.forms import THEMES, VISIT, as_issue
from support.journals import small_tree, themes, tip, visit
from support.workflows import FOLDER, REPOSITORY, Clone, clone, jobs, runs

WORKFLOWS = sorted(path.stem for path in FOLDER.glob("*.yml"))
RUN = f"https://github.com/{REPOSITORY}/actions/runs/30"
PAGES = small_tree(themes(**THEMES))


@pytest.fixture
def here(tmp_path: Path) -> Clone:
    docs = {f"docs/{path}": text for path, text in PAGES.items()}
    forms = issue_forms(THEMES, {"atelier": "Atelier"})
    made = clone(tmp_path, docs | forms | {"adresses.txt": "# rien encore\n"})
    made.values = {
        "github.token": "un-jeton",
        "github.event.workflow_run.html_url": RUN,
        "github.server_url": "https://github.com",
        "github.repository": REPOSITORY,
        "steps.pages.outputs.base_url": "https://association.github.io/carnet",
    }
    return made


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


@pytest.mark.parametrize("job", ["lint", "test"])
def test_the_other_checks_ask_make_for_what_it_has(here: Clone, job: str) -> None:
    [step] = [step for step in jobs("check")[job]["steps"] if "run" in step]
    done = here.step(step | {"run": f"{step['run']} --dry-run"})
    assert done.returncode == 0, done.stderr
    assert "ruff" in done.stdout


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ("success success success success", 0),
        ("success failure success success", 1),
        ("success success success cancelled", 1),
        ("skipped success success success", 1),
    ],
)
def test_one_check_stands_for_all(here: Clone, results: str, code: int) -> None:
    green = jobs("check")["green"]
    assert set(green["needs"]) == set(jobs("check")) - {"green"}
    assert green["if"] == "always()"
    here.values["join(needs.*.result, ' ')"] = results
    [step] = green["steps"]
    assert here.step(step).returncode == code


# ---- A proposal, commented --------------------------------------------------------------------


def proposed(here: Clone, files: dict[str, str], *, sha: str = "a1", branch: str = "idée") -> None:
    """Have a run of « Vérifier » end, on a fork's proposal n° 12, and leave these files."""
    here.event(
        action="completed",
        workflow_run={
            "id": 30,
            "event": "pull_request",
            "conclusion": "success",
            "html_url": RUN,
            "head_branch": branch,
            "head_sha": sha,
            "head_repository": {"full_name": "voisine/carnet", "owner": {"login": "voisine"}},
            "pull_requests": [],
        },
    )
    pull = {"number": 12, "state": "open", "user": {"login": "voisine"}}
    pull["head"] = {"ref": branch, "sha": "a1", "owner": "voisine"}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parcel:
        for name, text in files.items():
            parcel.writestr(name, text)
    (here.github / "artifact.zip").write_bytes(packed.getvalue())
    size = len(packed.getvalue())
    here.change(pulls=[pull], artifacts=[{"id": 5, "name": "proposition", "size_in_bytes": size}])


def parcel(*trees: dict[str, str]) -> dict[str, str]:
    pages = dict(PAGES)
    for tree in trees:
        pages |= tree
    return {f"docs/{path}": text for path, text in pages.items()}


def test_a_proposal_has_one_comment_that_changes_with_it(here: Clone) -> None:
    here.change(pages={"html_url": "https://association.github.io/carnet/"})
    for title, stage in [("Une visite : trois", "errors"), ("Un conseil sans faute", "sound")]:
        proposed(here, parcel(tip("comparer", title=title, date="2026-06-15")))
        here.job("comment", "read")
        here.job("comment", "say")
        [comment] = here.state["comments"]
        assert comment["issue"] == 12
        assert comment["body"].startswith(COMMENT)
        assert f"({RUN}#artifacts)" in comment["body"]
        explained = "(https://association.github.io/carnet/contribuer/#deux-points-sans"
        assert (explained in comment["body"]) == (stage == "errors")
    assert "**Un conseil sans faute**" in comment["body"]


def test_a_proposal_that_has_moved_on_is_not_spoken_to(here: Clone) -> None:
    proposed(here, parcel(tip("comparer")), sha="b2")
    here.job("comment", "read")
    assert "elle a changé depuis" in here.job("comment", "say")
    assert here.state["comments"] == []


def test_a_comment_of_somebody_s_that_bears_our_mark_stays_theirs(here: Clone) -> None:
    theirs = {"id": 1, "issue": 12, "user": {"login": "voisine"}, "body": f"{COMMENT}\nEh bien"}
    here.change(comments=[theirs])
    proposed(here, parcel(tip("comparer")))
    here.job("comment", "read")
    here.job("comment", "say")
    assert here.state["comments"][0] == theirs
    assert len(here.state["comments"]) == 2


@pytest.mark.parametrize(
    "name",
    ["../dehors.md", "/tmp/dehors.md", "commands/check.py", "docs/../hooks/x.py", "docs/a/../../x"],
)
def test_a_parcel_that_holds_something_else_is_refused(here: Clone, name: str) -> None:
    proposed(here, parcel() | {name: "print('pris')"})
    assert "n'est pas prise" in here.job("comment", "read", fails=True)
    assert not (here.left / "commentaire").exists()
    assert here.git("status", "--porcelain", "--untracked-files=no") == ""


def test_a_branch_named_as_a_script_is_only_a_name(here: Clone) -> None:
    branch = "$(touch${IFS}pris)`touch pris`';touch pris"
    proposed(here, parcel(tip("comparer")), branch=branch)
    here.job("comment", "read")
    here.job("comment", "say")
    assert len(here.state["comments"]) == 1
    assert not list(here.folder.rglob("pris"))


# ---- A form -----------------------------------------------------------------------------------


def sent(here: Clone, body: str, *, action: str = "opened", title: str = "Visite : ") -> None:
    """Have somebody open a form, change it, or close it."""
    state = "closed" if action == "closed" else "open"
    issue = {"number": 7, "title": title, "state": state, "body": body}
    here.event(action=action, issue=issue | {"user": {"login": "voisine"}})


def answered(here: Clone, body: str, **event: str) -> dict[str, Any]:
    """The state of GitHub once a form was answered."""
    sent(here, body, **event)
    here.job("answer", "read")
    here.job("answer", "say")
    return here.state


def replies(state: dict[str, Any]) -> list[str]:
    return [c["body"] for c in state["comments"] if c["issue"] == 7]


def test_a_form_becomes_a_proposal_and_one_answer(here: Clone) -> None:
    state = answered(here, as_issue(VISIT_FORM, VISIT))
    [pull] = state["pulls"]
    assert pull["head"]["ref"] == "propositions/7"
    assert pull["body"].endswith("Closes #7\n")
    [reply] = replies(state)
    assert reply.startswith(REPLY)
    assert "propositions%2F7)" in reply
    assert (
        f"(https://github.com/{REPOSITORY}/blob/propositions/7/docs/visites/la-remise.md)" in reply
    )
    [said] = [c["body"] for c in state["comments"] if c["issue"] == pull["number"]]
    assert said.startswith(COMMENT)
    assert "Visite chez La Remise" in said
    here.git("fetch", "--quiet", "origin")
    changed = here.git("diff", "--name-only", "origin/main...origin/propositions/7").splitlines()
    assert "docs/visites/la-remise.md" in changed
    assert {path.split("/")[0] for path in changed} <= {"docs", ".github"}
    asked = [call["arguments"] for call in here.calls]
    assert any("actions/workflows/check.yml/dispatches" in " ".join(words) for words in asked)


def test_a_form_that_lacks_something_is_told_then_tried_again_on_the_same_branch(
    here: Clone,
) -> None:
    state = answered(here, as_issue(VISIT_FORM, VISIT | {"structure": ""}))
    assert state["pulls"] == []
    assert "il manque" in replies(state)[0]
    state = answered(here, as_issue(VISIT_FORM, VISIT), action="edited")
    assert len(replies(state)) == 1
    assert "est prête à être relue" in replies(state)[0]
    other = VISIT | {"structure": "La Grande Remise", "titre": "Une visite à la Grande Remise"}
    state = answered(here, as_issue(VISIT_FORM, other), action="edited")
    assert (len(state["pulls"]), len(replies(state))) == (1, 1)
    pages = here.git("diff", "--name-only", "origin/main...origin/propositions/7", "--", "docs")
    assert pages.splitlines() == ["docs/visites/la-remise.md"]


def test_the_same_form_sent_again_leaves_its_branch_as_it_is(here: Clone) -> None:
    answered(here, as_issue(VISIT_FORM, VISIT))
    here.git("fetch", "--quiet", "origin")
    before = here.git("rev-parse", "origin/propositions/7")
    answered(here, as_issue(VISIT_FORM, VISIT), action="edited")
    here.git("fetch", "--quiet", "origin")
    assert here.git("rev-parse", "origin/propositions/7") == before


def test_what_a_person_mended_on_the_branch_is_not_lost(here: Clone) -> None:
    answered(here, as_issue(VISIT_FORM, VISIT))
    here.git("fetch", "--quiet", "origin")
    here.git("switch", "--quiet", "--detach", "origin/propositions/7")
    page = here.folder / "docs/visites/la-remise.md"
    page.write_text(page.read_text("utf-8") + "\nRelu.\n", "utf-8")
    here.git("commit", "--quiet", "--all", "--message", "Relire")
    here.git("push", "--quiet", "origin", "HEAD:propositions/7")
    state = answered(here, as_issue(VISIT_FORM, VISIT | {"commune": "Nantes"}), action="edited")
    assert "déjà repris votre page" in replies(state)[0]
    assert "Relu." in here.git("show", "origin/propositions/7:docs/visites/la-remise.md")


def test_closing_a_form_closes_its_proposal(here: Clone) -> None:
    answered(here, as_issue(VISIT_FORM, VISIT))
    sent(here, as_issue(VISIT_FORM, VISIT), action="closed")
    here.job("answer", "close")
    assert [pull["state"] for pull in here.state["pulls"]] == ["closed"]
    words = " ".join(here.calls[-1]["arguments"])
    assert "--method DELETE" in words
    assert words.endswith("git/refs/heads/propositions/7")
    here.job("answer", "close")


def test_a_correction_is_thanked_for_and_nothing_is_proposed(here: Clone) -> None:
    text = as_issue(
        CORRECTION_FORM, {q.id: "Une date est fausse." for q in CORRECTION_FORM.questions}
    )
    state = answered(here, text)
    assert state["pulls"] == []
    assert len(replies(state)) == 1


def test_what_is_typed_obeys_nobody(here: Clone) -> None:
    trick = "$(touch pris) `touch pris` ${{ github.token }} '; touch pris; \" && touch pris\n---\n"
    answers = VISIT | {
        "recit": trick * 20,
        "titre": "Titre $(touch pris) `touch pris` ; touch pris",
    }
    state = answered(here, as_issue(VISIT_FORM, answers), title=trick + "@equipe fixes #1")
    assert len(replies(state)) == 1
    assert not list(here.folder.rglob("pris"))
    for pull in state["pulls"]:
        assert "@equipe" not in pull["body"]
        assert "fixes #1" not in pull["body"]
    assert not any("touch pris" in " ".join(call["arguments"]) for call in here.calls)


def test_only_forms_are_answered() -> None:
    for name in ("read", "close"):
        assert "startsWith(github.event.issue.body, '### ')" in jobs("answer")[name]["if"]


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


# ---- What is published ------------------------------------------------------------------------


def test_what_is_published_is_built_at_its_address(here: Clone) -> None:
    (here.folder / ".ci/registre").write_text('#!/bin/sh\ntest -n "$1"\n', "utf-8")
    here.git("commit", "--quiet", "--all", "--message", "Un site qui n'est pas encore en ligne")
    here.git("push", "--quiet", "origin", "main")
    said = here.job("publish", "build")
    assert "::notice file=adresses.txt::" in said
    home = (here.folder / "site/index.html").read_text("utf-8")
    assert "https://association.github.io/carnet/" in home


def test_nothing_was_asked_of_another_repository(here: Clone) -> None:
    answered(here, as_issue(VISIT_FORM, VISIT))
    for call in here.calls:
        for word in call["arguments"]:
            assert not word.startswith("repos/") or word.startswith(f"repos/{REPOSITORY}")
        assert call["given"] == "" or json.loads(call["given"])
