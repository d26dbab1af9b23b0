"""Links: they lead somewhere, and say where."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from journal.french import without_accents
from journal.gate.draft import Draft, Surroundings
from journal.markdown.links import Reference
from journal.problems.problem import Problem, Severity

ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_VAGUE = frozenset(
    {
        *("ici", "la", "lien", "ce lien", "le lien", "par ici", "via ce lien", "sur ce lien"),
        *("cliquez ici", "cliquer ici", "cliquez", "cliquez la", "clic", "cliquez sur ce lien"),
        *("voir", "voir ici", "lire", "lire ici", "en savoir plus", "plus d'informations"),
        *("lire la suite", "la suite", "suite", "plus", "link", "here", "click here"),
    }
)
_LONGEST = max(map(len, _VAGUE))
_A_PATH = "Écrivez le chemin de la page visée depuis celle-ci, comme ../visites/atao.md."
_MAIL = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[a-zA-Z]{2,}")
_HOST = re.compile(r"(?:www\.|(?:[\w-]+\.)+(?:fr|org|com|net|eu|info|coop|bzh)(?:/|$))", re.I)


def check_links(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    """Every link of a page, its text and its target."""
    for link in draft.text.links:
        if link.text is not None:
            yield from _check_text(draft, link, link.text)
        if link.target is not None:
            yield from _check_target(draft, link, link.target, around)


def _check_text(draft: Draft, link: Reference, typed: str) -> Iterator[Problem]:
    text = " ".join(typed.strip(" \t\n*_`.…:!?>→«»").split())
    if not text:
        yield draft.problem(
            link.offset,
            "lien-sans-texte",
            "Ce lien n'a pas de texte : personne ne peut le suivre.",
            f"Écrivez entre les crochets où il mène, comme [Titre de la page]({_shown(link)}).",
        )
    elif len(text) <= _LONGEST and _folded(text) in _VAGUE:
        yield draft.problem(
            link.offset,
            "lien-vague",
            f"« {text} » ne dit pas où mène ce lien à qui l'entend hors de sa phrase.",
            "Nommez entre les crochets la page où il mène, "
            f"comme [Titre de la page]({_shown(link)}).",
        )


def _shown(link: Reference) -> str:
    """The target in an example to follow; not one that is refused besides."""
    scheme, colon, _ = (link.target or "").partition(":")
    return link.target if link.target and (not colon or scheme in ALLOWED_SCHEMES) else "…"


def _folded(text: str) -> str:
    return without_accents(text).casefold().replace("’", "'")


def _check_target(
    draft: Draft, link: Reference, target: str, around: Surroundings
) -> Iterator[Problem]:
    if not target:
        yield draft.problem(
            link.offset,
            "lien-sans-adresse",
            "Ce lien ne mène nulle part.",
            "Écrivez son adresse entre les parenthèses, ou retirez le lien.",
        )
        return
    try:
        parts = urlsplit(target)
        known = _known_host(parts)
    except ValueError:
        known = False
    if not known:
        yield draft.problem(
            link.offset,
            "adresse-refusee",
            f"« {target} » n'est pas une adresse complète.",
            "Copiez-la de nouveau depuis la barre d'adresse du navigateur.",
        )
    elif parts.scheme or target.startswith("//"):
        yield from _check_outside(draft, link, target, parts, around)
    else:
        yield from _check_inside(draft, link, unquote(parts.path), unquote(parts.fragment), around)


def _known_host(parts: SplitResult) -> bool:
    """Whether an address of the web names a host; ValueError when its port is no number."""
    if parts.scheme not in ("http", "https"):
        return parts.scheme not in ("mailto", "tel") or bool(parts.path)
    return bool(parts.hostname) and parts.port != 0 and not re.search(r"\s", parts.geturl())


def _check_outside(
    draft: Draft, link: Reference, target: str, parts: SplitResult, around: Surroundings
) -> Iterator[Problem]:
    inside = _path_on_our_site(parts, around)
    if parts.scheme not in ALLOWED_SCHEMES:
        yield draft.problem(link.offset, "adresse-refusee", *_refusal(target, parts.scheme))
    elif inside is not None:
        pages = (f"{inside}.md", f"{inside}/index.md".lstrip("/"), inside)
        page = next(filter(around.has, pages), None)
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        yield draft.problem(
            link.offset,
            "lien-vers-notre-site",
            "Ce lien vers notre site cessera de marcher si le site change d'adresse.",
            f"Écrivez : {_relative(page, draft.path)}{anchor}" if page else _A_PATH,
        )
    # What begins with « www. » alone is an address to GitHub, without « https:// ».
    elif parts.scheme == "http" and (link.text is not None or not _bare_www(draft, link)):
        yield draft.problem(
            link.offset,
            "lien-non-chiffre",
            "Cette adresse commence par http:// : elle n'est pas chiffrée.",
            f"Essayez plutôt : https{target[4:]}",
            severity=Severity.WARNING,
        )


def _bare_www(draft: Draft, link: Reference) -> bool:
    return draft.text.text.startswith("www.", link.offset)


def _refusal(target: str, scheme: str) -> tuple[str, str]:
    if not scheme:
        return (
            "Une adresse qui commence par « // » n'est pas complète.",
            f"Écrivez : https:{target}",
        )
    if scheme == "file" or len(scheme) == 1:
        return (
            "Ce lien mène à un fichier de votre ordinateur, que personne d'autre ne peut ouvrir.",
            f"Déposez le fichier dans docs/. {_A_PATH}",
        )
    return (
        f"Une adresse qui commence par « {scheme}: » n'est pas admise.",
        "Écrivez une adresse qui commence par https://, ou par mailto: pour un courriel.",
    )


def _path_on_our_site(parts: SplitResult, around: Surroundings) -> str | None:
    """The path of a link from our site's root, without slashes around; None for another site."""
    if not around.site_url or parts.scheme not in ("http", "https"):
        return None
    ours = urlsplit(around.site_url)
    root = ours.path.rstrip("/") + "/"
    if parts.netloc.lower() != ours.netloc.lower() or not f"{parts.path}/".startswith(root):
        return None
    return unquote(f"{parts.path}/".removeprefix(root)).removesuffix("index.html/").strip("/")


