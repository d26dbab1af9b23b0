"""From what somebody sent to what would be published: files, pictures to fetch, what is wrong.

A pure function: the same text about the same docs/ on the same day gives the same bytes. What comes
out has passed the gate, or there is no page and each refusal is said in words of its question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from journal.forms.attachments import Album, Lost, Picture
from journal.forms.consent import reserve, secret
from journal.forms.contacts import without_contacts
from journal.forms.footnotes import gathered
from journal.forms.free_path import free_path
from journal.forms.gate_in_words import judged
from journal.forms.joined_pictures import left_out, with_joined
from journal.forms.misplaced_answers import answers_above, note_homes
from journal.forms.new_entry import content_of, name_of
from journal.forms.own_links import with_own_links
from journal.forms.picture_for_a_page import add_picture, find_page
from journal.forms.prose import as_line
from journal.forms.remarks import Remark, remark
from journal.forms.restated_questions import set_right
from journal.forms.split_by_question import MAX_LENGTH, Received, receive
from journal.forms.typed_answers import Answered
from journal.forms.typed_html import as_shown, hides, never_ends
from journal.forms.written_page import Page, write_page
from journal.gate.documents_and_films import ADVICE
from journal.headers.frontmatter import read_front_matter
from journal.new_pages.answers import Place
from journal.new_pages.question import Field, Form
from journal.new_pages.question_table import CORRECTION_FORM, FORMS, PICTURE_FORM, TIP_FORM
from journal.new_pages.skeletons import RefusedError
from journal.problems.problem import Severity
from journal.reading.decoding import read_text

_UNKNOWN = remark(
    None,
    "Ce texte ne répond à aucun formulaire du carnet.",
    f"Repartez d'un des formulaires ({', '.join(form.name for form in FORMS)}), sans changer les "
    "questions : vos réponses vont juste en dessous.",
)
# Beside which page pictures stand while its name is not known.
_UNNAMED = "page"
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|gif|heic|webp|avif|bmp|svg)$", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """What was made of what somebody sent.

    Attributes:
        form: the one that was answered; None when none was.
        files: path under docs/ to text; none when something must be mended first.
        pictures: what to fetch and put beside the page, in order; without a page, what to fetch all
            the same, so that whatever cannot be taken is said at once.
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


@dataclass(frozen=True)
class Around:
    """What is known besides a text.

    Attributes:
        former: path under docs/ of the page that the same issue made before: it keeps it.
        published: addresses that were published once, from the site's root: a new page takes none.
        joined: the pictures of a mail: their addresses in its text, and their names.
        others: names of the other files of a mail.
        lost: addresses of pictures that cannot be taken, and why: the page goes without them.
    """

    former: str = ""
    published: Collection[str] = ()
    joined: Mapping[str, str] = field(default_factory=dict)
    others: Collection[str] = ()
    lost: Mapping[str, Lost] = field(default_factory=dict)


_ALONE = Around()


def propose(text: str, place: Place, around: Around = _ALONE) -> Proposal:
    """Make what was sent into what would be published.

    Args:
        text: an issue made by a form, or a mail.
        place: what is in docs/, and the day.
        around: what else is known.
    """
    sent = gathered(with_joined(receive(text), text, around.joined))
    if sent.form is None:
        return Proposal(None, remarks=(_UNKNOWN,))
    received, twice = set_right(as_shown(sent))
    answered = Answered(received, place)
    answered.remarks += twice
    _check_hidden(answered, sent)
    if said := answers_above(answered):
        # Each answer is read as that of the question above: nothing else is true of it.
        return Proposal(received.form, remarks=(said,))
    _check_whole(answered, text)
    _note_files(answered, around)
    if received.form is CORRECTION_FORM:
        _note_contacts(answered)
        return Proposal(received.form, remarks=tuple(answered.remarks))
    if received.form is PICTURE_FORM:
        return _with_picture(answered, around)
    note_homes(answered)
    return _entry(answered, around)


def _check_hidden(answered: Answered, sent: Received) -> None:
    """What GitHub does not show of a form is not published, and that is said."""
    for id_, answer in sent.answers.items():
        if never_ends(answer) and id_ in answered.questions:
            answered.refuse(
                id_,
                "« <!-- » cache tout ce qui suit, et n'a pas de fin.",
                "Écrivez --> à la fin de ce qui doit rester caché, ou retirez <!--.",
            )
    if hides(sent):
        message = "Ce qui est caché entre <!-- et --> n'est pas publié."
        hint = "Tout le monde peut pourtant le lire dans votre message : retirez-le s'il est privé."
        answered.remarks.append(remark(None, message, hint, severity=Severity.WARNING))


