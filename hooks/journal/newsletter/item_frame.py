"""What an item says around the body of its page: what it is, the practical facts, the sources.

A mail or a feed reader shows nothing of the page but what is written here, in the page's order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement
from lxml.html.builder import E

from journal.entries.catalogue import Catalogue
from journal.entries.entry import Entry
from journal.entries.publisher import Site, correction_link
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.language.french import COLON, format_date, format_hours
from journal.language.typography import typeset
from journal.newsletter.published_states import Stage, State
from journal.newsletter.standalone_html import absolute, outer_html
from journal.newsletter.text_escaping import storable


class Frame(NamedTuple):
    """What an item says around the body of its page, as HTML.

    Attributes:
        head: what it is, and the practical facts.
        sources: what its page relies on.
        foot: how to have it corrected, and the licence.
    """

    head: str
    sources: str
    foot: str

    def around(self, body: str) -> str:
        """An item in full, as its page is."""
        return f"{self.head}{body}{self.sources}{self.foot}"

    def in_short(self, state: State, site: Site) -> str:
        """An item without the body of its page, but with where to read it."""
        there = E.p(_link(f"{site.url}{state.permalink}", "Lire cette page sur le site"))
        words = _html(_paragraph(state.entry.description), there)
        return f"{self.head}{words}{self.foot}"


def frame(state: State, catalogue: Catalogue, site: Site) -> Frame:
    """What the page of an entry says around its body."""
    return Frame(
        head=_html(_kind(state, catalogue), *_facts(state, site)),
        sources=_html(*_sources(state.entry)),
        foot=_html(*_foot(state.entry, site)),
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
        return f"{subject} est reportée {state.moved_from.of_week.said_from} {day.said_to}."
    return f"{subject} aura lieu {day.said_on}."


def summary(state: State) -> str:
    """The entry's summary, after what became of it: many tools show nothing else."""
    return f"{sentence(state)} {state.entry.description}".lstrip()


def reviewed(html: str, state: State) -> str:
    """An item's HTML whose first line, which says what it is, says when its page was read over."""
    return html.replace("</p>", _words(f" · page relue le {format_date(state.updated_on)}</p>"), 1)


def review_summary(state: State) -> str:
    """The entry's summary, after what makes it news again."""
    return f"Page relue le {format_date(state.updated_on)}. {summary(state)}"


def _kind(state: State, catalogue: Catalogue) -> HtmlElement:
    """« Conseil · vu chez ATAO », « Visite apprenante · ATAO · Nantes · jeudi 3 décembre 2026 »."""
    entry = state.entry
    facts: list[str] = []
    if isinstance(entry, Tip):
        learned = catalogue.learned_at(entry)
        facts = [f"{learned[0].lower()}{learned[1:]}"]
    elif isinstance(entry, Visit):
        host = catalogue.host_of(entry)
        during = f", lors de la visite chez {host.organisation}" if host else ""
        facts = [f"{entry.organisation}{during}", entry.place or ""]
        day = state.planned.of_week if state.planned else entry.held_on
        facts.append(f"{day}{day.caveat}")
    line = _paragraph(" · ".join(["", *filter(None, facts)]))
    line.insert(0, E.strong(entry.called.label))
    line[0].tail, line.text = line.text, None
    return line


def _facts(state: State, site: Site) -> Iterator[HtmlElement]:
    """What one must know to come, or not to; nothing once a visit is told."""
    if state.planned is None:
        return
    yield E.p(E.strong(_words(sentence(state))))
    lines: list[tuple[str, str | HtmlElement]] = []
    if visit := state.invitation:
        lines.append((state.planned.name, str(state.planned.of_week)))
        lines += [("Horaire", format_hours(visit.hours))] if visit.hours else []
        lines += [("Rendez-vous", visit.venue)] if visit.venue else []
        if visit.registration:
            words = visit.registration_contact or "S’inscrire à la visite"
            lines.append(("Participer", _link(visit.registration, words)))
    if site.mail:
        lines.append(("Écrire à", _link(f"mailto:{site.mail}", site.mail)))
    if lines:
        yield E.ul(*(_line(name, value) for name, value in lines))


def _line(name: str, value: str | HtmlElement) -> HtmlElement:
    line = E.li(E.strong(name), COLON)
    if isinstance(value, str):
        line[0].tail = _words(f"{COLON}{value}")
    else:
        line.append(value)
    return line


def _sources(entry: Entry) -> Iterator[HtmlElement]:
    if not entry.sources:
        return
    yield E.h2("Sources")
    items = E.ul()
    for source in entry.sources:
        item = E.li(_link(source.url, source.title) if source.url else _words(source.title))
        if source.accessed_on:
            read = _words(f" (consultation{COLON}{format_date(source.accessed_on)})")
            if len(item):
                item[0].tail = read
            else:
                item.text += read
        items.append(item)
    yield items


def _foot(entry: Entry, site: Site) -> Iterator[HtmlElement]:
    yield E.hr()
    if address := correction_link(entry, site):
        yield E.p(_link(address, "Signaler une erreur ou demander une correction"))
    yield E.p(E.small(_words(site.licence)))


def _html(*elements: HtmlElement) -> str:
    return "".join(map(outer_html, elements))


def _words(text: str) -> str:
    """In French typography, as the body already is."""
    return typeset(storable(text))


def _paragraph(text: str) -> HtmlElement:
    return E.p(_words(text))


def _link(address: str, text: str) -> HtmlElement:
    return E.a(_words(text), href=storable(absolute(address, address)))
