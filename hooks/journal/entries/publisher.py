"""Who publishes the site, and what the site says of itself: mkdocs.yml, its `extra` above all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from journal.entries.entry import Entry
from journal.entries.organisations import Organisation
from journal.headers.value_types import months_of
from journal.language.french import COLON
from journal.language.rare_characters import NEVER_SEEN, in_one_line
from journal.web.allowed_html import UNPRINTABLE
from journal.web.hosts import in_ascii
from journal.web.pasted_addresses import is_mail, is_mailto, mended

# What the law asks a publisher to state (loi n° 2004-575 du 21 juin 2004, article 1-1) and what
# readers need to reach them: key of `extra.editeur` -> name of the line in the legal notice.
PUBLISHER = {
    "nom": "Éditeur",
    "adresse": "Adresse",
    "courriel": "Courriel",
    "telephone": "Téléphone",
    "responsable": "Responsable de la publication",
    "hebergeur": "Hébergeur",
}
# The form by which a mistake is reported, and its field `page`, which an address fills in.
CORRECTION_FORM = "signaler-une-erreur.yml"
# After how many months the facts of a page are to be checked, when mkdocs.yml says nothing else.
REVIEW_MONTHS = 12
# What whoever writes to the publisher is told of their message (RGPD, article 13).
MESSAGES = {
    "fondement": "Fondement légal du traitement des messages",
    "conservation": "Durée de conservation des messages",
}
LICENCE = {"nom": "Licence des textes", "url": "Adresse de la licence"}
# The keys of `extra` that hold others, and those that hold a text.
SECTIONS = ("editeur", "messages", "licence", "agenda_ailleurs")
TEXTS = ("inscription_courriel", "relire_apres", "autorite")
# RFC 5321, section 4.5.3.1.
_LONGEST_MAIL = 254
# What is shown to nobody, and harms some program.
_UNSHOWN = re.compile(f"[\x7f-\x9f\ufdd0-\ufdef\U000e0000-\U000e007f{NEVER_SEEN}]")


@dataclass(frozen=True, slots=True)
class Site:
    """What the site says of itself.

    Attributes:
        url: the site's address, ending with a slash.
        name: its name, as plain text.
        description: one sentence, as plain text.
        authority: fixed authority of permanent identifiers (RFC 4151).
        licence: the licence of the texts, as people read it.
        terms: the same for machines, its name and its address; empty while nobody chose one.
        mail: the publisher's address, or an empty text.
        repository: address of the repository, or an empty text.
        review_months: after how many the facts of a page are to be checked again.
    """

    url: str
    name: str
    description: str
    authority: str
    licence: str
    mail: str = ""
    repository: str = ""
    review_months: int = REVIEW_MONTHS
    terms: str = ""

    @classmethod
    def of(
        cls,
        *,
        url: str,
        name: str,
        description: str,
        extra: Mapping[str, Any],
        repository: str | None = "",
    ) -> Site:
        """Read licence, authority and publisher from the `extra` keys of `mkdocs.yml`."""
        mail, extra = mail_of(extra), settings_of(extra)
        licence = extra["licence"]
        terms = ", ".join(licence[key] for key in ("nom", "url") if licence.get(key))
        return cls(
            url,
            plain(name),
            plain(description),
            extra["autorite"],
            f"Textes{COLON}{terms or 'licence à préciser par l’éditeur'}",
            mail,
            repository or "",
            review_months(extra),
            terms=terms,
        )


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the month's letter.

    Attributes:
        name: the publisher's, or the site's.
        mail: the publisher's address; empty when none was given from which a mail can leave.
        sign_up: address of the publisher's page where one signs up and unsubscribes; empty when
            there is none. A mail by which one signs up is no way out.
    """

    name: str
    mail: str = ""
    sign_up: str = ""

    @classmethod
    def of(cls, *, extra: Mapping[str, Any], site_name: str) -> Sender:
        """Read the `extra` keys of `mkdocs.yml`."""
        mail, extra = mail_of(extra), settings_of(extra)
        name = extra["editeur"].get("nom") or plain(site_name)
        sign_up = extra["inscription_courriel"]
        return cls(name, mail, sign_up if is_page(sign_up) else "")


def settings_of(extra: Mapping[str, Any]) -> dict[str, Any]:
    """What `extra` says of the publisher, as whoever reads it expects it, whatever was typed: texts
    of one line that all programs can hold; addresses that can be followed, or nothing.
    """
    found: dict[str, Any] = {key: _text(extra.get(key)) for key in TEXTS}
    for section in SECTIONS:
        held = extra.get(section)
        held = held if isinstance(held, Mapping) else {}
        found[section] = {str(key): _text(value) for key, value in held.items()}
        if not _leads_somewhere(found[section].get("url", "")):
            found[section].pop("url", None)
    if not _leads_somewhere(found["inscription_courriel"]):
        found["inscription_courriel"] = ""
    return found


def _leads_somewhere(address: str) -> bool:
    return is_page(address) or (address.startswith("mailto:") and is_mailto(address))