def _check_whole(answered: Answered, text: str) -> None:
    """Nothing that was sent is left aside without a word."""
    if len(text) > MAX_LENGTH:
        message = f"Ce message fait {len(text)} caractères : la fin n'en a pas été lue."
        hint = f"Raccourcissez-le : {MAX_LENGTH} caractères au plus."
        answered.remarks.append(remark(None, message, hint))
    texts = {"": answered.received.above} | {
        q.id: answered.received[q.id] for q in answered.questions.values() if q.field is Field.TEXT
    }
    for id_, typed in texts.items():
        # A correction is where one asks not to be named any more.
        if answered.received.form is not CORRECTION_FORM and (said := reserve(typed)):
            message = f"« {without_contacts(said)[0]} » : c'est reprendre un accord."
            hint = "Retirez le nom de cette personne, puis cette phrase."
            answered.remarks.append(remark(answered.questions.get(id_), message, hint))
        if answered.received.form is not CORRECTION_FORM and (said := secret(typed)):
            message = f"« {without_contacts(said)[0]} » : ce passage serait publié."
            hint = "Retirez-le, ou retirez ce qui demande de le taire."
            answered.remarks.append(remark(answered.questions.get(id_), message, hint))
    mine = answered.received.answers
    told = [other for other in answered.received.others if other.items() - mine.items()]
    names = [as_line(other.get("structure") or other.get("titre") or "") for other in told]
    if told:
        said = " et ".join(f"« {name} »" for name in names if name)
        message = f"Ce message répond plusieurs fois aux questions{f' ({said})' if said else ''}."
        hint = "Envoyez un message par page, et retirez de celui-ci ce qui est d'une autre."
        answered.remarks.append(remark(None, message, hint))


def _note_contacts(answered: Answered) -> None:
    """By what somebody can be reached, in a report that everybody can read."""
    found = without_contacts("\n".join(answered.received.answers.values()))[1]
    if found and not answered.received.is_mail:
        kinds = " et ".join(dict.fromkeys(found))
        message = f"Votre message, que tout le monde lit, dit comment joindre quelqu'un ({kinds})."
        hint = "Retirez-le, si ce n'est pas l'erreur elle-même."
        answered.remarks.append(remark(None, message, hint, Severity.WARNING))


def _note_files(answered: Answered, around: Around) -> None:
    """What was joined to a mail and is not taken."""
    pictures = [name for name in around.others if _PICTURE_NAME.search(name)]
    files = [name for name in around.others if name not in pictures]
    if files:
        are = "n'est pas publié" if len(files) == 1 else "ne sont pas publiés"
        message = f"{', '.join(f'« {name} »' for name in files)} {are} avec la page."
        answered.remarks.append(remark(None, message, ADVICE, Severity.WARNING))
    for name in [*pictures, *left_out(answered.received, around.joined)]:
        message = f"« {name} », hors des réponses, n'est pas pris pour une photo de la visite."
        hint = "Si c'en est une, joignez-la à un autre courriel."
        answered.remarks.append(remark(None, message, hint, Severity.WARNING))


def _entry(answered: Answered, around: Around) -> Proposal:
    """A new visit or tip."""
    received, place, former = answered.received, answered.place, around.former
    form = received.form
    is_ours = form and form.kind and re.fullmatch(rf"{form.kind}/[a-z0-9-]+\.md", former)
    path = former if is_ours else _new_path(answered, around.published)
    stem = path.removesuffix(".md")
    # The pictures that the same issue brought before are replaced.
    own = re.compile(rf"{re.escape(stem)}-\d+\.jpg") if is_ours else None
    taken = [known for known in place.tree if not (own and own.fullmatch(known))]
    album = Album(stem, taken, around.joined, around.lost)
    page = with_own_links(write_page(content_of(answered, album)), path, place)
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


def _with_picture(answered: Answered, around: Around) -> Proposal:
    """A page that is there already, with one more picture."""
    received, place = answered.received, answered.place
    typed = answered.line("page")
    path = find_page(typed, place.tree) if typed else None
    if path is None:
        if typed:
            hint = "Collez le lien de la page, ou recopiez son titre."
            answered.refuse("page", f"« {typed} » n'est pas une page du carnet.", hint)
        return Proposal(received.form, remarks=_once(answered.remarks))
    text, _ = read_text(path, place.tree[path])
    album = Album(path.removesuffix(".md"), list(place.tree), around.joined, around.lost)
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
        return Proposal(form, pictures=tuple(album.pictures), remarks=remarks)
    title = read_front_matter(page.text, path)[0].header.values.get("title")
    return Proposal(form, {path: page.text}, tuple(album.pictures), remarks, str(title))


def _once(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(dict.fromkeys(remarks))
