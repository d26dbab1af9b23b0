"""What an item says around the body of its page: what it is, the practical facts, the sources.

A mail or a feed reader shows nothing of the page but what is written here, in the page's order.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from journal.entries.catalogue import Catalogue
from journal.entries.entry import Entry
from journal.entries.publisher import Site, correction_link
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.language.french import COLON, format_date
from journal.language.hours import format_hours
from journal.language.typography import typeset
from journal.newsletter.published_states import Stage, State
from journal.newsletter.standalone_html import absolute
from journal.newsletter.text_escaping import storable


class Words(NamedTuple):
    """What an item says besides the body of its page, as it was typed: plain text, and addresses.

    Attributes:
        title, summary, authors, themes: as `Item` has them.
        label: what it is.
        facts: where and when, beside that.
        told: what became of an announced visit.
        lines: the practical facts, each with its name and the address to which it leads, if any.
        description: of its page; what there is to read in short.
        permalink: where all of it is read.
        sources: the title of each, its address, the day on which it was read.
        correction: where a mistake is reported, if anywhere.
        licence: of all texts.
    """

    title: str
    summary: str
    authors: tuple[str, ...]
    themes: tuple[str, ...]
    label: str
    facts: tuple[str, ...]
    told: str
    lines: tuple[tuple[str, str, str], ...]
    description: str
    permalink: str
    sources: tuple[tuple[str, str, str], ...]
    correction: str | None
    licence: str


class Frame(NamedTuple):
    """The same as feeds have it: plain text that is set, and HTML.

    Attributes:
        title, summary, authors, themes: as `Item` has them.
        head: what it is, and the practical facts.
        sources: what its page relies on.
        foot: how to have it corrected, and the licence.
        short: all that is said of it without the body of its page, with where to read that.
    """

    title: str
    summary: str
    authors: tuple[str, ...]
    themes: tuple[str, ...]
    head: str
    sources: str
    foot: str
    short: str

    def around(self, body: str) -> str:
        """An item in full, as its page is."""
        return f"{self.head}{body}{self.sources}{self.foot}"


def words_of(state: State, catalogue: Catalogue, site: Site) -> Words:
    """What the page of an entry says around its body."""
    entry = state.entry
    return Words(
        title=state.title,
        summary=summary(state),
        authors=entry.authors or (site.name,),
        themes=tuple(theme.name for theme in catalogue.themes_of(entry)),
        label=entry.called.label,
        facts=tuple(filter(None, _facts(state, catalogue))),
        told=sentence(state),
        lines=tuple(_lines(state, site)),
        description=entry.description,
        permalink=f"{site.url}{state.permalink}",
        sources=tuple(_sources(entry)),
        correction=correction_link(entry, site),
        licence=site.licence,
    )


def frame(words: Words) -> Frame:
    """What is said around a body, set."""
    head, foot = "".join(_head(words)), "".join(_foot(words))
    there = f"<p>{_link(words.permalink, 'Lire cette page sur le site')}</p>"
    return Frame(
        title=typeset(words.title),
        summary=typeset(words.summary),
        authors=tuple(map(typeset, words.authors)),
        themes=tuple(map(typeset, words.themes)),
        head=head,
        sources="".join(_sources_listed(words)),
        foot=foot,
        short=f"{head}<p>{_words(words.description)}</p>{there}{foot}",
    )


def sentence(state: State) -> str:
    """« Cette visite aura lieu le jeudi 3 décembre 2026. »; empty once it is told."""
    if state.planned is None:
        return ""
    day = state.planned.of_week
    if state.stage is Stage.CANCELLED:
        return f"Cette visite est annulée{COLON}elle n’aura pas lieu {day.said_on}."
    subject = "Cette visite, qui était annulée," if state.brings_back else "Cette visite"
    if state.fixes_day and state.moved_from:
        if not state.brings_back:
            subject = f"{subject}, annoncée {state.moved_from.said_for},"
    elif state.moved_from:
        return f"{subject} est {state.happened} {state.moved_from.of_week.said_from} {day.said_to}."
    return f"{subject} aura lieu {day.said_on}."


def summary(state: State) -> str:
    """The entry's summary, after what became of it: many tools show nothing else."""
    return f"{sentence(state)} {state.entry.description}".lstrip()