def _text(value: object) -> str:
    """A value as text; a list or a mapping is none."""
    return "" if value is None or isinstance(value, list | Mapping) else plain(str(value))


def plain(text: str) -> str:
    """A text as a head of a mail, a calendar and a list of feeds can hold it."""
    return _UNSHOWN.sub("", UNPRINTABLE.sub("", in_one_line(text))).strip()


def menu_of(nav: Any) -> Any:
    """The navigation of mkdocs.yml, whose titles are such lines too."""
    if isinstance(nav, list):
        return [menu_of(item) for item in nav]
    if isinstance(nav, dict):
        return {plain(str(title)): menu_of(held) for title, held in nav.items()}
    return nav


def legal_notice(extra: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The lines of the legal notice: (name, value), the value empty where nobody filled it in."""
    publisher = settings_of(extra)["editeur"]
    return [(label, publisher.get(key, "")) for key, label in PUBLISHER.items()]


def mail_of(extra: Mapping[str, Any]) -> str:
    """The publisher's mail, bare, whatever stands around it; empty when there is none to read."""
    held = extra.get("editeur")
    typed = str((held if isinstance(held, Mapping) else {}).get("courriel") or "")
    return bare_mail(typed) or ""


def review_months(extra: Mapping[str, Any]) -> int:
    """After how many months the facts of a page are to be checked again."""
    return months_of(str(extra.get("relire_apres") or "").strip()) or REVIEW_MONTHS


def is_page(address: str) -> bool:
    """Whether an address is that of a page, whole and as browsers take it."""
    if mended(address) != address or not re.fullmatch(r"https?://\S+", address):
        return False
    try:
        return bool(in_ascii(address))
    except ValueError:
        return False


def bare_mail(typed: str) -> str | None:
    """« Asso <contact@example.org> » is contact@example.org; None when no mail can be read."""
    mail = mended(f"mailto:{typed}").removeprefix("mailto:").partition("?")[0]
    return mail if len(mail) <= _LONGEST_MAIL and mail.isascii() and is_mail(mail) else None


def site_url_fault(site_url: str | None) -> str | None:
    """Why an address that a command was given cannot be the site's, in French; None when it can.

    Args:
        site_url: the environment's `SITE_URL`; None when nobody gave one.
    """
    if site_url is None:
        return None
    example = "écrivez-la en entier, comme SITE_URL=https://visites.example.org/"
    if not site_url.strip():
        return f"SITE_URL est vide : {example}"
    if _is_site(site_url):
        return None
    typed = site_url.strip(" \"'<>")
    whole = mended(typed if ":" in typed else f"https://{typed.lstrip('/')}")
    meant = re.split("[?#]", whole)[0].removesuffix("index.html")
    meant = _CODED.sub(lambda sign: quote(sign[0]), meant)
    meant = _WITHOUT.sub(lambda found: found["scheme"].lower() + found["host"].lower(), meant)
    if not _is_site(meant) or re.match("/(?!/)", typed):
        return f"« {site_url} » n'est pas l'adresse d'un site : {example}"
    if "://" not in typed:
        lacking = f"{meant.partition('://')[0]}://"
        return f"Il manque {lacking} au début de SITE_URL : écrivez SITE_URL={meant}"
    if "@" in typed:
        return f"SITE_URL contient un mot de passe, qui serait publié : écrivez SITE_URL={meant}"
    return f"« {site_url} » n'est pas l'adresse d'un site : écrivez SITE_URL={meant}"


_SITE = re.compile(
    r"https?://(?:[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*|\[[0-9a-f:]+\])(?::\d{1,5})?"
    r"(?:/(?!(?:.*/)?\.\.?(?:/|$))[\w.~%+@/-]*)?"
)
# In a path, what some program that is told it (a server, a calendar, a policy) reads otherwise.
_CODED = re.compile(r"[^\w.~%+@:/\[\]-]")
# A name and a password, which every page would show; what follows is of one page.
_WITHOUT = re.compile(r"^(?P<scheme>https?://)(?:[^/@]*@)?(?P<host>[^/#]*)", re.IGNORECASE)


def _is_site(address: str) -> bool:
    """Whether an address is that of a site: a host, and where it stands there."""
    return bool(_SITE.fullmatch(address)) and is_page(address) and not address.endswith(".html")


# How the ready mail of a correction begins.
CONCERNED = "Page concernée :"


def correction_link(about: Entry | Organisation, site: Site) -> str | None:
    """Where a reader reports a mistake in a page: a mail ready to write, a form, or None."""
    subject = f"Correction : {about.title if isinstance(about, Entry) else about.name}"
    page = f"{site.url}{about.address}"
    body = f"{CONCERNED} {page}\r\n\r\n"
    if site.mail:
        # RFC 6068, section 2: spaces as %20, line breaks as %0D%0A.
        return f"mailto:{site.mail}?subject={quote(subject)}&body={quote(body)}"
    if site.repository:
        words = urlencode({"template": CORRECTION_FORM, "title": subject, "page": page})
        return f"{site.repository.rstrip('/')}/issues/new?{words}"
    return None
