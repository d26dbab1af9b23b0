"""Texts of a header are plain: neither the marks of Markdown nor the codes of HTML mean anything
there, and they would be shown as they were typed; nor do they give anybody's mail or number.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from journal.headers.fields import fits
from journal.headers.yaml_quotes import quoted, unpaired, unwrapped
from journal.headers.yaml_text import Location, Value, YamlText
from journal.markdown.github import inline_text
from journal.problems.problem import Explanation, Problem, Severity
from journal.web.allowed_html import ELEMENTS
from journal.web.mails_and_phones import A_MAIL, A_PHONE

if TYPE_CHECKING:
    from pydantic import BaseModel

EXPLANATIONS = {
    "texte-simple": Explanation(
        "Le titre, le résumé et les noms de l'en-tête sont des textes simples : ni gras, ni lien, "
        "ni code.",
        "Recopier la ligne que le message propose.",
    ),
    "coordonnees-publiees": Explanation(
        "Un nom ou un texte de l'en-tête donne un courriel ou un téléphone, qui partirait dans "
        "les listes, les flux et les moteurs de recherche.",
        "Recopier la ligne que le message propose.",
    ),
    "plusieurs-noms": Explanation(
        "Un seul nom en réunit plusieurs (simple avertissement).",
        "Écrire un nom par élément de la liste.",
    ),
}

# The keys whose values people read, wherever they stand in a header or in themes.yml.
_READ = frozenset(
    {
        *("title", "description", "structure", "lieu", "adresse", "horaire", "image_alt"),
        *("auteurs", "titre", "nom"),
    }
)
_CALLED = {
    "title": "Le titre",
    "titre": "Le titre",
    "description": "Le résumé",
    "image_alt": "La description de l'image",
    "lieu": "Le nom de la commune",
    "structure": "Le nom de la structure",
    "auteurs": "Le nom d'une personne",
    "nom": "Le nom du thème",
}
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# Marks without which a text says the same: notes, images of GitHub's, attributes in braces.
_DROPPED = re.compile(
    r"\[\^[^\[\]\s]{1,40}\]|(?<![\w:/]):[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*:(?![\w:/])"
    r"|<!--.{0,500}?-->|\{:?[ ]?[.#][\w-][^{}\n]{0,200}\}"
)
# Those that stand around words, and that cmark does not know.
_AROUND = re.compile(r"(?P<mark>==|\+\+)(?P<words>[^\s=+](?:[^=+\n]{0,300}[^\s=+])?)(?P=mark)")
_TAG = re.compile(rf"</?(?:{'|'.join(sorted(ELEMENTS))})(?:\s[^<>\n]{{0,300}})?/?>")
_LINE_BREAK = re.compile(r"\s*,?\s*(?:<br ?/?>|\\n)\s*(?=\S)", re.IGNORECASE)
# Possessive or bounded, so that no text takes long.
_MARKS = re.compile(
    rf"{_TAG.pattern}|<(?:https?:|mailto:)[^<>\s]*>"
    r"|~~(?=\S)[^~\n]{1,300}~~|\[\[[^\[\]\n]{1,300}\]\]|\\[*_\[\]`#'\"]|"
    r"\*\*(?=\S)[^*\n]{1,300}\*\*|__(?=\S)[^_\n]{1,300}__|!?\[[^\[\]\n]{1,300}\]\([^()\n]{0,300}\)"
    r"|(?<![\w*])\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])_(?![\w_])"
    r"|`[^`\n]{1,300}`|^#{1,6} "
)
_SIGN = re.compile(r"[*_\[`#&<~=+{\\]|:[a-z]")
# From the first of several spaces alone: a run of them is tried once.
_TOGETHER = re.compile(r"(?<!\s)(?:\s+(?:et|&)\s+|\s*[;/]\s*)|,\s+")
_HARD = re.compile("[\u00a0\u202f\u2009]+")


def check_texts(header: YamlText, model: type[BaseModel]) -> Iterator[Problem]:
    """Every text of a header that is not as plain as readers will see it.

    Args:
        header: its keys and values, as typed.
        model: what the header should be, or what each part of it should be.
    """
    for location, text in _texts(header.values, ()):
        key = next(part for part in reversed(location) if isinstance(part, str))
        called = _CALLED.get(key, "Ce texte")
        meant = plainly(text)
        if key not in _REACHED and (anonymous := without_contacts(meant or text)) is not None:
            yield header.problem(
                location,
                "coordonnees-publiees",
                f"{called} contient un courriel ou un téléphone, qui serait publié partout.",
                _listed_alone(location, anonymous)
                or _to_write(location, key, anonymous, model)
                or _NOBODY,
                severity=Severity.ERROR if key == "auteurs" else Severity.WARNING,
            )
        elif meant is not None:
            yield header.problem(
                location,
                "texte-simple",
                f"{called} est un texte simple : les signes de mise en forme s'y liraient tels "
                "quels.",
                _to_write(location, key, meant, model) or "Remplacez ces signes par des mots.",
                # A tag alone may be what the text is about.
                severity=Severity.ERROR if plainly(_TAG.sub("", text)) else Severity.WARNING,
            )
        elif (bare := _without_quotes(text)) is not None:
            yield header.problem(
                location,
                "texte-simple",
                f"{called} est entre guillemets, qui se liraient : ce sont ceux d'un traitement "
                "de texte, et non ceux d'un en-tête.",
                _to_write(location, key, bare, model) or "Retirez-les.",
                severity=Severity.WARNING,
            )
        elif location[0] == "auteurs" and len(location) > 1 and _are_people(names := apart(text)):
            yield header.problem(
                location,
                "plusieurs-noms",
                f"« {text.strip()} » réunit sans doute plusieurs personnes.",
                f"Si c'est le cas, écrivez un nom par élément : {', '.join(names)}",
                severity=Severity.WARNING,
            )


def _without_quotes(text: str) -> str | None:
    """A text without the quotation marks around it, or that stand alone; None without any."""
    bare = unwrapped(text)
    return bare if bare != text else unpaired(text)


def without_counted(problems: list[Problem], marked: Iterable[Problem]) -> list[Problem]:
    """Problems but the length of a text that has marks: its letters are not counted yet."""
    keys = {problem.key for problem in marked}
    return [
        problem
        for problem in problems
        if problem.code != "texte-trop-long" or problem.key not in keys
    ]


def _to_write(location: Location, key: str, meant: str, model: type[BaseModel]) -> str:
    """The value to write; nothing when it would be refused in its turn."""
    if not fits(model, location, meant):
        return ""
    mend = quoted(meant) if isinstance(location[-1], int) else f"{key}: {quoted(meant)}"
    return f"Écrivez : {mend}"


def _listed_alone(location: Location, name: str) -> str:
    """A name that was typed where a list of them is wanted."""
    return f"Écrivez : auteurs: [{quoted(name)}]" if name and location == ("auteurs",) else ""


_NOBODY = (
    "Retirez-le d'ici : il a sa place dans le texte de la page, si la personne en est d'accord."
)


def _are_people(names: list[str]) -> bool:
    """Whether several names are those of people: « Terre et Mer » is one of its own."""
    return len(names) > 1 and any(" " in name for name in names)


def apart(text: str) -> list[str]:
    """« Léa Martin et Paul Durand » are two names."""
    return [name for name in (part.strip() for part in _TOGETHER.split(text)) if name]


def plainly(text: str) -> str | None:
    """A text without marks nor codes; None when it has none."""
    meant = text
    if not _SIGN.search(text):
        return None
    for _ in range(_ROUNDS):
        found = _less_marked(meant)
        if found is None:
            break
        meant = found
    meant = " ".join(_HARD.sub(" ", meant).split())
    return None if meant == " ".join(_HARD.sub(" ", text).split()) else meant


# Marks within marks, and no more.
_ROUNDS = 4


def _less_marked(text: str) -> str | None:
    """A text without its outer marks; None when it has none."""
    patterns = (_DROPPED, _AROUND, _MARKS, _ENTITY)
    if not any(pattern.search(text) for pattern in patterns):
        return None
    text = _LINE_BREAK.sub(", ", text)
    meant = _AROUND.sub(r"\g<words>", _DROPPED.sub("", html.unescape(text)))
    if "[[" in meant:
        meant = re.sub(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]", r"\1", meant)
    return inline_text(meant).lstrip("# ") if _MARKS.search(meant) else meant


# ---- Whom one reaches ----------------------------------------------------------------------------

# Where a number is of use: whoever comes may have to call.
_REACHED = frozenset({"adresse", "horaire"})
# Without one of these signs, or so many figures, a text reaches nobody.
_MAY_REACH = re.compile(r"@|[\[({](?:at|arobase|a)[\])}]|\d\d[\s.-]*\d\d[\s.-]*\d\d", re.IGNORECASE)
_EITHER = rf"(?:{A_MAIL.pattern}|{A_PHONE.pattern})"
# With what leads to it: « (tél. : …) », « - … »; or the end of the sentence, « , écrivez à … ».
_CONTACT = re.compile(
    r"[ ]?(?:(?:[,;:|/(<\[–—-]|\b(?:tél(?:éphone)?|e?-?mail|courriel|tel)\b\.?)[ ]?){0,6}"
    rf"{_EITHER}[)>\]]?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:[ ]?[,;:(–—]|(?P<stop>[.!?])|^)[^,;:(.!?–—]{0,120}"
    rf"\b(?:à|au|ou|et|de|par|sur|via|contact\w*|écri\w+|appel\w+|joindre)[ ]{_EITHER}"
    rf"(?:[ ]?(?:,|ou|et)[ ](?:à[ ]|au[ ]|par[ ])?{_EITHER}){{0,6}}[)]?",
    re.IGNORECASE,
)


def without_contacts(text: str) -> str | None:
    """A text without mails nor telephone numbers; None when it has none."""
    if not _MAY_REACH.search(text):
        return None
    plain = " ".join(_HARD.sub(" ", text).split())
    if not A_MAIL.search(plain) and not A_PHONE.search(plain):
        return None
    left = _CONTACT.sub("", _CLAUSE.sub(lambda clause: clause["stop"] or "", plain))
    left = " ".join(left.split()).strip(" ,;:|/–—-")
    left += ")" * (left.count("(") - left.count(")"))
    return left if re.search(r"[^\W\d_]{2}", left) else ""


def _texts(value: Value, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        if not _READ.isdisjoint(location):
            yield location, value
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _texts(item, (*location, key))
