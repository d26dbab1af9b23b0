"""Addresses of the web, of people and of telephones: whole, public, and without what others add."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from journal.entries.addresses import address_of
from journal.gate.link_targets import Surroundings
from journal.gate.own_pages import own_page, own_source, path_on_our_site, resolve
from journal.gate.passing_links import passing
from journal.problems.problem import Explanation, Severity
from journal.web.allowed_html import SCHEMES, WEB_SCHEMES
from journal.web.hosts import host_as_read, is_private
from journal.web.pasted_addresses import (
    SCHEME,
    UNSEEN,
    as_target,
    is_mailto,
    mended,
    phone_number,
    without_unseen,
)
from journal.web.shorteners import is_shortened
from journal.web.trackers import unwrapped

EXPLANATIONS = {
    "lien-bavard": Explanation(
        "L'adresse a été transformée par une messagerie : elle contient un courriel, ou mène à un "
        "compte.",
        "Écrire l'adresse que le message propose.",
    ),
    "lien-pistant": Explanation(
        "L'adresse contient de quoi suivre les personnes qui la prennent (simple avertissement).",
        "Écrire l'adresse que le message propose.",
    ),
    "lien-vers-notre-site": Explanation(
        "Un lien complet vers ce site se casse s'il déménage.", "Écrire le chemin du fichier."
    ),
    "lien-non-chiffre": Explanation(
        "L'adresse commence par `http://` (simple avertissement).",
        "Essayer avec `https://` ; si le site ne répond pas, garder `http://`.",
    ),
    "adresse-mal-ecrite": Explanation(
        "Une adresse du texte est mal écrite, ou une espace que l'on ne voit pas la touche : elle "
        "ne mènerait nulle part.",
        "Écrire l'adresse que le message propose.",
    ),
    "adresse-refusee": Explanation(
        "L'adresse n'est ni une page du web, ni un courriel, ni un téléphone.",
        "La commencer par `https://`, ou par `mailto:` pour un courriel.",
    ),
}


class Fault(NamedTuple):
    """What is wrong with an address.

    Attributes:
        meant: the address to write instead; empty when it is not known.
        hint: what to do when it is not known.
    """

    code: str
    message: str
    meant: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR


def is_outside(target: str) -> bool:
    """Whether a target names more than a path of this site."""
    return target.startswith("//") or bool(SCHEME.match(target)) or mended(target) != target


def web_fault(target: str, origin: str, around: Surroundings) -> Fault | None:
    """What is wrong with an address that leads out of the page's site, or seems to; the worst only.

    What it says was meant is never refused in its turn.

    Args:
        target: as typed.
        origin: path of the page under docs/.
        around: what the page may refer to.
    """
    fault = around.unless_sound(
        *("address", posixpath.dirname(origin), target),
        look=lambda: _first_fault(target, origin, around),
    )
    return fault and fault._replace(meant=settled(fault.meant, origin, around))


def settled(meant: str, origin: str, around: Surroundings) -> str:
    """The address that a proposal comes to, once each fault of it is mended; empty without one."""
    for _ in range(_ROUNDS):
        if not meant or not is_outside(meant):
            return meant
        fault = _first_fault(meant, origin, around)
        if fault is None or (fault.severity is Severity.WARNING and not fault.meant):
            return meant
        meant = fault.meant
    return ""


def _first_fault(target: str, origin: str, around: Surroundings) -> Fault | None:
    """As `web_fault`, with a proposal that may have faults of its own."""
    meant = mended(target)
    if _is_other(meant, target):
        bare = without_unseen(target.strip(" \t\n"))
        if bare != target.strip(" \t\n"):
            return Fault("adresse-mal-ecrite", UNSEEN_SPACE, bare, _RETYPE)
        message = f"« {target} » n'est pas une adresse complète."
        return Fault("adresse-refusee", message, meant if _complete(meant) else "", COPY)
    parts = _split(target)
    if not _complete(target) or parts is None:
        return _incomplete(target)
    return _of_page(target, parts, origin, around) if parts.scheme in WEB_SCHEMES else None


def _of_page(target: str, parts: SplitResult, origin: str, around: Surroundings) -> Fault | None:
    """What is wrong with the whole address of a page of the web."""
    if parts.username is not None:
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        return Fault("adresse-refusee", _WITH_SECRET, bare, COPY)
    if path_on_our_site(parts, around) is not None:
        page = own_page(parts, origin, around)
        if page or not is_private(parts.hostname or ""):
            message = "Ce lien vers notre site cessera de marcher si le site change d'adresse."
            return Fault("lien-vers-notre-site", message, page or "", A_PATH)
        return Fault("adresse-refusee", *PRIVATE)
    if source := own_source(parts, origin, around):
        message = "Cette adresse mène chez GitHub, au texte de la page, et non à la page d'ici."
        return Fault("lien-vers-notre-site", message, source, severity=Severity.WARNING)
    if is_shortened(parts):
        return _SHORTENED
    found = unwrapped(target)
    if found and found.is_leak:
        return _wrapped(found.clean, is_leak=True)
    clean = found.clean if found else target
    if said := passing(clean, was_mended=found is not None):
        code, message, hint = said
        return Fault(code, message, hint=hint, severity=Severity.WARNING)
    if found:
        return _wrapped(clean, is_leak=False)
    if parts.scheme == "http":
        return Fault(
            "lien-non-chiffre",
            "Cette adresse commence par http:// : elle n'est pas chiffrée.",
            hint=f"Essayez plutôt : https{as_target(target)[4:]}",
            severity=Severity.WARNING,
        )
    return None


# A proposal seldom needs to be mended more than twice.
_ROUNDS = 6
A_PATH = "Écrivez le chemin de la page visée depuis celle-ci, comme ../visites/atao.md."
_WITH_SECRET = "Cette adresse contient un nom ou un mot de passe, qui serait publié."
_SHORTENED = Fault(
    "lien-pistant",
    "Cette adresse raccourcie ne dit pas où elle mène, et compte les personnes qui la prennent.",
    hint="Ouvrez-la, puis copiez l'adresse qu'affiche alors le navigateur.",
    severity=Severity.WARNING,
)
COPY = "Copiez-la de nouveau depuis la barre d'adresse du navigateur."
UNSEEN_SPACE = (
    "Une espace que l'on ne voit pas touche cette adresse, et en ferait partie : le lien ne "
    "marcherait pas."
)
_RETYPE = "Effacez l'adresse, et tapez-la au lieu de la coller."
PRIVATE = (
    "Hors d'un ordinateur ou d'un réseau privé, cette adresse ne mène nulle part.",
    "",
    "Écrivez l'adresse publique de la page, qui commence par https://, ou retirez le lien.",
)


def _is_other(meant: str, target: str) -> bool:
    """Whether a mended address is another one: spaces in a number or a subject are no mistake."""
    if target[:4].lower() == "tel:" and phone_number(target[4:]):
        return False
    return meant.replace("%20", " ") != target.replace("%20", " ") and not (
        meant.lower() == target.lower() and urlsplit(target).scheme in SCHEMES
    )


def public_address(meant: str, origin: str, around: Surroundings) -> str:
    """The published address of a page that a path leads to; empty when it cannot be told."""
    site = around.site_url
    if not meant or is_outside(meant):
        return meant
    if not site or is_private(urlsplit(site).hostname or ""):
        return ""
    path, _, anchor = meant.partition("#")
    return (
        site
        + address_of(resolve(path, origin)).removeprefix("/")
        + (f"#{anchor}" if anchor else "")
    )


def _split(target: str) -> SplitResult | None:
    try:
        return urlsplit(target)
    except ValueError:
        return None


def _complete(target: str) -> bool:
    """Whether an address names a host, a person or a number."""
    parts = _split(target)
    if parts is None:
        return False
    if parts.scheme == "mailto":
        return is_mailto(target) or target.lower().startswith("mailto:?")
    if parts.scheme == "tel":
        return phone_number(target[4:]) is not None
    try:
        host = host_as_read(parts.hostname or "")
        is_host = bool(host) and ".." not in host and "%20" not in parts.netloc
        return is_host and parts.port != 0 and not re.search(r"[\s\"<>]", target)
    except ValueError:
        return False


def _incomplete(target: str) -> Fault:
    if target[:7].lower() == "mailto:":
        message = f"« {target} » ne contient pas de courriel que l'on puisse lire."
        return Fault(
            "adresse-refusee", message, hint="Écrivez-le en entier, comme mailto:nom@example.org."
        )
    if target[:4].lower() == "tel:":
        message = f"« {target} » n'est pas un numéro de téléphone."
        return Fault(
            "adresse-refusee", message, hint="Écrivez-le en chiffres, comme tel:+33240000000."
        )
    if UNSEEN.search(target):
        return Fault("adresse-mal-ecrite", UNSEEN_SPACE, hint=_RETYPE)
    whole = target.replace(" ", "%20")
    meant = whole if whole != target and _complete(whole) else ""
    return Fault("adresse-refusee", f"« {target} » n'est pas une adresse complète.", meant, COPY)


def _wrapped(clean: str, *, is_leak: bool) -> Fault:
    if not is_leak:
        return Fault(
            "lien-pistant",
            "Cette adresse contient de quoi suivre les personnes qui la prennent.",
            clean,
            severity=Severity.WARNING,
        )
    return Fault(
        "lien-bavard",
        "Cette adresse contient un courriel, ou mène au compte de quelqu'un : une messagerie l'a "
        "sans doute transformée.",
        clean,
        "Ouvrez-la, puis copiez l'adresse qu'affiche alors le navigateur ; si elle ne s'ouvre que "
        "pour vous, retirez le lien.",
    )
