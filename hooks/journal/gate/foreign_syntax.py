"""Marks of other tools, which GitHub shows as they are typed, or which it alone understands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.language.rare_characters import any_of
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "marque-d-ailleurs": Explanation(
        "Une marque d'un autre outil serait lue telle quelle.",
        "Écrire ce que le message propose, ou retirer la marque.",
    ),
}


class _Mark(NamedTuple):
    """A mark of another tool.

    Attributes:
        signs: without one of which the page has none.
        pattern: what to look for in the prose.
        message: what becomes of it.
        hint: what to write instead.
        severity: an error when the page must wait.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    hint: Callable[[re.Match[str]], str]
    severity: Severity = Severity.WARNING


def _of(signs: tuple[str, ...], pattern: str, message: str, hint: str) -> _Mark:
    """A mark whose hint may name the groups of its pattern: `{words}`."""
    return _Mark(
        signs,
        re.compile(pattern, re.MULTILINE),
        message,
        lambda found: hint.format(all=found[0].strip(), **found.groupdict(default="")),
    )


_SHOWN = "serait lu tel quel."
_SHOWN_TOO = "serait lue telle quelle"


def _box_marked(sign: str) -> tuple[_Mark, _Mark]:
    """How other tools begin a box, `::: note`, and end it, `:::`."""
    message = f"Cet encadré d'un autre outil {_SHOWN}"
    advice = 'Écrivez : !!! note "Titre", et décalez son contenu de quatre espaces.'
    return (
        _of((sign,), rf"^[ >]*{sign}+ *[\w{{][^\n]*$", message, advice),
        _of(
            (sign,),
            rf"^[ >]*{sign}+ *$",
            f"Cette fin d'un encadré d'un autre outil {_SHOWN_TOO}.",
            "Retirez la ligne.",
        ),
    )