def reviewed(html: str, state: State) -> str:
    """An item's HTML whose first line, which says what it is, says when its page was read over."""
    said = _words(f" · page relue le {format_date(state.updated_on)}")
    return html.replace("</p>", f"{said}</p>", 1)


def review_summary(state: State) -> str:
    """The entry's summary, after what makes it news again."""
    return f"Page relue le {format_date(state.updated_on)}. {summary(state)}"


def _facts(state: State, catalogue: Catalogue) -> Iterator[str]:
    """« vu chez ATAO »; « ATAO », « Nantes », « jeudi 3 décembre 2026 »."""
    entry = state.entry
    if isinstance(entry, Tip):
        learned = catalogue.learned_at(entry)
        yield f"{learned[0].lower()}{learned[1:]}"
    elif isinstance(entry, Visit):
        host = catalogue.host_of(entry)
        during = f", lors de la visite chez {host.organisation}" if host else ""
        yield f"{entry.organisation}{during}"
        yield entry.place or ""
        day = state.planned.of_week if state.planned else entry.held_on
        yield f"{day}{day.caveat}"


def _lines(state: State, site: Site) -> Iterator[tuple[str, str, str]]:
    """What one must know to come, or not to; nothing once a visit is told."""
    if state.planned is None:
        return
    if visit := state.invitation:
        yield state.planned.name, str(state.planned.of_week), ""
        if visit.hours:
            yield "Horaire", format_hours(visit.hours), ""
        if visit.venue:
            yield "Rendez-vous", visit.venue, ""
        if visit.registration:
            words = visit.registration_contact or "S’inscrire à la visite"
            yield "Participer", words, visit.registration
    if site.mail:
        yield "Écrire à", site.mail, f"mailto:{site.mail}"


def _sources(entry: Entry) -> Iterator[tuple[str, str, str]]:
    for source in entry.sources:
        read_on = source.accessed_on
        yield source.title, source.url or "", format_date(read_on) if read_on else ""


def _head(words: Words) -> Iterator[str]:
    """« Conseil · vu chez ATAO », « Visite apprenante · ATAO · Nantes · jeudi 3 décembre 2026 »;
    then the practical facts.
    """
    kind = _words("".join(f" · {fact}" for fact in words.facts))
    yield f"<p>{_strong(words.label)}{kind}</p>"
    if words.told:
        yield f"<p><strong>{_words(words.told)}</strong></p>"
    if words.lines:
        yield f"<ul>{''.join(_line(*line) for line in words.lines)}</ul>"


def _line(name: str, text: str, address: str) -> str:
    said = f"{COLON}{_link(address, text)}" if address else _words(f"{COLON}{text}")
    return f"<li>{_strong(name)}{said}</li>"


def _sources_listed(words: Words) -> Iterator[str]:
    if not words.sources:
        return
    yield "<h2>Sources</h2><ul>"
    for title, address, read_on in words.sources:
        read = _words(f" (consultation{COLON}{read_on})") if read_on else ""
        yield f"<li>{_link(address, title) if address else _words(title)}{read}</li>"
    yield "</ul>"


def _foot(words: Words) -> Iterator[str]:
    yield "<hr>"
    if words.correction:
        asked = "Signaler une erreur ou demander une correction"
        yield f"<p>{_link(words.correction, asked)}</p>"
    yield f"<p><small>{_words(words.licence)}</small></p>"


def _words(text: str) -> str:
    """In French typography, as the body already is."""
    return escape(typeset(storable(text)), quote=False)


def _strong(text: str) -> str:
    return f"<strong>{escape(text, quote=False)}</strong>"


def _link(address: str, text: str) -> str:
    target = escape(absolute(address, address))
    return f'<a href="{target}">{_words(text)}</a>'
