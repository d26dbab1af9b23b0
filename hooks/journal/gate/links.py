"""Links: they lead somewhere, and say where."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from journal.gate.documents_and_films import ADVICE, is_document
from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.lost_anchors import lost_anchor
from journal.gate.own_pages import relative, resolve
from journal.gate.web_links import (
    A_PATH,
    COPY,
    UNSEEN_SPACE,
    Fault,
    is_outside,
    settled,
    web_fault,
)
from journal.language.french import folded
from journal.markdown.links import Reference, as_read
from journal.problems.problem import Explanation, Problem
from journal.web.allowed_html import SCHEMES
from journal.web.pasted_addresses import (
    SCHEME,
    SHORT_NUMBER,
    SPACES,
    UNSEEN,
    as_target,
    is_mailto,
    mended,
    phone_number,
    without_unseen,
)
from journal.web.trackers import public

EXPLANATIONS = {
    "page-introuvable": Explanation(
        "Le lien mène à une page qui n'existe pas.",
        "Écrire le chemin du fichier depuis cette page, comme `../visites/atao.md`.",
    ),
    "ancre-introuvable": Explanation(
        "La page existe, mais pas le titre visé après `#`.", "Corriger ou retirer cette fin."
    ),
    "lien-sans-adresse": Explanation("Le lien est vide.", "Écrire où il mène, ou le retirer."),
    "lien-sans-texte": Explanation("Le lien n'a pas de texte.", "Dire où il mène."),
    "lien-vague": Explanation("Seul, « ici » ne dit rien.", "Nommer la page où il mène."),
}

_VAGUE = frozenset(
    {
        *("ici", "la", "lien", "ce lien", "le lien", "par ici", "via ce lien", "sur ce lien"),
        *("cliquez ici", "cliquer ici", "cliquez", "cliquez la", "clic", "cliquez sur ce lien"),
        *("voir", "voir ici", "lire", "lire ici", "en savoir plus", "plus d'informations"),
        *("lire la suite", "la suite", "suite", "plus", "link", "here", "click here"),
    }
)
_LONGEST = max(map(len, _VAGUE))
_HOST = re.compile(r"(?:www\.|(?:[\w-]+\.)+(?:fr|org|com|net|eu|info|coop|bzh)(?:/|$))", re.I)


def check(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    """Every link of a page, its text and its target."""
    for link in draft.text.links:
        if link.text is not None:
            yield from _check_text(draft, link, link.text, around)
            yield from _check_once(draft, link, around)
        # Between parentheses, after brackets, it is in a link that is none (`unread_links`).
        elif not draft.text.text.endswith("](", 0, link.offset):
            yield from _check_target(draft, link, _typed_alone(draft, link), around)


def _check_once(draft: Draft, link: Reference, around: Surroundings) -> Iterator[Problem]:
    """The target of a link, unless another page of the same folder has shown that it is sound."""

    # « [^ 1]: La note » (`other_tools`).
    if (link.text or "").startswith("^"):
        return

    def look() -> list[Problem]:
        return list(_check_target(draft, link, as_read(link.target), around))

    # What has no path leads to the page itself.
    if link.target[:1] in ("", "#", "?"):
        yield from look()
    else:
        folder = posixpath.dirname(draft.path)
        yield from around.unless_sound("link", folder, link.target, look=look) or ()


def _check_text(
    draft: Draft, link: Reference, typed: str, around: Surroundings
) -> Iterator[Problem]:
    text = " ".join(typed.strip(" \t\n*_`.…:!?>→«»").split())
    if text and not is_vague(text):
        return
    example = f"comme [Titre de la page]({_shown(draft, link, around)})."
    if not text:
        yield draft.problem(
            link.offset,
            "lien-sans-texte",
            "Ce lien n'a pas de texte : personne ne peut le suivre.",
            f"Écrivez entre les crochets où il mène, {example}",
        )
    else:
        yield draft.problem(
            link.offset,
            "lien-vague",
            f"Lu seul, « {text} » ne dit pas où mène le lien.",
            f"Nommez entre les crochets la page où il mène, {example}",
        )


def is_vague(text: str) -> bool:
    """Whether a link's text says nothing to whoever reads it alone."""
    return len(text) <= _LONGEST and folded(text.replace("’", "'")) in _VAGUE


