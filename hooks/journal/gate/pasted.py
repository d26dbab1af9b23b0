"""What conversions and hasty hands leave: marks that are no marks, links that are no links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft, Surroundings
from journal.problems.problem import Explanation, Problem, Severity
from journal.web.targets import mended

EXPLANATIONS = {
    "titre-sans-espace": Explanation(
        "Des dièses sans espace après eux ne font pas un titre.", "Écrire : `## Titre`."
    ),
    "lien-mal-ecrit": Explanation(
        "Ce qui ressemble à un lien n'en est pas un : ses crochets se liraient.",
        "Écrire, sans espace entre les deux : `[texte du lien](adresse)`.",
    ),
    "adresse-inutile": Explanation(
        "Une adresse est gardée pour un lien qui n'est pas là (simple avertissement).",
        "Écrire le lien lui-même : `[texte du lien](adresse)`.",
    ),
    "marque-mal-ecrite": Explanation(
        "Des astérisques se liraient, ou disparaîtraient.",
        "Les coller aux mots : `**mots**` ; pour le signe lui-même, écrire `\\*`.",
    ),
    "reste-de-conversion": Explanation(
        "Des signes restent d'une conversion depuis un autre format (simple avertissement).",
        "Les retirer, comme le message le propose.",
    ),
}

_TEXT = r"[^()\[\]\n]{1,200}"
_AIM = r"(?:https?:|mailto:|tel:|www\.|[\w./-]+\.md\b)[^()\[\]\s]*"
_SWAPPED = re.compile(rf"\((?P<text>{_TEXT})\)\[(?P<target>{_AIM})\]")
_APART = re.compile(rf"(?<!!)\[(?P<text>{_TEXT})\][ \n]+\((?P<target>{_AIM})\)")
_CLOSED_APART = re.compile(r"\][ \n]+\(")
_WIKI = re.compile(r"(?P<image>!?)\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<text>[^\[\]\n]+))?\]\](?!\()")
_BRACKET = re.compile(r"\\.|[\[\]]")
_MAX_TEXT = 200
_NAMED = re.compile(r"\[(?P<text>[^\[\]\n]{1,200})\]\[(?P<name>[^\[\]\n]*)\]")
_ESCAPES = re.compile(r"\\(?=['\"])")
_BRACES_ALONE = re.compile(r"^[ >]*+(\{:? ?[#.][\w-][^{}\n]*\})[ ]*$", re.MULTILINE)
_BRACES = re.compile(r"\[(?P<text>[^\[\]\n]*)\]\{(?P<list>[^{}\n]*)\}")
_SPACED = (
    re.compile(r"(?P<mark>\*\*|~~|(?<!\w)__)(?=[ \u00a0])(?P<words>[^*~_\n]++)(?P=mark)"),
    re.compile(r"(?P<mark>\*\*|~~)(?P<words>[^\s*~][^*~\n]*+)(?<=[ \u00a0])(?P=mark)"),
)
_PRODUCT = re.compile(r"\d+(?:\*\d+)+")
_MARK = re.compile(r"\*\*|~~|(?<!\w)__(?=\s?\w)")
_LEAVES = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_SPACES = " \u00a0"
_STUCK = (
    "Collez-les aux mots qu'ils entourent, sans espace ni signe entre les deux : **mots** ; pour "
    "les signes eux-mêmes, écrivez \\* devant chacun."
)
_GLUED_HEADING = re.compile(
    r"^[ >]*(?P<marks>#{7,}|#{1,6}(?=[^\s#]|[\u00a0\u202f]))[^\n]*\S[^\n]*", re.MULTILINE
)


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Links, emphasis and headings that would be read with their marks."""
    yield from _check_links(draft)
    yield from _check_emphasis(draft)
    yield from _check_conversions(draft)
    yield from _check_headings(draft)


