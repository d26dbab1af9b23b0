"""A proposal, read as data and commented once, whoever made it and whatever it holds.

Payloads are written after GitHub's « Webhook events and payloads », their fields that we read.
"""

from __future__ import annotations

import io
import zipfile

import pytest

from journal.maintenance.proposal_comment import MARKER as COMMENT
from support.forms import THEMES
from support.journals import small_tree, themes, tip
from support.workflows import RUN, Clone

PAGES = small_tree(themes(**THEMES))


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
        explained = "(https://association.github.io/carnet/contribuer/messages/#deux-points-sans"
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


# All that is refused is in the tests of `proposal_archive`.
@pytest.mark.parametrize("name", ["../dehors.md", "commands/check.py"])
def test_a_parcel_that_holds_something_else_is_refused(untouched: Clone, name: str) -> None:
    proposed(untouched, parcel() | {name: "print('pris')"})
    assert "n'est pas prise" in untouched.job("comment", "read", fails=True)
    assert not (untouched.left / "commentaire").exists()
    assert untouched.git("status", "--porcelain", "--untracked-files=no") == ""


def test_a_branch_named_as_a_script_is_only_a_name(here: Clone) -> None:
    branch = "$(touch${IFS}pris)`touch pris`';touch pris"
    proposed(here, parcel(tip("comparer")), branch=branch)
    here.job("comment", "read")
    here.job("comment", "say")
    assert len(here.state["comments"]) == 1
    assert not list(here.folder.rglob("pris"))
