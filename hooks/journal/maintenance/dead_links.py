"""Links that fail, week after week: what is remembered of them, and what is said.

What is remembered is in the issue itself, in a comment that nobody sees: the address of each link
that fails and the day since which it does. An artifact would end after 90 days, and a file of the
repository would be one more thing to merge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from journal.language.dates import parse_day
from journal.language.french import format_date, plural
from journal.maintenance.outgoing_links import Place
from journal.markdown.escaping import code
from journal.web.link_status import Answer, Verdict

# By which the issue is found again.
MARKER = "<!-- carnet : liens vers d'autres sites -->"
TITLE = "Liens vers d'autres sites : ce qui ne répond plus"

# Until then, a link that fails is only watched: sites are moved, mended, renewed.
PATIENCE = timedelta(weeks=3)
# Lines of a kind; characters of what is remembered: an issue holds 65 536 in all.
_MOST, _MOST_MEMORY = 25, 20_000
_MEMORY = re.compile(r"^<!-- mémoire : (?P<json>.*) -->\r?$", re.MULTILINE)

Memory = Mapping[str, date]


@dataclass(frozen=True)
class Report:
    """What a week's round found.

    Attributes:
        places: each address that was asked, to where it stands.
        answers: the same addresses to what they answer.
        since: each address that fails, or that failed and could not be asked, to the first day.
        today: the day of the round.
    """

    places: Mapping[str, list[Place]]
    answers: Mapping[str, Answer]
    since: Memory
    today: date

    @property
    def dead(self) -> list[str]:
        """What has failed for three weeks, and fails today."""
        return [
            a
            for a, day in self.since.items()
            if self.today - day >= PATIENCE and self.answers[a].verdict.is_failure
        ]

    @property
    def watched(self) -> list[str]:
        """What fails, not for so long yet; or has failed, and could not be asked today."""
        dead = set(self.dead)
        return [address for address in self.since if address not in dead]

    @property
    def moved(self) -> list[str]:
        """What has moved for good."""
        return [address for address, answer in self.answers.items() if answer.moved_to]

    @property
    def unsaid(self) -> list[str]:
        """What nothing can be said of this week."""
        return [
            address
            for address, answer in self.answers.items()
            if answer.verdict in (Verdict.BUSY, Verdict.CLOSED) and address not in self.since
        ]

    @property
    def is_due(self) -> bool:
        """Whether there is something to do, or to watch."""
        return bool(self.since or self.moved)

    @property
    def is_doubtful(self) -> bool:
        """Whether something was not told, because a site was asked too much."""
        return any(answer.verdict is Verdict.BUSY for answer in self.answers.values())

    @property
    def is_cut_off(self) -> bool:
        """Whether nothing at all answers: then it is this machine that has no network."""
        return bool(self.answers) and all(
            a.verdict is Verdict.SILENT for a in self.answers.values()
        )


def report(
    places: Mapping[str, list[Place]], answers: Mapping[str, Answer], known: Memory, today: date
) -> Report:
    """What is to be said, and remembered, after a round.

    Args:
        places: each address to where it stands.
        answers: the same addresses to what they answered.
        known: what the last round remembered.
        today: the day.
    """
    since = {}
    for address, answer in answers.items():
        if answer.verdict.is_failure:
            since[address] = known.get(address, today)
        elif answer.verdict is not Verdict.ALIVE and address in known:
            since[address] = known[address]
    return Report(places, answers, since, today)


def as_issue(found: Report) -> str:
    """The issue's Markdown, memory included."""
    parts = [MARKER, _remembered(found.since)]
    if found.dead:
        parts.append(
            f"**Liens morts** : ils ne répondent plus depuis {PATIENCE.days // 7} semaines."
        )
        parts.append(_list((_failing(a, found) for a in found.dead), len(found.dead)))
    if found.moved:
        parts.append("**Adresses qui ont changé** : la nouvelle est à écrire à la place.")
        moved = (
            f"{_where(a, found)} : {code(found.answers[a].moved_to, most=400)}" for a in found.moved
        )
        parts.append(_list(moved, len(found.moved)))
    if found.watched:
        parts.append("**À surveiller** : rien à faire encore, cela peut revenir.")
        parts.append(_list((_failing(a, found) for a in found.watched), len(found.watched)))
    if found.unsaid:
        parts.append("**Non vérifiés cette semaine** : à ouvrir soi-même, de temps en temps.")
        unsaid = (f"{_where(a, found)} {found.answers[a].verdict}" for a in found.unsaid)
        parts.append(_list(unsaid, len(found.unsaid)))
    if not found.is_due:
        parts.append("Tous les liens qui ont pu être vérifiés répondent.")
    parts.append("Ce message se met à jour chaque semaine ; il se ferme quand tout répond.")
    return "\n\n".join(parts) + "\n"


def remembered_in(body: str) -> dict[str, date]:
    """What an issue remembers; nothing of what somebody changed there so that it cannot be read."""
    found = _MEMORY.search(body)
    try:
        memory = json.loads(found["json"]) if found else {}
        return {str(address): parse_day(str(day)) for address, day in memory.items()}
    except (ValueError, AttributeError, RecursionError):
        return {}


def _remembered(since: Memory) -> str:
    """The comment that nobody sees; the oldest first, when there is not room for all."""
    kept: dict[str, str] = {}
    room = _MOST_MEMORY
    for address, day in sorted(since.items(), key=lambda item: (item[1], item[0])):
        room -= len(json.dumps(address)) + 20
        if room >= 0:
            kept[address] = day.isoformat()
    # Nothing in it may end the comment.
    text = json.dumps(kept).replace(">", "\\u003e").replace("--", "-\\u002d")
    return f"<!-- mémoire : {text} -->"


def _failing(address: str, found: Report) -> str:
    day = format_date(found.since[address])
    return f"{_where(address, found)} {found.answers[address].verdict}, depuis le {day} au moins"


def _where(address: str, found: Report) -> str:
    first, *others = found.places[address]
    more = f" et {plural(len(others), 'autre endroit', 'autres endroits')}" if others else ""
    return f"{code(f'{first.path}:{first.line}')}{more} : {code(address, most=200)}"


def _list(lines: Iterable[str], count: int) -> str:
    shown = [f"- {line}" for line, _ in zip(lines, range(_MOST), strict=False)]
    left = count - len(shown)
    return "\n".join([*shown, *([f"- et {plural(left, 'autre')}."] if left else [])])