def _shown(draft: Draft, link: Reference, around: Surroundings) -> str:
    """The target in an example to follow, as it is to be once nothing in it is refused."""
    target = as_read(link.target)
    scheme, colon, _ = target.partition(":")
    meant = settled(target, draft.path, around) if not colon or scheme in SCHEMES else ""
    return as_target(meant) or "…"


def _check_target(
    draft: Draft, link: Reference, target: str, around: Surroundings
) -> Iterator[Problem]:
    bare = without_unseen(target)
    if bare.strip() in ("", "#"):
        yield draft.problem(
            link.offset,
            "lien-sans-adresse",
            "Ce lien ne mène nulle part.",
            "Écrivez son adresse entre les parenthèses, ou retirez le lien.",
        )
        return
    scheme = _scheme_of(target)
    if is_document(target) and (len(scheme) == 1 or scheme == "file"):
        yield draft.problem(link.offset, "document-refuse", _ON_A_COMPUTER, ADVICE)
    elif scheme not in {"", *SCHEMES} or target.startswith("//"):
        yield draft.problem(link.offset, "adresse-refusee", *_refusal(target, scheme))
    elif link.text is None and (head := _before_unseen(draft, link)):
        yield _said(draft, link, Fault(*_TOUCHED, f"<{settled(head, draft.path, around)}>"))
    elif titled := _BEFORE_A_TITLE.match(target):
        hint = f"Écrivez : {titled['address']} {target[titled.end() :]}"
        yield draft.problem(link.offset, *_TOUCHED, hint)
    elif bare != target and not is_outside(bare):
        found = list(_check_inside(draft, link, bare, around))
        yield from found or [_said(draft, link, Fault(*_TOUCHED, bare))]
    elif is_outside(target):
        fault = web_fault(target, draft.path, around)
        # What begins with « www. » alone is an address to GitHub, without « https:// ».
        if fault and not (fault.code == "lien-non-chiffre" and _is_bare(draft, link)):
            yield _said(draft, link, fault)
    else:
        yield from _check_inside(draft, link, target, around)


_BEFORE_A_TITLE = re.compile(rf"(?P<address>[^{SPACES}\"]+)[{SPACES}]+(?=[\"'(])")
_SENTENCE = re.compile(r"[^\w\s/?#&=;%]+")
_ON_A_COMPUTER = "Ce lien mène à un fichier de votre ordinateur, que personne d'autre n'ouvrira."
_TOUCHED = ("adresse-mal-ecrite", UNSEEN_SPACE)


def _said(draft: Draft, link: Reference, fault: Fault) -> Problem:
    """A fault at the place of its link, with what to write there."""
    meant = as_target(fault.meant) if link.text is not None else fault.meant
    # Alone, a path would be read instead of leading anywhere.
    if link.text is None and "|" in meant:
        meant = ""  # A mark of another tool (`unread_links`).
    elif meant and link.text is None and not re.match("<|[a-z]+:", meant):
        meant = f"[Titre de la page]({meant})"
    elif meant and link.text is None:
        # What a sentence puts after it stays there.
        after = _typed_alone(draft, link).removeprefix(meant)
        meant = f"<{meant}>{after}" if _SENTENCE.fullmatch(after) else meant
    hint = f"Écrivez : {meant}" if meant else fault.hint
    return draft.problem(link.offset, fault.code, fault.message, hint, severity=fault.severity)


def _typed_alone(draft: Draft, link: Reference) -> str:
    """An address alone, as it is typed: GitHub gives other signs than those of ASCII as codes."""
    typed = unquote(link.target) if "%" in link.target else link.target
    return typed if draft.text.text.startswith(typed, link.offset) else link.target