def _check_inside(
    draft: Draft, link: Reference, path: str, anchor: str, around: Surroundings
) -> Iterator[Problem]:
    target = _resolve(path, draft.path) if path else draft.path
    if not around.has(target):
        yield draft.problem(
            link.offset,
            "page-introuvable",
            f"« {path} » ne mène à aucune page.",
            _nearest_page(path, target, draft.path, around),
        )
    elif anchor and target in around.drafts and anchor not in around.drafts[target].text.anchors:
        anchors = sorted(around.drafts[target].text.anchors)
        near = around.guesses.nearest(anchor, anchors, among=f"#{target}", cutoff=0.5)
        yield draft.problem(
            link.offset,
            "ancre-introuvable",
            f"Aucun titre de « {target} » n'a l'adresse « #{anchor} ».",
            f"Écrivez : {path}#{near[0]}" if near else "Retirez ce qui suit le « # ».",
        )


def _resolve(path: str, origin: str) -> str:
    """A link's path, from docs/: `../glossaire.md` in `visites/atao.md` is `glossaire.md`."""
    if path.startswith("/"):
        return path.lstrip("/") + "?"  # From the root of a host: never a file, whatever its name.
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), path))


def _relative(path: str, origin: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(origin) or ".")


def _nearest_page(path: str, target: str, origin: str, around: Surroundings) -> str:
    """The correction that is likeliest: an address, the file itself, or the nearest name."""
    if _MAIL.fullmatch(path):
        return f"Écrivez : mailto:{path}"
    if _HOST.match(path):
        return f"Écrivez : https://{path}"
    wanted = target.rstrip("?").strip("/").removesuffix(".html").removesuffix("/index")
    for page in (f"{wanted}.md", f"{wanted}/index.md", wanted):
        if around.has(page):
            return f"Écrivez : {_relative(page, origin)}"
    folder, _, name = wanted.removesuffix(".md").rpartition("/")
    if near := around.guesses.nearest(name, around.names, among="pages", cutoff=0.7):
        pages = around.names[near[0]]
        page = next((p for p in pages if posixpath.dirname(p) == folder), pages[0])
        return f"Vouliez-vous dire : {_relative(page, origin)} ?"
    return _A_PATH
