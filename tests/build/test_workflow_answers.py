"""A form, made into a proposal and answered once: what was typed obeys nobody.

Payloads are written after GitHub's « Webhook events and payloads », their fields that we read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journal.forms.reply import MARKER as REPLY
from journal.maintenance.proposal_comment import MARKER as COMMENT
from journal.new_pages.question_table import CORRECTION_FORM, VISIT_FORM
from support.forms import VISIT, as_issue
from support.workflows import REPOSITORY, Clone, jobs, journal_clone


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


@pytest.fixture(scope="module")
def after_a_form(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What clones are copied from, once a form was sent that lacks nothing."""
    folder = tmp_path_factory.mktemp("formulaire")
    answered(journal_clone(repository, folder), as_issue(VISIT_FORM, VISIT))
    return folder


@pytest.fixture
def there(after_a_form: Path, tmp_path: Path) -> Clone:
    """A clone of its own, after this form."""
    return journal_clone(after_a_form, tmp_path)


def replies(state: dict[str, Any]) -> list[str]:
    return [c["body"] for c in state["comments"] if c["issue"] == 7]


def test_a_form_becomes_a_proposal_and_one_answer(there: Clone) -> None:
    state = there.state
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
    there.git("fetch", "--quiet", "origin")
    changed = there.git("diff", "--name-only", "origin/main...origin/propositions/7").splitlines()
    assert "docs/visites/la-remise.md" in changed
    assert {path.split("/")[0] for path in changed} <= {"docs", ".github"}
    asked = [call["arguments"] for call in there.calls]
    assert any("actions/workflows/check.yml/dispatches" in " ".join(words) for words in asked)
    # Whoever sent it is answered before anything that a setting may refuse.
    posted = [words[3] for words in asked if words[1:3] == ["--method", "POST"]]
    assert posted[0] == f"repos/{REPOSITORY}/issues/7/comments"


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


def test_the_same_form_sent_again_leaves_its_branch_as_it_is(there: Clone) -> None:
    there.git("fetch", "--quiet", "origin")
    before = there.git("rev-parse", "origin/propositions/7")
    answered(there, as_issue(VISIT_FORM, VISIT), action="edited")
    there.git("fetch", "--quiet", "origin")
    assert there.git("rev-parse", "origin/propositions/7") == before


def test_what_a_person_mended_on_the_branch_is_not_lost(there: Clone) -> None:
    there.git("fetch", "--quiet", "origin")
    there.git("switch", "--quiet", "--detach", "origin/propositions/7")
    page = there.folder / "docs/visites/la-remise.md"
    page.write_text(page.read_text("utf-8") + "\nRelu.\n", "utf-8")
    there.git("commit", "--quiet", "--all", "--message", "Relire")
    there.git("push", "--quiet", "origin", "HEAD:propositions/7")
    state = answered(there, as_issue(VISIT_FORM, VISIT | {"commune": "Nantes"}), action="edited")
    assert "déjà repris votre page" in replies(state)[0]
    assert "Relu." in there.git("show", "origin/propositions/7:docs/visites/la-remise.md")


@pytest.mark.parametrize("squashed", [pytest.param(False, marks=pytest.mark.audit), True])
def test_a_form_opened_again_once_its_page_is_published_changes_that_page(
    there: Clone, squashed: bool
) -> None:
    there.git("fetch", "--quiet", "origin")
    there.git("switch", "--quiet", "--detach", "origin/main")
    there.git("merge", "--quiet", "--squash" if squashed else "--no-ff", "origin/propositions/7")
    if squashed:
        there.git("commit", "--quiet", "-m", "Proposer la page du formulaire n° 7 (#8)")
    there.git("push", "--quiet", "origin", "HEAD:main")
    there.git("push", "--quiet", "--delete", "origin", "propositions/7")
    answered(there, as_issue(VISIT_FORM, VISIT | {"commune": "Nantes"}), action="reopened")
    there.git("fetch", "--quiet", "origin")
    pages = there.git("diff", "--name-only", "origin/main...origin/propositions/7", "--", "docs")
    assert pages.splitlines() == ["docs/visites/la-remise.md"]


def test_closing_a_form_closes_its_proposal(there: Clone) -> None:
    sent(there, as_issue(VISIT_FORM, VISIT), action="closed")
    there.job("answer", "close")
    assert [pull["state"] for pull in there.state["pulls"]] == ["closed"]
    words = " ".join(there.calls[-1]["arguments"])
    assert "--method DELETE" in words
    assert words.endswith("git/refs/heads/propositions/7")
    there.job("answer", "close")


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


def test_nothing_was_asked_of_another_repository(there: Clone) -> None:
    for call in there.calls:
        for word in call["arguments"]:
            assert not word.startswith("repos/") or word.startswith(f"repos/{REPOSITORY}")
        assert call["given"] == "" or json.loads(call["given"])
