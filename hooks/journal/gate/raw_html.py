"""Raw HTML, and attributes in braces: only what means something, and closed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.markdown.blocks import crossed
from journal.markdown.elements import Tag
from journal.problems.problem import MANY, Explanation, Problem
from journal.web.allowed_html import (
    ELEMENTS,
    SCHEMES,
    TYPED_ATTRIBUTES,
    TYPED_TAGS,
    VOID,
)
from journal.web.pasted_addresses import as_target, is_mail, mended
from journal.web.trackers import public

EXPLANATIONS = {
    "html-refuse": Explanation(
        "Le texte contient une balise (`<…>`) ou un réglage qui n'est pas admis.",
        "L'écrire comme le message le propose, ou la montrer entre accents graves.",
    ),
    "balise-non-fermee": Explanation(
        "Une balise est ouverte et jamais fermée, ou l'inverse.", "Mettre les deux, ou aucune."
    ),
}


# Names of tags, and what to write instead.
_MENDS = {
    "b strong": "Écrivez, entre deux paires d'astérisques : **texte important**.",
    "i em": "Écrivez, entre deux astérisques : *texte*.",
    "a": "Écrivez : [texte du lien](adresse).",
    "img picture": "Écrivez : ![Ce que montre l'image](../images/atelier.jpg).",
    "h1 h2 h3 h4 h5 h6": "Écrivez, sur une ligne à part : ## Titre.",
    "ul ol li": "Écrivez une ligne par élément, qui commence par un tiret.",
    "u": "Écrivez, pour ce que l'on ajoute : <ins>texte</ins> ; sinon : **texte important**.",
    "dl dt dd": "Écrivez, une ligne par mot : - **mot** : sa définition.",
    "figure figcaption": "Écrivez l'image, puis, dessous, sa légende en italique : *légende*.",
    "aside": 'Écrivez un encadré : !!! note "Titre".',
    "p div span center font section article": "Retirez-la, et laissez une ligne vide entre les "
    "paragraphes.",
    "hr": "Écrivez, entre deux lignes vides : ***.",
    "iframe video audio embed object": "Mettez à la place un lien vers la page qui la montre.",
    "table tr td th tbody thead": "Écrivez : | case | case |, une ligne par rang.",
    "blockquote": "Commencez plutôt chaque ligne par « > ».",
    "details summary": 'Écrivez un encadré : !!! note "Titre".',
    "ref": "Écrivez [^1] à sa place et, plus bas, au début d'une ligne : [^1]: la source.",
    "pre code": "Écrivez, entre accents graves : `code`.",
    "s strike": "Écrivez, entre deux paires de tildes : ~~mots barrés~~.",
    "big": "Retirez-la : le site choisit lui-même la taille des lettres.",
    "form input button select textarea label": "Mettez à la place un lien vers la page où l'on "
    "répond.",
}

# How names of tags begin that word processors write.
_OFFICE = frozenset({"o", "v", "w", "m", "st1", "xml"})
_ATTRIBUTE = re.compile(r"([^\s=/\"']+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
# « <image001.png> », where a mail had a picture.
_PLACE = re.compile(r"[\w-]{1,60}\.(?:png|jpe?g|gif|webp|heic)", re.IGNORECASE)
_GIVEN = re.compile(r"(?P<name>[\w-]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Tags."""
    tags = list(draft.text.tags())
    unpaired = list(_check_tags(draft, tags))
    yield from unpaired or (_check_places(draft, tags) if tags else ())


def _check_tags(draft: Draft, tags: list[Tag]) -> Iterator[Problem]:
    """Tags and attributes outside the short list, and tags left open."""
    opened: list[Tag] = []
    refused: Counter[str] = Counter()
    for tag in tags:
        if not tag.complete:
            if tag.name in ELEMENTS and tag.attributes[:1] in ("", " ", "\n", "/"):
                yield _incomplete(draft, tag)
        elif ":" in tag.name:
            # « <https://…|texte> » is said with the other forms of links.
            if "|" in tag.attributes:
                continue
            yield _not_an_address(draft, tag)
        elif tag.attributes[:1] in (".", "@", "-", "+") and (said := _no_tag(draft, tag)):
            yield said
        elif tag.name in TYPED_TAGS:
            yield from _check_allowed(draft, tag, opened)
        # Of a pair, the first says it all.
        elif tag.closing and refused[tag.name]:
            refused[tag.name] -= 1
        else:
            refused[tag.name] += not tag.closing
            yield _refused_tag(draft, tag)
    for tag in opened:
        yield _unclosed(draft, tag)


def _check_allowed(draft: Draft, tag: Tag, opened: list[Tag]) -> Iterator[Problem]:
    """The attributes of a tag, and whether it closes the last one opened."""
    if not tag.closing:
        for name in _ATTRIBUTE.findall(tag.attributes):
            if name.lower() not in TYPED_ATTRIBUTES:
                yield _refused_attribute(draft, tag, name)
        if tag.name not in VOID:
            opened.append(tag)
    elif opened and opened[-1].name == tag.name:
        opened.pop()
    else:
        yield _unclosed(draft, tag)


def _check_places(draft: Draft, tags: list[Tag]) -> Iterator[Problem]:
    """Pairs that close elsewhere than they open: whatever stood between would leave its list."""
    text = draft.text
    for name, place in islice(crossed(text.shown, TYPED_TAGS), MANY + 1):
        above = [block for block in text.blocks if block.place <= place]
        start, since = (text.start_of(above[-1]), above[-1].place) if above else (0, 0)
        same = [tag.offset for tag in tags if tag.name == name and not tag.closing]
        same = [offset for offset in same if offset >= start] or same
        rank = text.shown.count(f"<{name}", since, place)
        yield draft.problem(
            same[min(rank, len(same) - 1)],
            "balise-non-fermee",
            f"La balise <{name}> s'ouvre dans un passage et se ferme dans un autre "
            "(paragraphe, élément de liste, case, gras).",
            f"Écrivez <{name}>…</{name}> dans chacun, ou retirez la balise.",
        )


