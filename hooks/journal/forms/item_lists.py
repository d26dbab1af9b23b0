"""What people write where a list is asked for, one thing to say or to do a line."""

from __future__ import annotations

import re
from itertools import pairwise

from journal.forms.prose import as_markdown

# A line of a mail that its program broke, in characters.
_BROKEN_AT = 60
# « ### », « 2. », « 2.Noter », « b) »: what ranks a line that is an item.
_RANK = re.compile(
    r"^(?:#+ |\\?[-=–]+\\?> ?|[→⇒➔➜►] ?|\d{1,2}\\?[.)/](?: |(?=[^\W\d_]{2}))|[a-h]\\?\) )"
)


def as_list(answer: str, mark: str = "-", *, is_broken: bool = True) -> str:
    """A text as one list: each of its lines is an item, unless it has a list of its own.

    Args:
        answer: what was written.
        mark: what begins each item, as « - [ ] » for boxes.
        is_broken: whether a program may have broken its lines, as those of mails do.
    """
    lines = as_markdown(answer, is_broken=is_broken).split("\n")
    items: list[str] = []
    notes: list[str] = []
    for before, line in pairwise(["", *lines]):
        if line.startswith("[^"):
            notes.append(f"\n{line}")
            continue
        found = re.match(r"(?P<indent> {4})?(?:-|\d+\.) (?:\[[ xX]?\] ?)?(?P<words>.*)", line)
        if found:
            items.append(f"{found['indent'] or ''}{mark} {found['words']}")
        elif items and (line.startswith("    ") or (is_broken and _is_end(before, line))):
            items[-1] += f" {line.strip()}"
        elif line.startswith("|"):
            cells = [cell for cell in line.strip("|").split("|") if cell.strip(" -:")]
            items += [f"{mark} {' : '.join(cell.strip() for cell in cells)}"] if cells else []
        elif words := _RANK.sub("", line).strip():
            items.append(f"{mark} {words}")
    return "\n".join(items + notes)


def _is_end(before: str, line: str) -> bool:
    """Whether a line is the end of the one before, that a program broke."""
    return len(before) >= _BROKEN_AT and line[:1].islower() and "://" not in before
