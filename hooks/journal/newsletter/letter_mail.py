"""The month's letter as a mail, as HTML and as text: a draft to reread, and to send as one likes.

No address list is kept here: whoever sends the letter has one.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
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
from journal.web.hosts import ascii_host, in_ascii

# The models of the letter's two forms.
HTML_MODEL = "letter/letter.html"
TEXT_MODEL = "letter/letter.txt.html"

# A line of a mail's head has no more than 998 signs (RFC 5322, section 2.1.1), and two ways in one.
_LONGEST = 450
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
    message = EmailMessage(policy=SMTP)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = "fr"
    message.set_boundary(f"=_lettre-{telling.month.code}")
    head = _head(telling, site, sender)
    lines = (f"{name}: {value}\r\n" for name, value in head.items() if value)
    return "".join(lines).encode("ascii") + message.as_bytes()


def _head(telling: Telling, site: Site, sender: Sender) -> dict[str, str]:
    """Name of each line to its value, empty for none, folded.

    Written here: Python would decode whatever looks encoded in a name, line breaks and all, and
    lose the quotes around one that it folds.
    """
    day = telling.newest if telling.draft else telling.published_on
    draft = "[Brouillon] " if telling.draft else ""
    title = f"{telling.title[0].lower()}{telling.title[1:]}"
    host = ascii_host(urlsplit(site.url).hostname or "localhost")
    name = _encoded("From", typeset(site.name))
    return {
        "From": f"{name} <{sender.mail}>" if sender.mail else "",
        "Subject": _encoded("Subject", typeset(f"{draft}{site.name} - {title}")),
        "Date": format_datetime(datetime.combine(day, time(), PARIS)),
        # Mail programs hide the second mail of an identifier: a draft sent to be reread has none.
        "Message-ID": "" if telling.draft else f"<lettre-{telling.month.code}@{host}>",
        "List-Unsubscribe": _unsubscribe(sender),
        "X-Unsent": "1",  # Outlook and Thunderbird open it as a draft.
    }


def _encoded(name: str, text: str) -> str:
    """A text as a line of that name holds it (RFC 2047); plain letters stay as they are."""
    is_plain = re.fullmatch(r"(?:[\w.-]{1,60}(?: |$))*", text, re.ASCII)
    return Header(text, None if is_plain else "utf-8", header_name=name).encode(linesep="\r\n")


def _unsubscribe(sender: Sender) -> str:
    """Where mail programs' own button leads (RFC 2369, section 3.2).

    Never with `List-Unsubscribe-Post` (RFC 8058): a page for people answers no such request, and
    a tool that sends mails adds its own.
    """
    ways = [in_ascii(sender.sign_up)] if sender.sign_up else []
    ways += [f"mailto:{sender.mail}?subject=stop"] if sender.mail else []
    return ", ".join(f"<{way}>" for way in ways if len(way) < _LONGEST)
