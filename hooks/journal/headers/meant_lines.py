"""Lines that are no YAML, and the pair or the item that was meant by each: `**lieu** : Nantes`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journal.headers.yaml_quotes import quoted, unwrapped

# A key within marks, behind a bullet, before an equals sign or a wide colon; « "lieu": "…", ».
_PAIR = re.compile(
    r"\s*(?P<bullet>[-*•–—·] +)?(?P<mark>[*_`\"'“«]{0,2} ?)(?P<key>[^\W\d][\w '’-]{0,40}?)"
    r"[*_`\"'”» ]{0,3}(?:[:：] ?|=(?=\s)|(?:[-=]+>|[→⇒])(?=\s)|;(?= \S))"
    r"(?:[*_]{1,2}(?=\s))?\s*(?P<value>.*)"
)
# « -insertion », « – insertion »: an item whose dash is another, or touches it.
_ITEM = re.compile(r"\s*(?:-(?=[^\s-])|[–—•·*]\s*)(?P<words>[^\s:][^:]*)")
_ALIGNED = re.compile(r"(?P<indent> *)- +(?P<words>[^\s:][^:]*)")
_HOLDS_ITEMS = re.compile(r"\s*(?:[\w-]+:|- .*|[–—•·*-]\S.*|[–—•·*] .*)\s*")
_NESTED = re.compile(r" *- +(?=[\w-]+:)")
# « - [Rapport](https://…) », where a source is wanted.
LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\]\(<?(?P<target>[^\s()<>]+)>?(?: \"[^\"]*\")?\)")
# Keys that hold an address, and no text.
_ADDRESSES = frozenset({"image", "inscription", "site", "url"})


def pair_meant(lines: Sequence[str], index: int) -> str | None:
    """The line `key: value` that was meant by one, indented as its neighbours are.

    Returns:
        None where the line is already one, or where only its author knows.
    """
    line = lines[index]
    found = _PAIR.fullmatch(line)
    if not found:
        return None
    value = found["value"].strip()
    if found["mark"].strip() in ('"', "'"):
        value = value.rstrip(",")
    if value and not _is_plain(value):
        # What is not closed has another mend.
        if value[0] in "[{\"'":
            return None
        value = quoted(unwrapped(value.strip("*_")))
    bullet = "- " if found["bullet"] and _is_among_items(lines, index) else ""
    meant = f"{_indentation(lines, index)}{bullet}{found['key'].strip()}: {value}".rstrip()
    return meant if meant != line.rstrip() else None


def pairs_meant(lines: Sequence[str]) -> dict[int, str]:
    """The pairs that were meant by the lines of a header of which none may be one, each by its
    rank: « title = … », « - title: … », an unbreakable space after each colon.
    """
    mended = list(lines)
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        # What is set in belongs to a list above.
        if line[:1] not in (" ", "\t", "") and (meant := pair_meant(mended, index)):
            found[index] = mended[index] = meant
    return found


def item_meant(lines: Sequence[str], index: int) -> str | None:
    """The item of a list that was meant by « -insertion »; None for anything else."""
    found = _ITEM.fullmatch(lines[index])
    above = next((line for line in reversed(lines[:index]) if line.strip()), "")
    # One that is set in otherwise than the one above.
    if (item := _ALIGNED.fullmatch(lines[index])) and (other := _ALIGNED.match(above)):
        return f"{other['indent']}- {item['words']}"
    if not found or not _HOLDS_ITEMS.fullmatch(above):
        return None
    return f"  - {found['words'].strip()}"


def source_meant(line: str) -> tuple[str, str] | None:
    """The title and the address of « - [Rapport](https://…) »; None for anything else."""
    found = re.fullmatch(rf"\s*- +{LINK.pattern}\s*", line)
    return (found["words"], found["target"]) if found else None


def value_meant(key: str, value: str) -> str | None:
    """The address of « ![Un établi](../images/a.jpg) » where an address is wanted."""
    found = LINK.fullmatch(value.strip()) if key in _ADDRESSES else None
    return found["target"] if found else None


_OF_SOURCES = frozenset({"titre", "url", "consulte_le"})
_KEY = re.compile(r"\s+(?P<key>[a-z_]+):")
_KEY_OF_A_SOURCE = re.compile(r"\s*(?:- +)?(?:titre|url|consulte_le):")


def _is_plain(value: str) -> bool:
    """Whether YAML takes a value as it is."""
    return bool(
        re.fullmatch(
            r"\"[^\"\\]*\"|'[^']*'|\[[^\[\]{}]*\]|[\w./](?:[^:#\[\]{}\"*]|:(?=\S))*", value
        )
    )


def _is_among_items(lines: Sequence[str], index: int) -> bool:
    return any(_NESTED.match(line) for line in lines[max(0, index - 3) : index])


def _indentation(lines: Sequence[str], index: int) -> str:
    """That of the pair above, which may begin with the dash of an item."""
    line = lines[index]
    above = next((line for line in reversed(lines[:index]) if line.strip()), "")
    if not line.startswith((" ", "\t")):
        return ""
    # What no source holds stands on its own, below them.
    if (
        (key := _KEY.match(line))
        and key["key"] not in _OF_SOURCES
        and _KEY_OF_A_SOURCE.match(above)
    ):
        return ""
    nested = _NESTED.match(above)
    if nested:
        return " " * (nested.end() if not re.match(r"\s*- ", line) else nested[0].find("-"))
    return above[: len(above) - len(above.lstrip(" "))]
