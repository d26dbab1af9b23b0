"""The month's letter: what was published in a month, as a mail ready to be sent by whom one likes.

A draft: no address list is kept, and the tool that sends it adds its own way to unsubscribe.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any
from urllib.parse import urljoin, urlsplit

from css_inline import CSSInliner
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from journal.addresses import image_path
from journal.catalogue import Catalogue
from journal.dates import PARIS
from journal.entries import Tip
from journal.french import MONTHS, format_hours, of_month, plural
from journal.newsletter.bodies import absolute
from journal.newsletter.states import Stage, State, states_of
from journal.pictures.gallery import Place
from journal.publisher import Site, bare_mail

# The models of the letter's two forms, and what renders one: `render(name, words)`.
HTML_MODEL = "letter/letter.html"
TEXT_MODEL = "letter/letter.txt.html"
Render = Callable[[str, dict[str, Any]], str]

# Gmail cuts what is longer than 102 kB off.
MAX_HTML = 100_000
# Used when the publisher gave no address: a draft needs a sender (RFC 5322, section 3.6), and this
# domain can belong to nobody (RFC 2606).
NO_SENDER = "adresse-a-completer@editeur.invalid"


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `AAAA-MM`; ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text, re.ASCII)
        if not match or match[1] == "0000":
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        """« novembre 2026 »."""
        return f"{MONTHS[self.month - 1]} {self.year}"

    @property
    def code(self) -> str:
        """`AAAA-MM`."""
        return f"{self.year:04}-{self.month:02}"

    def holds(self, state: State) -> bool:
        """Whether a state was published during the month."""
        return (state.day.year, state.day.month) == (self.year, self.month)


@dataclass(frozen=True, slots=True)
class News:
    """What the letter says of one entry, as plain text."""

    kind: str
    title: str
    address: str
    description: str
    facts: tuple[str, ...]
    image: str | None
    image_alt: str
    is_tip: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the letter."""

    title: str
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The three forms of a letter: HTML, text, and a mail that holds both (RFC 5322)."""

    html: str
    text: str
    mail: bytes


def renderer(folder: str, **words: object) -> Render:
    """What renders the letter's models: everything is escaped but where a model says otherwise.

    Args:
        folder: where the models are.
        words: what every letter needs, whatever it tells: `light` and `dark`, the site's colours.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= words
    return lambda name, words: environment.get_template(name).render(words)


def write_letter(
    catalogue: Catalogue,
    month: Month,
    *,
    site: Site,
    sender: str,
    render: Render,
    places: Mapping[str, Place],
) -> Letter | None:
    """Write the letter of a month.

    Args:
        catalogue: all entries.
        month: of which what was published is told.
        site: what the letter says of the site.
        sender: the publisher's address, or an empty text.
        render: renders `HTML_MODEL`, escaping what it is given, and `TEXT_MODEL`, as it is.
        places: path of a picture under docs/ to where its prints are.

    Returns:
        The letter, its HTML shorter than `MAX_HTML` bytes; None when nothing was published.
    """
    states = [
        state
        for entry in catalogue.entries
        for state in reversed(states_of(entry))
        if month.holds(state)
    ]
    if not states:
        return None
    title = f"La lettre {of_month(month.month)} {month.year}"
    # An entry takes under 2.5 kB, so that halving soon ends.
    shown = len(states)
    while True:
        html, text = _render(catalogue, states, shown, title, site, render, places)
        if len(html.encode()) < MAX_HTML:
            break
        shown //= 2
    return Letter(html, text, _mail(html, text, title, states, month, site, sender))


def _render(
    catalogue: Catalogue,
    states: list[State],
    shown: int,
    title: str,
    site: Site,
    render: Render,
    places: Mapping[str, Place],
) -> tuple[str, str]:
    """HTML and text, with the first `shown` entries told and the others counted."""
    left = len(states) - shown
    words = {
        "site": site,
        "title": title,
        "summary": _summary(catalogue, states),
        "sections": _sections(catalogue, states[:shown], site, places),
        "more": f"Et {plural(left, 'autre page', 'autres pages')} du mois, sur le site :"
        if left
        else "",
    }
    text = render(TEXT_MODEL, words | {"wrap": _wrap})
    # Nothing may be fetched while a letter is being written.
    inliner = CSSInliner(load_remote_stylesheets=False, apply_width_attributes=True)
    return inliner.inline(render(HTML_MODEL, words)), text.strip() + "\n"


