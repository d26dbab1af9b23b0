"""Names of people, in what is typed where a list of them is wanted."""

from __future__ import annotations

import re

from journal.headers.plain_texts import plainly, without_contacts

_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>]+>?")
# « Par Léa Martin », « sous mon nom : Léa Martin ».
_LED_TO = re.compile(
    r"^\s*(?:(?:écrit |rédigé |texte )?par|signé|(?:sous )?(?:mon|le|son) nom(?: de)?)\s*:?\s+"
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)
# « Martin, Léa », as libraries have it.
_TURNED = re.compile(r"(?P<last>[A-ZÀ-Ý][\w'’-]+), (?P<first>[A-ZÀ-Ý][\w'’-]+)")
# What somebody does is in brackets after the name.
_ROLE = re.compile(
    r"(?<=[\w.]), ((?:pour|au nom|bénévole|membre|salariée?|présidente?|directeur|directrice"
    r"|animateur|animatrice|coordinateur|coordinatrice|chargée?|responsable|trésorière?|chez|à la"
    r"|de (?:l['’ ]|la )|du|des)\b[^,;()]*?)"
    r"(?=\s+(?:et|and|avec|[&+–—-])\s|[,;()/\n]|$)"
)
_BULLET = re.compile(r"^(?:[-–—•·*]\s*|\d{1,2}[.)]\s+)", re.MULTILINE)
# Between names; not between the brackets of a name, which are never longer.
_APART = re.compile(r"(?<!\s)(?:\s+(?:et|and|avec|&|\+)\s+|\s*[,;/\n]\s*)(?![^()]{0,200}\))")
_DASH = re.compile(r" [-–—] ")
_AROUND = re.compile(r"^\(([^()]*)\)$")


def names_in(typed: str) -> list[str]:
    """Each name of a text, without mails, numbers, addresses nor marks."""
    text = plainly(typed) if "\n" not in typed else None
    text = typed if text is None else text
    anonymous = without_contacts(text)
    text = _ADDRESS.sub("", text if anonymous is None else anonymous)
    text = _LED_TO.sub("", _BULLET.sub("", text)).strip()
    if turned := _TURNED.fullmatch(text):
        return [f"{turned['first']} {turned['last']}"]
    names = [_AROUND.sub(r"\1", name).strip() for name in _APART.split(_ROLE.sub(r" (\1)", text))]
    return [part for name in names for part in _dashed(name) if re.search(r"[^\W\d_]", part)]


def _dashed(name: str) -> list[str]:
    """« Léa Martin - Paul Durand » is two names, « Léa Martin - Atelier » one."""
    parts = _DASH.split(name)
    # « Léa Martin - chargée de mission » is one as well.
    return parts if all(" " in part and part[0].isupper() for part in parts) else [name]
