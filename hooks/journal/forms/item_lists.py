"""What people write where a list is asked for, one thing to say or to do a line."""

from __future__ import annotations

import re
from itertools import pairwise

from journal.forms.prose import as_markdown

# A line of a mail that its program broke, in characters.
_BROKEN_AT = 60
# « ### », « 2. », « 2.Noter », « b) »: what ranks a line that is an item.
_RANK = re.compile(
    r"^(?:#+ |\\?[-=–]+\\?> ?|[→⇒➔➜►] ?|\d{1,2}\\?[.)/](?: |(?=[^\W\d_]{2}))|[a-h]\\?\) "
    r"|\(\d{1,2}\) )"
)
# Numbers that follow one another within a line, and how many make a list.
_NUMBERED = re.compile(r"(?:^|(?<=[\s,;.]))\(?(?P<rank>\d{1,2}) ?[.)/-] ?(?=[^\W\d_])")
_FEWEST = 3
_ITEM = re.compile(r"(?P<indent> {4})?(?:-|\d+\.) (?:\[[ xX]?\] ?)?(?P<words>.*)")
# No idea begins so.
_GOES_ON = re.compile(r"(?:et|ou|que|qui|dont|plutôt que|afin|car|mais|ainsi que|puisque|parce)\b")


def as_list(answer: str, mark: str = "-", *, is_broken: bool = True) -> str:
    """A text as one list: each of its lines is an item, unless it has a list of its own.

    Args:
        answer: what was written.
        mark: what begins each item, as « - [ ] » for boxes.
        is_broken: whether a program may have broken its lines, as those of mails do.
    """
    answer = _apart(answer.strip()) if "\n" not in answer.strip() else answer
    lines = as_markdown(answer, is_broken=is_broken).split("\n")
    items: list[str] = []
    notes: list[str] = []
    above = _announcing(lines)
    for before, line in pairwise(["", *lines[len(above) :]]):
        if line.startswith("[^"):
            notes.append(f"\n{line}")
            continue
        found = _ITEM.match(line)
        if found:
            items.append(f"{found['indent'] or ''}{mark} {found['words']}")
        elif items and (line.startswith("    ") or _is_end(before, line, is_broken=is_broken)):
            items[-1] += f" {line.strip()}"
        elif line.startswith("|"):
            cells = [cell for cell in line.strip("|").split("|") if cell.strip(" -:")]
            items += [f"{mark} {' : '.join(cell.strip() for cell in cells)}"] if cells else []
        elif words := _RANK.sub("", line).strip():
            items.append(f"{mark} {words}")
    return "\n".join([*above, *items, *notes])


def _apart(line: str) -> str:
    """« 1- Préparer 2- appeler 3- noter » on a line each; any other line as it is."""
    marks = list(_NUMBERED.finditer(line))
    ranks = [int(mark["rank"]) for mark in marks]
    if len(ranks) < _FEWEST or ranks != list(range(1, len(ranks) + 1)) or marks[0].start():
        return line
    return _NUMBERED.sub(lambda mark: f"\n{mark['rank']}. ", line).strip()


def _announcing(lines: list[str]) -> list[str]:
    """« Voici comment faire : » above a list, which is none of its items; else nothing."""
    announces = lines[0].endswith((" :", ":")) and not _ITEM.match(lines[0])
    below = next(filter(None, lines[1:]), "")
    return lines[: lines.index(below)] if announces and _ITEM.match(below) else []


def _is_end(before: str, line: str, *, is_broken: bool) -> bool:
    """Whether a line is the end of the one before: a program broke it, or whoever typed it."""
    if not line[:1].islower() or "://" in before:
        return False
    is_typed = before[:1].isupper() and (before.endswith(",") or _GOES_ON.match(line))
    return (is_broken and len(before) >= _BROKEN_AT) or bool(is_typed)
