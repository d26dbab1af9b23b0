"""The ways in, as addresses: a form, a mail that is ready to write, a new file in the browser."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from journal.entries.entry import TITLE_LENGTH, in_characters
from journal.entries.kinds import Kind
from journal.entries.publisher import Site
from journal.new_pages.question import Form
from journal.new_pages.question_table import FORMS, PICTURES_BY_MAIL, THEMES
from journal.new_pages.skeletons import MARK, tip_text, visit_text

# The branch that is published, as `edit_uri` names it in mkdocs.yml.
_BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Door:
    """One way in.

    Attributes:
        form: what is asked.
        on_github: address of the form; empty without a repository.
        by_mail: a mail ready to write; empty when the publisher has no address.
        by_hand: address of GitHub's editor, with the model of the page; empty without a
            repository, or for what makes no page of its own.
        questions: what the mail holds, to be pasted wherever one writes.
    """

    form: Form
    on_github: str
    by_mail: str
    by_hand: str
    questions: str


def doors(site: Site, today: date, themes: Collection[str]) -> dict[str, Door]:
    """Every way in, by the name of the form's file.

    Args:
        site: who publishes, and where the repository is.
        today: the day that the models are dated.
        themes: their names.
    """
    repository = site.repository.rstrip("/")
    return {
        form.file: Door(
            form,
            f"{repository}/issues/new?{urlencode({'template': f'{form.file}.yml'})}"
            if repository
            else "",
            mail_link(form, site.mail, themes) if site.mail else "",
            _editor_link(form, repository, today) if repository else "",
            mail_body(form, themes).replace("\r\n", "\n"),
        )
        for form in FORMS
    }


def mail_link(form: Form, mail: str, themes: Collection[str]) -> str:
    """A mail with the questions of a form, each with room for its answer (RFC 6068, section 2)."""
    body = mail_body(form, themes)
    return f"mailto:{mail}?subject={quote(form.title.rstrip())}&body={quote(body)}"


def mail_body(form: Form, themes: Collection[str]) -> str:
    """What there is to know, then the questions as a mail has them."""
    asked = form.in_a_mail
    known = [f"Les {form.how_many_first} premières questions suffisent ; le reste est facultatif."]
    known += [f"{PICTURES_BY_MAIL}."] if form.is_pictured else []
    # Above the questions: what stands under one is its answer.
    known += [f"Les thèmes : {', '.join(themes)}."] if THEMES in asked and themes else []
    return "".join(
        [
            *(f"{line}\r\n\r\n" for line in known),
            *(f"{q.label}{q.mark and f' ({q.mark})'}\r\n\r\n\r\n" for q in asked),
        ]
    )


def _editor_link(form: Form, repository: str, today: date) -> str:
    """GitHub's editor on a new file, with its name and the model of the page.

    Source: https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files
    """
    title = f"{MARK} : le titre, {in_characters(TITLE_LENGTH)}"
    if form.kind is Kind.VISIT:
        name = "nom-de-la-structure.md"
        model = visit_text(title, f"{MARK} : le nom de la structure", [MARK], today)
    elif form.kind is Kind.TIP:
        name, model = "nom-du-conseil.md", tip_text(title, MARK, MARK, [MARK], today)
    else:
        return ""
    words = urlencode({"filename": name, "value": model})
    return f"{repository}/new/{_BRANCH}/docs/{form.kind}?{words}"
