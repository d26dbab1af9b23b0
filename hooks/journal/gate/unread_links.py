"""Links as other tools and hasty hands write them, which are no links here nor at GitHub's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from journal.gate.draft import Draft
from journal.gate.link_patterns import APART, FORMS, may_have_a_form
from journal.gate.link_targets import Surroundings
from journal.gate.links import is_vague
from journal.gate.own_pages import relative, resolve
from journal.gate.pictures_in_text import no_image
from journal.gate.web_links import A_PATH, is_outside, settled
from journal.language.french import slugified
from journal.markdown.text import MarkdownText
from journal.problems.problem import Explanation, Problem, Severity
from journal.web.pasted_addresses import SHORT_NUMBER, as_target, mended, phone_number

EXPLANATIONS = {
    "lien-mal-ecrit": Explanation(
        "Ce qui ressemble à un lien n'en est pas un : ses crochets se liraient.",
        "Écrire, sans espace entre les deux : `[texte du lien](adresse)`.",
    ),
    "adresse-inutile": Explanation(
        "Une adresse est gardée pour un lien qui n'est pas là (simple avertissement).",
        "Écrire le lien lui-même : `[texte du lien](adresse)`.",
    ),
}

# The end of a link that nothing begins.
_UNOPENED = re.compile(r"\]\((?P<target>https?://[^()\s]+)\)")
_CLOSED_APART = re.compile(r"\][ \n\u00a0]+\(")
_BRACKET = re.compile(r"\\.|[\[\]]")
_TWO_BRACKETS = re.compile(r"\][ \n\u00a0]{0,2}\[")
_MAX_TEXT = 200
_NAMED = re.compile(
    r"\[(?!\^)(?P<text>[^\[\]\n]{1,200})\](?P<gap>[ \n\u00a0]{0,2})\[(?!\^)(?P<name>[^\[\]\n]*)\]"
)
_DEFINED = re.compile(
    r"^[ >]*\[(?!\^)(?P<name>[^\[\]\n]{1,200})\]:[ ]*<?(?P<target>[^\s<>]+)", re.M
)
# The name of a picture may have spaces.
_FILE = re.compile(
    r"[\s\"'<]*(?P<path>[^\n\"'<>]*?\.(?:jpe?g|png|webp|gif|heic|heif|avif|svg))\b", re.IGNORECASE
)
_TITLE = re.compile(r"(?P<target>\S+)\s+[\"'“”«]\s*(?P<title>[^\"'“”«»]*?)\s*[\"'“”»]?\s*")


def check(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    """Brackets, parentheses and bars around an address, of which nothing makes a link."""
    text = draft.text
    prose = text.prose
    said: set[int] = set()
    for form in FORMS if may_have_a_form(text) else ():
        for found in form.finditer(prose):
            if found.start() not in said and not prose.endswith("](", 0, found.start()):
                said.update(range(found.start(), found.end()))
                yield _in_another_form(draft, found, around)
    if "[" in prose or "](" in prose:
        yield from _check_brackets(draft, said, around)


def _check_brackets(draft: Draft, said: set[int], around: Surroundings) -> Iterator[Problem]:
    """Brackets that make no link, but for those of which all was `said`."""
    text = draft.text
    if _CLOSED_APART.search(text.prose) and _CLOSED_APART.search(text.visible):
        for found in APART.finditer(text.prose):
            yield _apart(draft, found, around)
    if text.reads("]("):
        yield from _check_targets(draft, around)
    yield from _check_named(draft, said, around)
    yield from _check_definitions(draft)


def _link(words: str, target: str, origin: str, around: Surroundings) -> str:
    """A link as Markdown wants it; empty when what it should lead to is not known."""
    meant = mended(target)
    if "@" in meant and ":" not in meant:
        meant = mended(f"mailto:{meant}")
    elif meant.startswith("www."):
        meant = f"https://{meant}"
    elif len(meant) > SHORT_NUMBER and (number := phone_number(meant)):
        meant = f"tel:{number}"
    if meant.startswith("http"):
        meant = as_target(meant)
        if re.match(r"https?://[^/?#]*%20", meant):
            return ""
    meant = settled(meant, origin, around)
    if not is_outside(meant):
        path, mark, anchor = meant.partition("#")
        page = _page(unquote(path), origin, around)
        meant = f"{page}{mark}{anchor}" if page else ""
    if not meant:
        return ""
    if not words and is_outside(meant):
        return f"<{meant}>"
    return f"[{'Titre de la page' if is_vague(words) or not words else words}]({as_target(meant)})"


def _page(path: str, origin: str, around: Surroundings) -> str:
    """The path of a page that was named as other tools do, by its name alone; or nothing."""
    if around.has(resolve(path, origin)):
        return path
    pages = around.hints.names.get(slugified(path.rpartition("/")[2].removesuffix(".md")))
    return relative(pages[0], origin) if pages else ""


_ASIDE = re.compile(r"\[(?:https?:[^|\]]*|[^\[\]|>]+:[ \u00a0]https?:[^|\]]*)\]")


def _in_another_form(draft: Draft, found: re.Match[str], around: Surroundings) -> Problem:
    words = " ".join((found["text"] or "").split())
    link = _link(words, found["target"], draft.path, around)
    # « [https://… consulté en mai] » may be meant as it is.
    is_aside = bool(_ASIDE.fullmatch(found[0]))
    severity = Severity.WARNING if is_aside or words.isdigit() else Severity.ERROR
    return broken(draft, found.start(), f"Écrivez : {link}" if link else _HOW, severity)


def _apart(draft: Draft, found: re.Match[str], around: Surroundings) -> Problem:
    link = _link(" ".join(found["text"].split()), found["target"], draft.path, around)
    # « [1] (https://…) » may be the number of a source, and its address.
    severity = Severity.WARNING if found["text"].isdigit() else Severity.ERROR
    return broken(draft, found.start(), f"Écrivez : {link}" if link else _HOW, severity)


def _check_named(draft: Draft, said: set[int], around: Surroundings) -> Iterator[Problem]:
    """« [texte][nom] » whose name is not defined, « [texte] [nom] » whose name is."""
    text = draft.text
    if not _TWO_BRACKETS.search(text.prose):
        return
    defined = {
        " ".join(found["name"].split()).casefold(): found["target"]
        for found in (_DEFINED.finditer(text.prose) if "]:" in text.prose else ())
    }
    for found in _NAMED.finditer(text.prose):
        name = " ".join((found["name"] or found["text"]).split()).casefold()
        # Nothing parts the two: what shows the first alone may be said elsewhere.
        whole = f"[{found['text']}]" if found["gap"] else found[0]
        if found.start() in said or not text.shows(whole):
            continue
        if text.prose.endswith("!", 0, found.start()):
            target = defined.get(name, found["name"])
            yield no_image(draft, found.start() - 1, found["text"], target, around)
            continue
        if target := defined.get(name):
            link = f"[{found['text']}][{found['name']}]"
            if not found["gap"]:
                link = _link(found["text"], target, draft.path, around)
            yield broken(draft, found.start(), f"Écrivez : {link}" if link else _HOW)
        # « [1][2] »: the numbers of two sources.
        elif not found["text"].isdigit() and (not found["gap"] or name.isdigit()):
            link = _link(found["text"], found["name"], draft.path, around)
            how = f"Écrivez son adresse entre parenthèses, sans espace, après [{found['text']}]."
            hint = f"Écrivez : {link}" if link else how
            yield broken(draft, found.start(), hint, Severity.WARNING)


def _check_targets(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    """Brackets and parentheses that make no link."""
    text = draft.text
    opened = _brackets(text.prose)
    for found in _UNOPENED.finditer(text.prose):
        if found.start() not in opened and text.text[found.start() - 1] != "\\":
            link = f"]({found['target']})"
            yield broken(
                draft, found.start(), f"Mettez « [ » devant les mots du lien : [mots{link}"
            )
    for offset, target in text.references.broken:
        if offset in opened:
            label = " ".join(text.text[opened[offset] + 1 : offset][:_MAX_TEXT].split())
            if text.prose.endswith("!", 0, opened[offset]):
                file = _FILE.match(_within(text.text, offset + 2)[0])
                named = file["path"] if file else target
                yield no_image(draft, opened[offset] - 1, label, named, around)
                continue
            within = _within(text.text, offset + 2)
            hint = _of_target(label, target, within, draft.path, around)
            if within[0].strip().startswith("#"):
                hint = _of_heading(label, within[0], text)
            yield broken(draft, opened[offset], hint)


def _within(text: str, start: int) -> tuple[str, bool]:
    """What stands between parentheses, on two lines at most, and whether they are closed."""
    depth, breaks = 1, 0
    for place in range(start, min(len(text), start + _MAX_INSIDE)):
        sign = text[place]
        depth += (sign == "(") - (sign == ")")
        breaks += sign == "\n"
        if not depth or breaks > 1:
            return text[start:place], not depth
    return text[start : start + _MAX_INSIDE].partition("\n")[0], False


def _of_heading(label: str, typed: str, text: MarkdownText) -> str:
    """How to write a link to a heading of the page, named as it reads: « # Le contexte »."""
    anchor = slugified(typed)
    if anchor in text.anchors:
        return f"Écrivez : [{label}](#{anchor})"
    return "Écrivez après « # » l'adresse du titre, comme #le-contexte : ni espace ni accent."