def _before_unseen(draft: Draft, link: Reference) -> str:
    """What an address alone was to be, before the no-break space that GitHub takes into it."""
    run = UNSEEN.search(link.target) if "%" in link.target else None
    if not run:
        return ""
    head = link.target[: run.start()]
    typed = unquote(head.removeprefix("http://") if _is_bare(draft, link) else head)
    after = draft.text.text[link.offset + len(typed) :][:1]
    return head if draft.text.text.startswith(typed, link.offset) and UNSEEN.match(after) else ""


def _is_bare(draft: Draft, link: Reference) -> bool:
    return link.text is None and draft.text.text.startswith("www.", link.offset)


def _scheme_of(target: str) -> str:
    """What stands before the colon of an address that nothing mends; empty for a path."""
    if ":" not in target:
        return ""
    scheme = SCHEME.match(target)
    return scheme["name"].lower() if scheme and mended(target) == target else ""


def _refusal(target: str, scheme: str) -> tuple[str, str]:
    if not scheme:
        return (
            "Une adresse qui commence par « // » n'est pas complète.",
            f"Écrivez : {whole}" if (whole := public(f"https:{target}")) else COPY,
        )
    if scheme == "file" or len(scheme) == 1:
        return (
            _ON_A_COMPUTER,
            f"Une image se dépose dans docs/images/. {A_PATH}",
        )
    # « lien:https://… », « view-source:https://… ».
    within = public(target.partition(":")[2]) if scheme not in _NO_PAGES else ""
    return (
        f"Une adresse qui commence par « {scheme}: » n'est pas admise.",
        f"Écrivez : {within}"
        if within
        else "Écrivez une adresse qui commence par https://, ou par mailto: pour un courriel.",
    )


# What programs name so is in one machine's memory.
_NO_PAGES = frozenset({"blob", "data", "javascript", "filesystem"})


def _check_inside(
    draft: Draft, link: Reference, address: str, around: Surroundings
) -> Iterator[Problem]:
    parts = urlsplit(address)
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    target = resolve(path, draft.path) if path else draft.path
    if is_document(path):
        yield draft.problem(
            link.offset, "document-refuse", f"« {path} » n'est pas une page du carnet.", ADVICE
        )
    elif not around.has(target):
        yield draft.problem(
            link.offset,
            "page-introuvable",
            f"« {path} » ne mène à aucune page.",
            _nearest_page(path, target, draft.path, around),
        )
    elif anchor and around.lacks(target, anchor):
        yield lost_anchor(draft, link.offset, (path, target, anchor), around)


def _nearest_page(path: str, target: str, origin: str, around: Surroundings) -> str:
    """The correction that is likeliest: an address, the file itself, or the nearest name."""
    if is_mailto(mail := mended(f"mailto:{path}")):
        return f"Écrivez : {mail}"
    if len(path) > SHORT_NUMBER and (number := phone_number(path)):
        return f"Écrivez : tel:{number}"
    if _HOST.match(path) and (whole := public(f"https://{path}")):
        return f"Écrivez : {whole}"
    if within := public(path.partition("=")[2]):
        return f"Écrivez : {within}"
    if "\\" in path:
        path = path.replace("\\", "/")
        target = resolve(path, origin)
    wanted = target.rstrip("?").strip("/").removesuffix(".html").removesuffix("/index")
    # From the root of docs/, or of the repository: « docs/visites/atao.md ».
    root = posixpath.normpath(path).lstrip("./").removeprefix("docs/").removesuffix(".md")
    for page in (f"{wanted}.md", f"{wanted}/index.md", wanted, f"{root}.md", f"{root}/index.md"):
        if around.has(page):
            return f"Écrivez : {relative(page, origin)}"
    folder, _, name = wanted.removesuffix(".md").rpartition("/")
    if near := around.hints.guesses.nearest(name, around.hints.names, among="pages", cutoff=0.7):
        pages = around.hints.names[near[0]]
        page = next((p for p in pages if posixpath.dirname(p) == folder), pages[0])
        return f"Vouliez-vous dire : {relative(page, origin)} ?"
    return A_PATH