def _refused_tag(draft: Draft, tag: Tag) -> Problem:
    slash = "/" if tag.closing else ""
    name = draft.text.text[tag.offset + 1 + tag.closing :][: len(tag.name)]
    shown = f"<{slash}{name}>" if tag.name not in "?!" else f"<{tag.name}…>"
    mend = next((mend for names, mend in _MENDS.items() if tag.name in names.split()), None)
    if tag.name == "img":
        mend = _picture(tag) or mend
    elif draft.text.text[tag.offset - 1 : tag.offset] == "<":
        mend = "Pour des guillemets, écrivez « et », avec une espace à l'intérieur."
    elif not mend and not tag.closing and _is_blank(tag):
        return _blank(draft, tag)
    return draft.problem(
        tag.offset,
        "html-refuse",
        f"La balise {shown} n'est pas admise.",
        mend or f"Retirez-la. Pour qu'on la lise, mettez-la entre accents graves : `{shown}`.",
    )


def _is_blank(tag: Tag) -> bool:
    """Whether words stand there, for others to come: « <nom du directeur> », « <Prénom> »."""
    words = f"{tag.name}{tag.attributes}"
    return tag.name not in ELEMENTS and not re.search(r"[^\w\s'’.,-]", words)


def _blank(draft: Draft, tag: Tag) -> Problem:
    typed = draft.text.text[tag.offset : tag.offset + len(tag.name) + len(tag.attributes) + 2]
    return draft.problem(
        tag.offset,
        "html-refuse",
        f"« {typed} » disparaîtrait : entre ces signes, GitHub voit une balise.",
        f"Remplacez-le par votre texte, ou retirez-le. Pour qu'on le lise : `{typed}`.",
    )


def _picture(tag: Tag) -> str:
    """How to write `<img src="../images/a.jpg" alt="Un établi">`; nothing for another site's."""
    given = {
        name.lower(): value.strip("\"'")
        for name, value in re.findall(
            r"([\w-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", tag.attributes
        )
    }
    source = given.get("src", "")
    if not source or ":" in source or "//" in source:
        return ""
    words = given.get("alt", "").strip() or "Ce que montre l'image"
    width = given.get("width", "").removesuffix("px")
    size = f"{{width={width}}}" if width.isdecimal() else ""
    return f"Écrivez : ![{words}]({source}){size}"


def _refused_attribute(draft: Draft, tag: Tag, name: str) -> Problem:
    return draft.problem(
        tag.offset,
        "html-refuse",
        f"« {name} » n'est pas admis dans la balise <{tag.name}>.",
        f"Gardez seulement {' et '.join(f'« {known} »' for known in sorted(TYPED_ATTRIBUTES))}.",
    )


def _not_an_address(draft: Draft, tag: Tag) -> Problem:
    scheme = tag.name.partition(":")[0]
    if scheme in _OFFICE:
        shown = f"<{'/' if tag.closing else ''}{tag.name}>"
        message = f"La balise {shown} vient d'un traitement de texte."
        return draft.problem(tag.offset, "html-refuse", message, "Retirez-la.")
    return draft.problem(
        tag.offset,
        "adresse-refusee",
        f"Une adresse qui commence par « {scheme}: » ne s'affiche pas entre chevrons.",
        f"Écrivez un lien : [texte du lien]({as_target(mended(tag.name + tag.attributes))})."
        if scheme in SCHEMES
        else "Écrivez un lien : [texte du lien](https://…).",
    )


def _no_tag(draft: Draft, tag: Tag) -> Problem | None:
    """What stands between angle brackets and is an address, or the place of a picture."""
    if _PLACE.fullmatch(f"{tag.name}{tag.attributes}"):
        return draft.problem(
            tag.offset,
            "html-refuse",
            "C'est la place d'une image qui n'est pas venue avec le texte.",
            "Retirez-la ; pour une image, déposez son fichier dans docs/images/.",
        )
    if not (meant := _address_in(tag)):
        return None
    return draft.problem(
        tag.offset,
        "adresse-refusee",
        "Entre chevrons, une adresse n'a pas d'espace, et celle d'une page commence par https://.",
        f"Écrivez : <{meant}>",
    )


def _address_in(tag: Tag) -> str:
    """The mail or the page that a tag was to be, « <www.example.org> »; or nothing."""
    whole = f"{tag.name}{tag.attributes}".strip()
    return whole if is_mail(whole) else public(f"https://{whole}") if "." in whole else ""


def _incomplete(draft: Draft, tag: Tag) -> Problem:
    return draft.problem(
        tag.offset,
        "balise-non-fermee",
        f"La balise <{'/' if tag.closing else ''}{tag.name} n'a pas de « > » à la fin.",
        "Retirez-la. S'il s'agit du signe « inférieur à », mettez une espace après lui.",
    )


def _unclosed(draft: Draft, tag: Tag) -> Problem:
    slash = "/" if tag.closing else ""
    return draft.problem(
        tag.offset,
        "balise-non-fermee",
        f"La balise <{slash}{tag.name}> n'a pas sa balise "
        f"{'ouvrante' if tag.closing else 'fermante'}.",
        f"Écrivez <{tag.name}>…</{tag.name}>, ou retirez la balise.",
    )