_A_LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\([^()]+\)")
# Longer than addresses that people paste.
_MAX_INSIDE = 1_000


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
        hint = f"Écrivez, là où le lien doit paraître : [texte du lien]({target}) ; ou retirez-la."
        # « [Léa]: bonjour »
        if not re.search(r"[/#@:]|\w\.\w", target):
            hint = f"Pour qu'on la lise, écrivez : \\{text.line_at(line).lstrip('> ')}"
        yield draft.problem(
            line,
            "adresse-inutile",
            f"Aucun lien n'emploie « {label.rstrip(':')} » : cette ligne disparaîtrait.",
            hint,
            severity=Severity.WARNING,
        )


def broken(draft: Draft, offset: int, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    """What looks like a link and is none."""
    message = "Ce lien n'en serait pas un : ses crochets se liraient dans la page."
    return draft.problem(offset, "lien-mal-ecrit", message, hint, severity=severity)


_HOW = (
    "Écrivez [texte du lien](adresse) sur une seule ligne, sans espace après les crochets ni "
    "autre lien entre eux."
)


def _of_target(
    label: str, target: str, within: tuple[str, bool], origin: str, around: Surroundings
) -> str:
    """How to write a link whose target GitHub does not read.

    Args:
        label: what stands between the brackets.
        target: what GitHub would have read after them, had it ended well.
        within: what stands between the parentheses, and whether they are closed.
    """
    if _A_LINK.search(label):
        return f"Un lien n'en contient pas un autre. Écrivez : {label}"
    inside, closed = within[0].strip(), within[1]
    title = _TITLE.fullmatch(inside)
    if title and inside.count("\n") == 0:
        link = _link(label, title["target"], origin, around)
        if link and title["title"]:
            link = f'{link[:-1]} "{title["title"]}")'
        return f"Écrivez : {link}" if link else _HOW
    if not closed:
        link = _link(label, target, origin, around)
        return f"Écrivez, avec une parenthèse à la fin : {link}" if link else _HOW
    whole = re.sub(r"\s*\n\s*", "", inside)
    link, first = _link(label, whole, origin, around), whole.partition(" ")[0]
    alone = _link(label, first, origin, around) if first != whole else ""
    if alone and re.match(r"https?://", first) and link:
        # After a host, what follows a space is no part of the address.
        link = (
            alone
            if re.fullmatch("https?://[^/]*/?", first)
            else f"{link} ; ou, sans ce qui suit : {alone}"
        )
    if link := link or alone:
        return f"Écrivez : {link}"
    return _HOW if is_outside(whole) else A_PATH
