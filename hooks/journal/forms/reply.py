"""What is answered to whoever sent a form: one comment, in French."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journal.forms.propose import Proposal
from journal.forms.remarks import Remark
from journal.markdown.escaping import literal
from journal.new_pages.question_table import CORRECTION_FORM, PICTURE_FORM

# By which a workflow finds its comment, to change it rather than add another.
MARKER = "<!-- carnet : réponse au formulaire -->"

# As many remarks as somebody reads, and as a comment holds.
_MOST = 20
_HOW_TO_EDIT = (
    "Pour changer une réponse : les trois points en haut à droite de votre message, « Edit », puis "
    "le bouton vert quand c'est fait. La page se refait d'elle-même, et cette réponse aussi."
)
_READ_FIRST = "Une personne du carnet relit la page avant qu'elle ne paraisse."


def reply(proposal: Proposal, *, change: str = "", preview: str = "") -> str:
    """The comment, in GitHub's Markdown.

    Args:
        proposal: what was made of the form.
        change: address of the proposed change; empty while there is none.
        preview: address of the page as it will look; empty while there is none.
    """
    return "\n\n".join([MARKER, *_parts(proposal, change, preview)]) + "\n"


def _parts(proposal: Proposal, change: str, preview: str) -> Iterator[str]:
    if proposal.faults:
        yield "Merci pour votre message. Voici ce qu'il manque encore pour en faire une page :"
        yield _list(proposal.faults)
        yield from _notes(proposal)
        yield _HOW_TO_EDIT
    elif proposal.form is CORRECTION_FORM:
        yield "Merci de l'avoir signalé. Une personne du carnet va le lire, et vous répondra ici."
        yield from _notes(proposal)
    else:
        made = "a sa photo" if proposal.form is PICTURE_FORM else "est prête à être relue"
        yield f"Merci ! La page **{literal(proposal.title)}** {made}."
        links = {"la page telle qu'elle paraîtra": preview, "la proposition": change}
        shown = [f"- [{words}]({address})" for words, address in links.items() if address]
        if shown:
            yield "\n".join(shown)
        yield from _notes(proposal)
        yield f"{_READ_FIRST} {_HOW_TO_EDIT}"


def _notes(proposal: Proposal) -> Iterator[str]:
    if proposal.notes:
        yield "À savoir :"
        yield _list(proposal.notes)


def _list(remarks: list[Remark]) -> str:
    lines = [f"- {_said(remark)}" for remark in remarks[:_MOST]]
    others = ["- Il y en a d'autres du même genre."] if len(remarks) > _MOST else []
    return "\n".join(lines + others)


def _said(remark: Remark) -> str:
    before = f"**{literal(remark.question)}** " if remark.question else ""
    return f"{before}{literal(remark.message)} {literal(remark.hint)}".rstrip()


def as_text(remarks: Iterable[Remark]) -> str:
    """The same remarks for a terminal, one per line."""
    return "".join(
        f"{' '.join(filter(None, [said.question, said.message, said.hint]))}\n" for said in remarks
    )
