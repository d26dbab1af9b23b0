"""The month's letter as a mail, as HTML and as text: a draft to reread, and to send as one likes.

No address list is kept here: whoever sends the letter has one.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage, Message
from email.policy import SMTP, Policy
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from css_inline import CSSInliner
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from journal.entries.publisher import Sender, Site
from journal.language.dates import PARIS
from journal.language.french import COLON, plural
from journal.language.typography import typeset, typeset_html
from journal.newsletter.letter_contents import Telling
from journal.newsletter.standalone_html import absolute

# The models of the letter's two forms.
HTML_MODEL = "letter/letter.html"
TEXT_MODEL = "letter/letter.txt.html"

# Gmail cuts what is longer than 102 kB off.
MAX_HTML = 100_000


# What letters are printed with: a model's name and its words to its text.
Press: TypeAlias = Callable[[str, dict[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Letter:
    """The three forms of a letter: HTML, text, and a mail that holds both (RFC 5322)."""

    html: str
    text: str
    mail: bytes


class _Links(UnstructuredHeader, BaseHeader):
    """A header of addresses: Python would encode one that is longer than a line."""

    def fold(self, *, policy: Policy[Message[str, str]]) -> str:
        """On one line, however long."""
        return f"{self.name}: {self}{policy.linesep}"


def press(folder: str, *, pictures: Mapping[str, str], **words: object) -> Press:
    """What prints the letter's models: everything is escaped but where a model says otherwise.

    Args:
        folder: where the models are.
        pictures: path of a picture under docs/ to its address, from the site's root.
        words: what every letter needs, whatever it tells: `light` and `dark`, the site's colours;
            `family`, its typeface.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= words | {"pictures": pictures}
    environment.filters["absolute"] = absolute

    def render(name: str, words: dict[str, Any]) -> str:
        return environment.get_template(name).render(words)

    return render


def write_letter(telling: Telling, *, site: Site, sender: Sender, press: Press) -> Letter:
    """Write what is told as a letter, whose HTML is shorter than `MAX_HTML` bytes."""
    # An entry takes under 2.5 kB, so that halving soon ends.
    shown = telling.length
    while True:
        html, text = _print(telling, shown, site, sender, press)
        if len(html.encode()) < MAX_HTML:
            break
        shown //= 2
    return Letter(html, text, _mail(html, text, telling, site, sender))


def _print(
    telling: Telling, shown: int, site: Site, sender: Sender, press: Press
) -> tuple[str, str]:
    """HTML and text, with the first `shown` news told and the others counted."""
    left = telling.length - shown
    more = f"Et {plural(left, 'autre page', 'autres pages')} du mois, sur le site{COLON}"
    words = {
        "letter": telling,
        "title": typeset(telling.title),
        "sections": telling.first(shown),
        "more": more if left else "",
        "site": site,
        "sender": sender,
    }

    def wrap(text: str) -> str:
        """Lines of 72 characters (RFC 5322, section 2.1.1), none of which begins with a sign."""
        return textwrap.fill(typeset(text), 72, break_long_words=False, break_on_hyphens=False)

    text = press(TEXT_MODEL, words | {"wrap": wrap})
    # Nothing may be fetched while a letter is being written.
    inliner = CSSInliner(load_remote_stylesheets=False, apply_width_attributes=True)
    html = typeset_html(inliner.inline(press(HTML_MODEL, words)), marks=False)
    return html, text.strip() + "\n"


def _mail(html: str, text: str, telling: Telling, site: Site, sender: Sender) -> bytes:
    """The letter as mail programs open it: as a draft, with all that is known of its sender."""
    day = telling.newest if telling.draft else telling.published_on
    headers = HeaderRegistry()
    headers.map_to_type("list-unsubscribe", _Links)
    message = EmailMessage(policy=SMTP.clone(header_factory=headers))
    if sender.mail:
        name, _, domain = sender.mail.partition("@")
        message["From"] = Address(typeset(" ".join(site.name.split())), name, domain)
    draft = "[Brouillon] " if telling.draft else ""
    title = f"{telling.title[0].lower()}{telling.title[1:]}"
    message["Subject"] = typeset(f"{draft}{site.name} - {title}")
    message["Date"] = datetime.combine(day, time(), PARIS)
    # Mail programs hide the second mail of an identifier: a draft sent to be reread has none.
    if not telling.draft:
        host = urlsplit(site.url).hostname or "localhost"
        message["Message-ID"] = f"<lettre-{telling.month.code}@{host}>"
    if ways_out := _unsubscribe(sender):
        message["List-Unsubscribe"] = ways_out
    message["X-Unsent"] = "1"  # Outlook and Thunderbird open it as a draft.
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = "fr"
    message.set_boundary(f"=_lettre-{telling.month.code}")
    return message.as_bytes()


def _unsubscribe(sender: Sender) -> str:
    """Where mail programs' own button leads (RFC 2369, section 3.2).

    Never with `List-Unsubscribe-Post` (RFC 8058): a page for people answers no such request, and
    a tool that sends mails adds its own.
    """
    ways = [sender.sign_up] if sender.sign_up else []
    ways += [f"mailto:{sender.mail}?subject=stop"] if sender.mail else []
    return ", ".join(f"<{way}>" for way in ways)
