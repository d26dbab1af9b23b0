"""From what somebody sent to what would be published: files, pictures to fetch, what is wrong.

A pure function: the same text about the same docs/ on the same day gives the same bytes. What comes
out has passed the gate, or there is no page and each refusal is said in words of its question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from journal.forms.attachments import Album, Picture
from journal.forms.footnotes import gathered
from journal.forms.free_path import free_path
from journal.forms.gate_in_words import judged
from journal.forms.new_entry import content_of, name_of
from journal.forms.picture_for_a_page import add_picture, find_page
from journal.forms.remarks import Remark, remark
from journal.forms.split_by_question import Received, receive
from journal.forms.typed_answers import Answered
from journal.forms.written_page import Page, write_page
from journal.headers.frontmatter import read_front_matter
from journal.problems.problem import Severity
from journal.reading.decoding import read_text
from journal.writing.answers import Place
from journal.writing.asked import CORRECTION_FORM, FORMS, PICTURE_FORM, TIP_FORM
from journal.writing.blanks import RefusedError
from journal.writing.question import Form

_UNKNOWN = remark(
    None,
    "Ce texte ne répond à aucun formulaire du carnet.",
    f"Repartez d'un des formulaires ({', '.join(form.name for form in FORMS)}), sans changer les "
    "questions : vos réponses vont juste en dessous.",
)
# Beside which page pictures stand while its name is not known.
_UNNAMED = "page"


@dataclass(frozen=True)
class Proposal:
    """What was made of what somebody sent.

    Attributes:
        form: the one that was answered; None when none was.
        files: path under docs/ to text; none when something must be mended first.
        pictures: what to fetch and put beside the page, in order; none without a page.
        remarks: what must be mended, and what must only be known.
        title: what the page is called; empty when there is none.
    """

    form: Form | None
    files: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    remarks: tuple[Remark, ...] = ()
    title: str = ""

    @property
    def faults(self) -> list[Remark]:
        """What must be mended before there is a page."""
        return [said for said in self.remarks if said.severity is Severity.ERROR]

    @property
    def notes(self) -> list[Remark]:
        """What is only to be known."""
        return [said for said in self.remarks if said.severity is not Severity.ERROR]


def propose(
    text: str, place: Place, *, former: str = "", published: Collection[str] = ()
) -> Proposal:
    """Make what was sent into what would be published.

    Args:
        text: an issue made by a form, or a mail.
        place: what is in docs/, and the day.
        former: path under docs/ of the page that the same issue made before: it keeps it.
        published: addresses that were published once, from the site's root: a new page takes none.
    """
    received = gathered(receive(text))
    if received.form is None:
        return Proposal(None, remarks=(_UNKNOWN,))
    if received.form is CORRECTION_FORM:
        return Proposal(received.form, remarks=tuple(Answered(received, place).remarks))
    if received.form is PICTURE_FORM:
        return _with_picture(received, place)
    return _entry(received, place, former, published)


def _entry(received: Received, place: Place, former: str, published: Collection[str]) -> Proposal:
    """A new visit or tip."""
    answered = Answered(received, place)
    form = received.form
    is_ours = form and form.kind and re.fullmatch(rf"{form.kind}/[a-z0-9-]+\.md", former)
    path = former if is_ours else _new_path(answered, published)
    stem = path.removesuffix(".md")
    # The pictures that the same issue brought before are replaced.
    own = re.compile(rf"{re.escape(stem)}-\d+\.jpg") if is_ours else None
    album = Album(stem, [known for known in place.tree if not (own and own.fullmatch(known))])
    page = write_page(content_of(answered, album))
    return _judged(answered, path, page, album)


def _new_path(answered: Answered, published: Collection[str]) -> str:
    """Where a new page goes; a name that makes no address is said, and stood in for."""
    form, place = answered.received.form, answered.place
    assert form
    assert form.kind
    name, year = name_of(answered)
    try:
        return free_path(form.kind, name or _UNNAMED, year, place.tree, published)
    except RefusedError as refused:
        question = "titre" if form is TIP_FORM else "structure"
        answered.refuse(question, f"« {name} » ne donne pas d'adresse à la page.", str(refused))
        return free_path(form.kind, _UNNAMED, year, place.tree, published)


def _with_picture(received: Received, place: Place) -> Proposal:
    """A page that is there already, with one more picture."""
    answered = Answered(received, place)
    typed = answered.line("page")
    path = find_page(typed, place.tree) if typed else None
    if path is None:
        if typed:
            hint = "Collez le lien de la page, ou recopiez son titre."
            answered.refuse("page", f"« {typed} » n'est pas une page du carnet.", hint)
        return Proposal(received.form, remarks=_once(answered.remarks))
    text, _ = read_text(path, place.tree[path])
    album = Album(path.removesuffix(".md"), list(place.tree))
    page = add_picture(answered, text or "", album)
    return _judged(answered, path, page, album)


def _judged(answered: Answered, path: str, page: Page, album: Album) -> Proposal:
    """A page with what the gate says of it; without a page when something must be mended."""
    form, place = answered.received.form, answered.place
    refused = {said.question for said in answered.remarks if said.severity is Severity.ERROR}
    found = judged(path, page, [picture.path for picture in album.pictures], place)
    # All at once, however much is missing; but nothing of what stands in for an answer.
    spoken = {
        q.label
        for q in answered.questions.values()
        if (q.key and not answered.raw(q.id)) or (q.label in refused and (q.key or not q.section))
    }
    answered.remarks += [
        said for said in found if not refused or (said.question and said.question not in spoken)
    ]
    remarks = _once(answered.remarks)
    if any(said.severity is Severity.ERROR for said in remarks):
        return Proposal(form, remarks=remarks)
    title = read_front_matter(page.text, path)[0].header.values.get("title")
    return Proposal(form, {path: page.text}, tuple(album.pictures), remarks, str(title))


def _once(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(dict.fromkeys(remarks))