# How titles begin in Textile.
_TITLES = ("h1. ", "h2. ", "h3. ", "h4. ", "h5. ", "h6. ")
_MARKS = (
    _of(
        ("==",),
        r"==(?<![=\w]==)(?P<words>[^\s=](?:[^=\n]{0,200}[^\s=])?)==(?!=)",
        f"« ==…== » ne surligne pas : ce {_SHOWN}",
        "Écrivez : <mark>{words}</mark>",
    ),
    *(
        _of(
            signs,
            form + r"(?P<words>[^\s=\"][^=\n]{0,200}?)(?: *={2,6})? *$",
            f"Ce titre d'un autre outil {_SHOWN}",
            "Écrivez : ## {words}",
        )
        for signs, form in ((("== ",), "^={2,6} +"), (_TITLES, r"^h[1-6]\. +"))
    ),
    _of(
        ("++",),
        r"\+\+(?<![+\w{]\+\+)(?P<words>[^\W\d_](?:[^+\n]{0,200}[^\s+])?)\+\+(?![+\w])",
        f"« ++…++ » ne souligne pas : ce {_SHOWN}",
        "Écrivez : <ins>{words}</ins>",
    ),
    _of(
        ("^",),
        r"\^(?<=[\w)]\^)(?P<words>[\w+-]{1,12})\^",
        f"« ^…^ » ne met pas en exposant : ce {_SHOWN}",
        "Écrivez : <sup>{words}</sup>",
    ),
    _of(
        ("~",),
        r"~(?<=\w~)(?P<words>[\w+-]{1,12})~(?!~)",
        "« ~…~ » barre ce qu'il entoure, et ne met pas en indice.",
        "Écrivez : <sub>{words}</sub> ; pour barrer : <del>{words}</del>",
    ),
    _of(
        (":",),
        r":(?<![\w:/]:)(?P<words>[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*|\+1|-1):(?![\w:/])",
        f"« :…: » n'est une image que chez GitHub ; ici, ce {_SHOWN}",
        "Mettez à la place de {all} le signe lui-même, comme ☺, ou un mot.",
    ),
    _of(
        ("*[",),
        r"^ {0,3}\*\[(?P<words>[^\]\n]+)\]: *(?P<rest>[^\n]*)",
        f"Cette définition d'un sigle {_SHOWN_TOO}.",
        'Écrivez, là où le sigle paraît : <abbr title="{rest}">{words}</abbr>',
    ),
    _of(
        ("$",),
        r"\$(?<![\w$\\]\$)\$?(?P<words>[^\s$](?:[^$\n]{0,200}[^\s$])?)\$\$?(?![\w$])",
        f"« $…$ » n'est une formule que chez GitHub ; ici, ce {_SHOWN}",
        "Écrivez la formule avec des mots, <sub>…</sub> et <sup>…</sup> ; pour le signe : \\$",
    ),
    _of(
        ("^[",),
        r"\^\[(?P<words>\d{1,3})\]",
        f"Cette note {_SHOWN_TOO}.",
        "Mettez le « ^ » entre les crochets, ici et là où est la note : [^{words}]",
    ),
    _of(
        ("^[",),
        r"\^\[(?P<words>(?!\d{1,3}\])[^\]\n]{1,300})\]",
        f"Cette note {_SHOWN_TOO}.",
        "Écrivez [^1] à sa place et, plus bas, sur une ligne à part : [^1]: {words}",
    ),
    _of(
        ("TOC", "toc"),
        r"^[ >]*\[(?:TOC|toc|\[_?(?:TOC|toc)_?\])\] *$",
        f"Ce sommaire {_SHOWN}",
        "Retirez la ligne : chaque page a déjà son sommaire.",
    ),
    _of(
        (".....", "……", " . . . . .", "_____"),
        r"^[^\n]*?[^\s.…_](?: ?\.{5,}| ?…{2,}|(?: \.){5,}| ?_{5,}) ?\d{1,3} *$",
        f"Cette ligne d'un sommaire {_SHOWN_TOO}.",
        "Retirez la ligne : chaque page a déjà son sommaire.",
    ),
    *_box_marked(r"///"),
    _of(
        ("===",),
        r'^ *===[!+]? +"(?P<words>[^"\n]*)"',
        f"Cet onglet {_SHOWN}",
        "Écrivez un titre : ### {words}",
    ),
    *_box_marked(r":::"),
    _of(
        ("::",),
        r"^[ >]*::(?:[a-z][\w-]{2,30}(?:\{[^{}\n]*\})?)? *$",
        f"Cet encadré d'un autre outil {_SHOWN}",
        'Écrivez : !!! note "Titre", et décalez son contenu de quatre espaces.',
    ),
    _Mark(
        ("&#",),
        # Signs of Windows-1252 under their numbers, which Unicode gives to control characters.
        re.compile(r"&#(?:0*1(?:2[89]|[34]\d|5\d)|[xX]0*[89][0-9a-fA-F]);?"),
        "Ce code ne montre rien : son numéro est celui d'un signe de Windows.",
        lambda found: f"Écrivez le signe lui-même : {unescape(found[0])}",
    ),
)
_SOUGHT = tuple((any_of(*mark.signs), mark) for mark in _MARKS)
_DEFINITION = re.compile(r"\n(?P<mark>: +)(?P<rest>\S[^\n]*)")
_TEMPLATE = re.compile(
    r"\{%[^\n%]*%\}|\{\{[^\n{}]*\}\}|@\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|\[\[?(?:youtube|vimeo)[^\]\n]{0,200}\]\]?",
    re.IGNORECASE,
)
_has_commands = any_of("{%", "{{", "@[", "[youtube", "[vimeo")
# Of SPIP: `{{gras}}`, and `{{{titre}}}`.
_BOLD = re.compile(r"\{\{([^\W\d_][\w '’,-]*[\w!?…])\}\}")
_FILM = re.compile(r"youtube|vimeo|video|dailymotion|peertube|embed|iframe|@\[", re.IGNORECASE)


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Marks that GitHub does not know, in the prose of a page."""
    text = draft.text
    prose = text.prose
    for may_be_in, mark in _SOUGHT:
        # What may be one is looked for again where no address is.
        if may_be_in(prose) and mark.pattern.search(prose):
            for found in mark.pattern.finditer(text.prose_alone):
                # « :ref:`mot` » is no emoji: `tool_blocks` says what it is.
                if found[0][0] == ":" and text.text.startswith("`", found.end()):
                    continue
                yield _problem(draft, found.start(), mark.message, mark.hint(found), mark.severity)
    for found in _DEFINITION.finditer(prose) if "\n: " in prose else ():
        above = prose.rfind("\n", 0, found.start() - (prose[found.start() - 1] == "\n"))
        term = prose[above + 1 : found.start()].strip()
        if term and "|" not in term:
            hint = f"Écrivez : **{term.rstrip(' :')}** : {found['rest'].strip()}"
            message = f"Cette définition {_SHOWN_TOO}, à la suite du mot."
            yield _problem(draft, found.start("mark"), message, hint)
    yield from _check_templates(draft, prose)


def _problem(
    draft: Draft, offset: int, message: str, hint: str, severity: Severity = Severity.WARNING
) -> Problem:
    return draft.problem(offset, "marque-d-ailleurs", message, hint, severity=severity)


def _check_templates(draft: Draft, prose: str) -> Iterator[Problem]:
    """Commands of other site generators."""
    if not _has_commands(prose):
        return
    for found in _TEMPLATE.finditer(prose):
        hint = "Retirez-la, ou écrivez ce qu'elle devait montrer."
        if _FILM.search(found[0]):
            hint = "Mettez à la place un lien vers la page qui la montre : [Titre](https://…)."
        elif bold := _BOLD.fullmatch(found[0]):
            is_title = found.start() > 0 and prose[found.start() - 1] == "{"
            said = f"pour un titre : ## {bold[1]}" if is_title else f"pour du gras : **{bold[1]}**"
            hint = f"{hint.removesuffix('.')} ; {said}"
        message = f"« {found[0][:60]} » est une commande d'un autre outil, qui {_SHOWN_TOO}."
        yield _problem(draft, found.start(), message, hint, Severity.ERROR)