def _wrap(text: str) -> str:
    """Lines of 72 characters (RFC 5322, section 2.1.1), none of which begins with a sign."""
    unbroken = re.sub(r" (?=[:;!?»])|(?<=«) ", "\N{NO-BREAK SPACE}", text)
    return textwrap.fill(unbroken, 72, break_long_words=False, break_on_hyphens=False)


def _summary(catalogue: Catalogue, states: list[State]) -> str:
    """« Ce mois-ci : 2 visites, 1 conseil. »"""
    groups = _groups(catalogue, states)
    counts = [
        plural(len(groups[name]), one, many)
        for name, one, many in (
            ("Visites à venir", "visite à venir", "visites à venir"),
            ("Visites annulées", "visite annulée", "visites annulées"),
            ("Visites", "visite", "visites"),
            ("Conseils", "conseil", "conseils"),
        )
        if groups[name]
    ]
    return f"Ce mois-ci\N{NO-BREAK SPACE}: {', '.join(counts)}."


def _groups(catalogue: Catalogue, states: list[State]) -> dict[str, list[State]]:
    titles = ("Visites à venir", "Visites annulées", "Visites", "Conseils")
    groups: dict[str, list[State]] = {title: [] for title in titles}
    for state in states:
        if isinstance(state.entry, Tip):
            groups["Conseils"].append(state)
        elif state.stage is Stage.CANCELLED:
            groups["Visites annulées"].append(state)
        elif state.stage is not Stage.TOLD:
            groups["Visites à venir"].append(state)
        else:
            groups["Visites"].append(state)
    return groups


def _sections(
    catalogue: Catalogue, states: list[State], site: Site, places: Mapping[str, Place]
) -> list[Section]:
    return [
        Section(title, tuple(_news(catalogue, state, site, places) for state in group))
        for title, group in _groups(catalogue, states).items()
        if group
    ]


def _news(catalogue: Catalogue, state: State, site: Site, places: Mapping[str, Place]) -> News:
    entry = state.entry
    image = places.get(image_path(entry) or "")
    return News(
        kind=entry.kind.called.one.capitalize(),
        title=entry.title,
        address=urljoin(site.url, state.address),
        description=entry.description,
        facts=_facts(catalogue, state),
        image=absolute(image.plain, site.url) if image else None,
        image_alt=entry.image_alt or "",
        is_tip=isinstance(entry, Tip),
    )


def _facts(catalogue: Catalogue, state: State) -> tuple[str, ...]:
    entry = state.entry
    organisation = catalogue.organisation_of(entry)
    if isinstance(entry, Tip):
        return (f"Vu chez {organisation}",)
    day = state.planned or entry.held_on
    facts = [organisation, entry.place, str(day)]
    if state.moved_from:
        facts.append(f"reportée {state.moved_from.said_from} {day.said_to}")
    if state.stage in (Stage.ANNOUNCED, Stage.MOVED) and entry.hours:
        facts.append(format_hours(entry.hours))
    if state.stage is Stage.CANCELLED:
        facts.append("annulée")
    return tuple(fact for fact in facts if fact)


def _mail(
    html: str,
    text: str,
    title: str,
    states: list[State],
    month: Month,
    site: Site,
    sender: str,
) -> bytes:
    """A draft: the same bytes as long as the month's entries are the same."""
    newest = max(state.day for state in states)
    name, _, domain = (bare_mail(sender) or NO_SENDER).partition("@")
    host = urlsplit(site.url).hostname or "localhost"
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(" ".join(site.name.split()), name, domain)
    message["Subject"] = f"{site.name} - {title[0].lower()}{title[1:]}"
    message["Date"] = datetime(newest.year, newest.month, newest.day, 6, tzinfo=PARIS)
    message["Message-ID"] = f"<lettre-{month.code}@{host}>"
    message["X-Unsent"] = "1"  # Outlook and Thunderbird open it as a draft.
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = "fr"
    message.set_boundary(f"=_lettre-{month.code}")
    return message.as_bytes()
