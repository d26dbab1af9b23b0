"""What is said of a proposed change, on GitHub: one comment, written again at each change of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from journal.language.french import format_date, plural
from journal.ledger.identifiers import MOST_DAYS
from journal.maintenance.proposal_changes import AddressChange, Difference, PageChange
from journal.markdown.escaping import code, literal
from journal.newsletter.item_frame import summary
from journal.newsletter.published_states import State
from journal.problems.problem import Problem, Severity, errors
from journal.problems.report import explanation_address
from journal.reading.tree import is_picture

# By which a workflow finds its comment, to change it rather than add another.
MARKER = "<!-- carnet : ce que change la proposition -->"

# As many lines of a kind as somebody reads; characters of one thing that is repeated. Together they
# stay under what GitHub takes: 65 536 characters.
_MOST, _MOST_CHARACTERS = 20, 300
# What is to be typed, in a hint, unless it is quoted; then, after a value without quotes, what is
# to be known.
_TO_TYPE = re.compile(
    r"(?P<ask>(?:Écrivez|Ajoutez)[^:]*: )(?!«)"
    r"(?:(?P<typed>[^\"' ;(]+(?: [^\"' ;(]+)*)(?P<rest> [;(].+)"
    r"|(?P<line>.+))"
)
# Said beside the item that it is about.
_OLD = "page-deja-ancienne"


def comment(difference: Difference, *, site_url: str = "", copy: str = "") -> str:
    """The comment, in GitHub's Markdown.

    Args:
        difference: what the change would do.
        site_url: address of the published site, ending with a slash; without it, nothing leads to
            the explanations, which are on the site.
        copy: where the site as it would be is to be downloaded; empty when it is nowhere.
    """
    parts = [MARKER, *_problems(difference, site_url), *_pages(difference, site_url)]
    if difference.is_readable:
        parts += [*_news(difference), *_addresses(difference, site_url)]
    else:
        parts.append(
            "Ce que recevront les personnes abonnées, et les adresses qui changent, se diront "
            "ici quand ces erreurs seront corrigées."
        )
    if copy:
        parts.append(
            f"[Le site tel qu'il deviendrait]({copy}) se télécharge : décompressez-le, puis ouvrez "
            "`index.html`."
        )
    parts.append("Ce message se met à jour à chaque changement de la proposition.")
    return "\n\n".join(parts) + "\n"


# ---- What is wrong ------------------------------------------------------------------------------


def _problems(difference: Difference, site_url: str) -> Iterator[str]:
    said = [problem for problem in difference.problems if problem.code != _OLD]
    stops = len(errors(said))
    if not said:
        yield "**Rien à corriger** : la proposition peut être relue."
        return
    warned = len(said) - stops
    parts = [plural(stops, "erreur") + " à corriger"] if stops else []
    parts += [plural(warned, "remarque", "remarques")] if warned else []
    yield f"**{' et '.join(parts)}**"
    yield _list((_problem(problem, site_url) for problem in said), len(said))


def _problem(problem: Problem, site_url: str) -> str:
    warning = "remarque : " if problem.severity is Severity.WARNING else ""
    place = f"{code(problem.source, most=_MOST_CHARACTERS)}, ligne {problem.line}"
    words = f"{place} : {warning}{_literal(problem.message)} {_hint(problem.hint)}".rstrip()
    if site_url:
        words += f" ([explication]({explanation_address(problem.code, site_url)}))"
    return words


def _rest(text: str | None) -> str:
    return f" {_literal(text)}" if text else ""


def _hint(hint: str) -> str:
    """A hint whose line can be copied as it is."""
    if found := _TO_TYPE.fullmatch(hint):
        typed = code(found["typed"] or found["line"])
        return f"{_literal(found['ask'])} {typed}{_rest(found['rest'])}"
    return _literal(hint)


# ---- What changes -------------------------------------------------------------------------------


def _pages(difference: Difference, site_url: str) -> Iterator[str]:
    changes = list(difference.pages())
    pages = [change for change in changes if not is_picture(change.path)]
    pictures = len(changes) - len(pages)
    if not changes:
        yield "Aucune page ne change."
        return
    yield "**Ce qui change**"
    lines = [_page(change, site_url) for change in pages]
    lines += [plural(pictures, "photographie")] if pictures else []
    yield _list(lines, len(lines))


def _page(change: PageChange, site_url: str) -> str:
    title = _literal(change.title)
    if site_url and change.address:
        title = f"[{title}]({site_url}{change.address})"
    return f"{change.done} : {title}"


# ---- What is sent -------------------------------------------------------------------------------


def _news(difference: Difference) -> Iterator[str]:
    news, reviews = difference.news(), difference.reviews()
    yield "**Ce que recevront les personnes abonnées**"
    lines = [_item(state, difference) for state in news]
    lines += [
        f"dans le seul flux des pages relues : {_literal(state.entry.title)}" for state in reviews
    ]
    yield _list(lines, len(lines)) if lines else "Rien ne sera envoyé."


def _item(state: State, difference: Difference) -> str:
    words = f"**{_literal(state.title)}** {_literal(summary(state))}"
    age = (difference.today - state.day).days
    if age <= MOST_DAYS:
        last = state.day + timedelta(days=MOST_DAYS)
        return f"{words} À publier au plus tard le {format_date(last)}, pour être annoncé."
    today = code(difference.today.isoformat())
    return (
        f"{words} **Sa date a vieilli** : datée du {format_date(state.day)}, ni les courriels ni "
        f"la lettre du mois ne l'annonceront. Mettez à la place de {code(state.day.isoformat())}, "
        f"dans son en-tête, la date du jour : {today}."
    )


# ---- Addresses ----------------------------------------------------------------------------------


def _addresses(difference: Difference, site_url: str) -> Iterator[str]:
    changes = list(difference.addresses())
    if changes:
        yield "**Adresses qui changent**"
        yield _list((_address(change) for change in changes), len(changes))


def _address(change: AddressChange) -> str:
    target = f" {_path(change.target)}" if change.target else ""
    return f"{_path(change.name)} {change.now}{target}"


def _path(name: str) -> str:
    return code(f"/{name}", most=_MOST_CHARACTERS)


# ---- Words --------------------------------------------------------------------------------------


def _list(lines: Iterable[str], count: int) -> str:
    shown = [f"- {line}" for line, _ in zip(lines, range(_MOST), strict=False)]
    left = count - len(shown)
    return "\n".join([*shown, *([f"- et {plural(left, 'autre')}."] if left else [])])


def _literal(text: str) -> str:
    return literal(text, most=_MOST_CHARACTERS)
