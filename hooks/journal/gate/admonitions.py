"""Admonitions (`!!! note`), boxes to readers: of a known kind, titled in French, not empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.markdown.list_markers import ITEM
from journal.problems.guesses import nearest
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "encadre-inconnu": Explanation(
        "L'encadré n'est pas d'un genre connu, ou son titre n'est pas entre guillemets.",
        'Écrire par exemple : `!!! note "Titre"`.',
    ),
    "encadre-sans-titre": Explanation(
        "Sans titre, l'encadré porterait un nom anglais (simple avertissement).",
        'Écrire par exemple : `!!! warning "Attention"`.',
    ),
    "encadre-vide": Explanation(
        "Le contenu de l'encadré n'est pas décalé.",
        "Commencer chacune de ses lignes par quatre espaces.",
    ),
}

# `chiffre` is our own: a key figure, with its date and its source.
BOXES = (
    *("note", "abstract", "info", "tip", "success", "question", "warning", "example", "quote"),
    "chiffre",
)
# What people write for the names of boxes, which are English.
_FRENCH_BOXES = {
    "attention": "warning",
    "astuce": "tip",
    "avertissement": "warning",
    "citation": "quote",
    "conseil": "tip",
    "exemple": "example",
    "remarque": "note",
    "information": "info",
    **dict.fromkeys(("alerte", "danger", "erreur", "important"), "warning"),
}
# Boxes of other tools, by English names.
_OTHER_BOXES = {
    **dict.fromkeys(("caution", "error", "failure", "bug"), "warning"),
    **dict.fromkeys(("hint", "check", "done"), "tip"),
    **dict.fromkeys(("summary", "tldr"), "abstract"),
    **dict.fromkeys(("faq", "help"), "question"),
    "cite": "quote",
    "seealso": "info",
}
# Without a title, a box shows its name; these would show an English word.
_TITLES = {
    "abstract": "En bref",
    "tip": "Conseil",
    "success": "À retenir",
    "warning": "Attention",
    "example": "Exemple",
    "quote": "Citation",
}

_BOX = re.compile(
    rf"(?P<indent>[ >]*+)(?P<item>{ITEM} +)?"
    r"(?P<marks>!!!|\?\?\?\+?)(?P<rest>[^\n]*)"
)
# One mark too few, or the wide ones of another keyboard, before the name of a box.
_NEARLY = re.compile(
    r"[ >]*(?P<marks>(?:! ?){1,2}|(?:! ){3}|！{1,4}|¡{2,4}) ?"
    r"(?P<rest>[A-Za-zÀ-ÿ]+(?: *[\"“«][^\n]*)?) *$",
    re.MULTILINE,
)
_BOX_REST = re.compile(
    r' ?(?P<kind>[\w-]+)(?: +(?:inline|end))*(?P<title> +"[^"\n]*")? *', re.IGNORECASE
)
# What ends a sentence.
_ENDS = "!.?…"
_NEXT_LINE = re.compile(r"(?:\n[ >]*)*?\n(?P<indent>[ >]*)[^\s>]")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Boxes (`!!! note`): a known kind, a quoted title, a content that is indented."""
    text = draft.text
    yield from _check_nearly(draft)
    every = (_BOX.match(text.prose, start) for start in text.signs.lines_with("!!!", "???"))
    for box in filter(None, every):
        offset = box.start("marks")
        rest = _BOX_REST.fullmatch(box["rest"])
        if box["item"]:
            yield draft.problem(
                offset,
                "encadre-inconnu",
                "Un encadré ne commence pas sur la ligne d'une liste : ses signes se liraient.",
                "Écrivez-le sur la ligne suivante, décalée de quatre espaces.",
            )
            continue
        if box["marks"] != "!!!" or not rest or rest["kind"].lower() not in BOXES:
            yield draft.problem(
                offset,
                "encadre-inconnu",
                f"« {box[0].strip(' >')} » n'est pas un encadré connu.",
                _box_hint(box),
            )
            continue
        yield from _check_known(draft, box, rest)


def _check_nearly(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    every = (_NEARLY.match(text.prose, start) for start in text.signs.lines_with("!", "！", "¡¡"))
    for box in filter(None, every):
        kind = box["rest"].partition(" ")[0].strip('"“«').lower()
        if kind in BOXES or kind in _FRENCH_BOXES:
            yield draft.problem(
                box.start("marks"),
                "encadre-inconnu",
                f"« {box[0].strip(' >')} » n'est pas un encadré : il y faut trois points "
                "d'exclamation.",
                _box_hint(box),
            )


def _check_known(draft: Draft, box: re.Match[str], rest: re.Match[str]) -> Iterator[Problem]:
    """The title and the content of a box of a known kind."""
    offset = box.start("marks")
    kind = rest["kind"].lower()
    if kind == "chiffre" and not (rest["title"] or "").strip(' "'):
        yield draft.problem(
            offset,
            "encadre-sans-titre",
            "Cet encadré met un chiffre en valeur, et le chiffre manque.",
            'Écrivez-le entre guillemets droits, comme : !!! chiffre "60 000 €"',
        )
    if not rest["title"] and kind in _TITLES:
        yield draft.problem(
            offset,
            "encadre-sans-titre",
            f"Sans titre, cet encadré s'intitulera « {kind.capitalize()} », en anglais.",
            f'Écrivez : !!! {kind} "{_TITLES[kind]}"',
            severity=Severity.WARNING,
        )
    # Code in a box is blank in the prose.
    following = _NEXT_LINE.match(draft.text.text, box.end())
    if not following or len(following["indent"]) < len(box["indent"]) + 4:
        yield draft.problem(
            offset,
            "encadre-vide",
            "Cet encadré n'a pas de contenu : les lignes qui le suivent ne sont pas décalées.",
            "Commencez chaque ligne de l'encadré par quatre espaces.",
        )


def _inside(title: str) -> str:
    """A title without the marks around it, and with French quotation marks within."""
    title = title.strip().removeprefix(":").strip().strip("“”'")
    if title[:1] == "«" and title.count("«") == 1 and title[-1:] == "»":
        title = title[1:-1].strip()
    title = title[1 if title[:1] == '"' else 0 : -1 if title[-1:] == '"' and title != '"' else None]
    title = re.sub(r'["“]\s*([^"“”]*?)\s*["”]', r"« \1 »", title.replace("\\", ""))
    return title.replace('"', "").strip()


def _box_hint(box: re.Match[str]) -> str:
    kind, _, title = box["rest"].strip().partition(" ")
    title = _inside(title)
    french = _FRENCH_BOXES.get(kind.strip('"').lower())
    other = french or _OTHER_BOXES.get(kind.lower())
    near = [other] if other else nearest(kind.strip('"'), BOXES)
    whole = box["rest"].strip()
    # « !!! Attention au délai !!! » is a sentence.
    if whole[-1:] in _ENDS and whole[:1].isalpha() and " " in whole.rstrip(_ENDS):
        words = whole.rstrip("! \u00a0")
        said = f"{words} !" if whole.endswith("!") else whole
        return f"Écrivez la phrase seule, en gras si elle compte : **{said}**"
    if not near and re.fullmatch(r"[^\W\d_][\w '’-]{2,39}", whole):
        return f'Écrivez : !!! note "{whole[0].upper()}{whole[1:]}"'
    if not near:
        return f'Écrivez par exemple : !!! note "Titre". Les encadrés connus : {", ".join(BOXES)}.'
    if not title:
        title = kind.capitalize() if french else _TITLES.get(near[0], "")
    return f"Écrivez : !!! {near[0]}" + (f' "{title}"' if title else "")
