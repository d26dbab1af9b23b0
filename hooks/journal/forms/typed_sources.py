"""Sources as people type them, one a line or several: what names each, its address, its day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from journal.forms.inline import EACH_BULLET
from journal.forms.prose import as_line
from journal.language.consultations import consultation
from journal.new_pages.skeletons import yaml_text
from journal.web.pasted_addresses import mended
from journal.web.split_addresses import rejoined
from journal.web.trackers import unwrapped

# « …/Quai_(Nantes) » holds a parenthesis that it opens.
WEB_ADDRESS = re.compile(
    r"<?(?P<address>(?:https?://|www\.)(?:[^\s<>()\"«»]|\([^\s<>()\"«»]*\))+)>?", re.IGNORECASE
)
# An address alone is that of the line above, which has none.
_BELOW = re.compile(
    r"^(?P<words>(?!.*(?:https?://|www\.))(?=.*\w).*+)\n[ \t]*"
    r"(?P<address><?(?:https?://|www\.)\S+)[ \t]*$",
    re.MULTILINE,
)
# What announces them.
_HEAD = re.compile(r"(?:mes |nos |les )?sources?", re.IGNORECASE)
# What leads from one source to the next.
_LINK = re.compile(r"^(?:et|ou|voir(?: aussi)?|cf\.?)(?: ?: ?| |$)", re.IGNORECASE)
# What stands before a line of a list.
_MARK = re.compile(rf"^[\s{EACH_BULLET}]+|^\s*\d{{1,2}}[.)] ")
# What an address leaves where it stood, and around.
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|<\s*>")
_AROUND = " ,;:<>–—-|"
# As old as the web.
_FIRST_READING = date(1990, 1, 1)


class TypedSource(NamedTuple):
    """A source.

    Attributes:
        title: what names it; its host when nothing does.
        url: where it is; empty when that is not said.
        read_on: the day on which it was read, or None.
    """

    title: str
    url: str
    read_on: date | None

    def may_be(self, today: date) -> bool:
        """Whether it may have been read on its day."""
        return self.read_on is None or _FIRST_READING <= self.read_on <= today

    @property
    def as_yaml(self) -> str:
        """An item of a list, under its key."""
        lines = [f"  - titre: {yaml_text(self.title)}"]
        lines += [f"    url: {yaml_text(self.url)}"] if self.url else []
        lines += [f"    consulte_le: {self.read_on}"] if self.read_on else []
        return "".join(f"\n{line}" for line in lines)


def typed_sources(text: str) -> list[TypedSource]:
    """Every source of an answer."""
    sources: list[TypedSource] = []
    for line in _lines(text):
        found = WEB_ADDRESS.search(line)
        url = web_address(found["address"]) if found else ""
        words = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", line) if found else line
        typed = _named(_MARK.sub("", WEB_ADDRESS.sub("", words)))
        read = consultation(typed)
        title, day = (_named(read.named), read.day) if read else (typed, None)
        if _HEAD.fullmatch(title) and not url:
            continue
        if title or url:
            host = urlsplit(url).netloc.removeprefix("www.")
            sources.append(TypedSource(title or host, url, day))
        elif day and sources and not sources[-1].read_on:
            # On a line of its own.
            sources[-1] = sources[-1]._replace(read_on=day)
        elif typed:
            sources.append(TypedSource(typed, "", None))
    return sources


def _lines(text: str) -> Iterator[str]:
    """Each line; one that gives several addresses is as many."""
    for line in with_addresses(rejoined(text)).splitlines():
        last = 0
        found_here = [*WEB_ADDRESS.finditer(line)]
        # « [https://…](https://…) » is one.
        several = len({found["address"] for found in found_here}) > 1
        for found in found_here[:-1] if several else ():
            yield line[last : found.end()]
            last = found.end()
        yield line[last:]


def with_addresses(text: str) -> str:
    """A text whose addresses stand beside what names them."""
    return _BELOW.sub(r"\g<words> \g<address>", text)


def _named(typed: str) -> str:
    """What names a source, without the signs that stood around its address."""
    name = _LINK.sub("", _EMPTY.sub("", as_line(typed)).strip(_AROUND))
    name = re.sub(r" (?=,)", "", name)
    for opening, closing in ("()", "[]"):
        if name.count(opening) != name.count(closing):
            name = name.strip(f"{_AROUND}{opening}{closing}")
    return name


def web_address(typed: str) -> str:
    """An address of the web as it was meant."""
    typed = mended(typed)
    found = unwrapped(typed)
    typed = found.clean if found and found.clean else typed
    return typed if "://" in typed else f"https://{typed}"