def _check_links(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    prose = text.prose
    if "[" not in prose:
        return
    if ")[" in prose:
        for found in _SWAPPED.finditer(prose):
            yield _apart(draft, found)
    if ("] " in prose or "]\n" in prose) and _CLOSED_APART.search(text.visible):
        for found in _APART.finditer(prose):
            yield _apart(draft, found)
    for found in _WIKI.finditer(prose) if "[[" in prose else ():
        yield _broken(draft, found.start(), _of_wiki(found))
    if text.references.broken and "](" in text.visible:
        yield from _check_targets(draft)
    for found in _NAMED.finditer(prose) if "][" in prose else ():
        if text.shows(found[0]):
            hint = f"Écrivez : [{found['text']}](adresse)"
            yield _broken(draft, found.start(), hint, Severity.WARNING)
    yield from _check_definitions(draft)


def _apart(draft: Draft, found: re.Match[str]) -> Problem:
    hint = f"Écrivez : [{' '.join(found['text'].split())}]({found['target']})"
    # « [1] (https://…) » may be the number of a source, and its address.
    severity = Severity.WARNING if found["text"].isdigit() else Severity.ERROR
    return _broken(draft, found.start(), hint, severity)


def _check_targets(draft: Draft) -> Iterator[Problem]:
    """Brackets and parentheses that make no link."""
    text = draft.text
    opened = _brackets(text.prose)
    for offset, target in text.references.broken:
        if offset in opened:
            label = " ".join(text.text[opened[offset] + 1 : offset][:_MAX_TEXT].split())
            hint = _of_target(label, target, text.line_at(offset))
            yield _broken(draft, opened[offset], hint)


def _brackets(prose: str) -> dict[int, int]:
    """Each closing bracket with the one that it closes; what is escaped is none."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for sign in _BRACKET.finditer(prose):
        if sign[0] == "[":
            opened.append(sign.start())
        elif sign[0] == "]" and opened:
            pairs[sign.start()] = opened.pop()
    return pairs


def _check_definitions(draft: Draft) -> Iterator[Problem]:
    """Addresses kept for links that are not there."""
    text = draft.text
    for offset, target in text.references.unused:
        line = text.prose.rfind("\n", 0, text.prose.rfind("]:", 0, offset)) + 1
        label = text.prose[line:offset].strip(" >\n")
        # An empty target is a way to hide a remark.
        if target in ("#", "") or text.shows(label):
            continue
        yield draft.problem(
            line,
            "adresse-inutile",
            f"Aucun lien n'emploie « {label.rstrip(':')} » : cette ligne disparaîtrait.",
            f"Écrivez, là où le lien doit paraître : [texte du lien]({target}) ; ou retirez-la.",
            severity=Severity.WARNING,
        )


def _broken(draft: Draft, offset: int, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    message = "Ce lien n'en serait pas un : ses crochets se liraient dans la page."
    return draft.problem(offset, "lien-mal-ecrit", message, hint, severity=severity)


def _of_wiki(found: re.Match[str]) -> str:
    page, text = found["page"].strip(), (found["text"] or "").strip()
    if found["image"]:
        return f"Écrivez : ![Ce que montre l'image](../images/{page})"
    target = page if "." in page else f"{page}.md"
    return f"Écrivez : [{text or 'Titre de la page'}]({target})"


def _of_target(label: str, target: str, rest: str) -> str:
    """How to write a link whose target GitHub does not read."""
    if target and rest == f"]({target}":
        return f"Écrivez, avec une parenthèse à la fin : [{label}]({target})"
    inside = rest.removeprefix("](").partition(")")[0].strip()
    if " " in inside and not inside.endswith(("'", '"')):
        meant = mended(inside.strip("<>"))
        whole = f"<{meant}>" if " " in meant else meant
        return f"Écrivez : [{label}]({whole})"
    if target.count("(") > target.count(")"):
        return f"Écrivez : [{label}]({target.replace('(', '%28').rstrip('.,;')}%29)"
    if "|" in target:
        return f"Écrivez : [{label}]({target.replace('|', '%7C')})"
    return (
        "Écrivez [texte du lien](adresse) sur une seule ligne, sans espace après les crochets ni "
        "autre lien entre eux."
    )


def _check_emphasis(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    if not any(sign in text.prose for sign in ("*", "~~", "__")):
        return
    for found in _PRODUCT.finditer(text.prose_alone) if _PRODUCT.search(text.prose) else ():
        if not text.shows(found[0]):
            yield draft.problem(
                found.start(),
                "marque-mal-ecrite",
                f"« {found[0]} » perdrait ses astérisques, pris pour de l'italique.",
                f"Écrivez : {found[0].replace('*', chr(92) + '*')}, ou le signe « × ».",
                severity=Severity.WARNING,
            )
    if _MARK.search(text.visible):
        yield from _check_marks(draft, text.prose_alone)


def _check_marks(draft: Draft, prose: str) -> Iterator[Problem]:
    """Marks of emphasis that would be read."""
    text = draft.text
    said: set[int] = set()
    for pattern in _SPACED:
        for found in pattern.finditer(prose):
            line = text.line_of(found.start())
            if line not in said and found["words"].strip(_SPACES) and text.shows(found[0]):
                said.add(line)
                mended = f"{found['mark']}{found['words'].strip(_SPACES)}{found['mark']}"
                yield _left(draft, found.start(), f"Écrivez : {mended}", Severity.ERROR)
    for block in text.blocks:
        if block.tag in _LEAVES and len(_MARK.findall(text.visible_of(block))) > 1:
            start, end = text.start_of(block), text.end_of(block)
            typed = _MARK.search(prose, start, end)
            lines = range(block.first, block.last + 1)
            if typed and said.isdisjoint(lines) and "\\*" not in text.text[start:end]:
                yield _left(draft, typed.start(), _STUCK, Severity.WARNING)


def _left(draft: Draft, offset: int, hint: str, severity: Severity) -> Problem:
    return draft.problem(
        offset,
        "marque-mal-ecrite",
        "Ces signes ne feraient ni gras ni barré : ils se liraient dans la page.",
        hint,
        severity=severity,
    )


def _check_conversions(draft: Draft) -> Iterator[Problem]:
    prose = draft.text.prose
    if "\\" in prose:
        said = 0
        for found in _ESCAPES.finditer(prose):
            line = draft.text.position(found.start())[0]
            if line == said:
                continue
            said = line
            start = prose.rfind("\n", 0, found.start()) + 1
            clean = _ESCAPES.sub("", draft.text.line_at(start))
            yield _remnant(draft, found.start(), "\\", f"Écrivez : {clean}")
    for found in _BRACES_ALONE.finditer(prose) if "{" in prose else ():
        yield _remnant(draft, found.start(1), found[1], "Retirez ces signes.")
    if "]{" in prose:
        for found in _BRACES.finditer(prose):
            hint = f"Écrivez : {found['text']}" if found["text"] else "Retirez ces signes."
            yield _remnant(draft, found.start(), f"{{{found['list']}}}", hint)


def _remnant(draft: Draft, offset: int, signs: str, hint: str) -> Problem:
    return draft.problem(
        offset,
        "reste-de-conversion",
        f"« {signs} » est le reste d'une conversion depuis un autre format.",
        hint,
        severity=Severity.WARNING,
    )


def _check_headings(draft: Draft) -> Iterator[Problem]:
    """Hashes without the space that makes a heading."""
    if "#" not in draft.text.prose:
        return
    for found in _GLUED_HEADING.finditer(draft.text.prose):
        if not draft.text.begins_line(found.start("marks")):
            continue
        line = draft.text.line_at(found.start("marks"))
        words = line.lstrip("#").strip("\u00a0\u202f ")
        level = min(max(len(found["marks"]), 2), 6)
        hint = f"Écrivez : {'#' * level} {words}"
        if len(found["marks"]) == 1:
            hint += f" ; si ce n'est pas un titre : \\{line}"
        yield draft.problem(
            found.start("marks"),
            "titre-sans-espace",
            "Sans espace ordinaire après les dièses, cette ligne n'est pas un titre.",
            hint,
            severity=Severity.WARNING,
        )
