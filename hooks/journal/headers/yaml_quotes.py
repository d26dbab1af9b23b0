"""Quotation marks around a value: those that YAML wants, and those that it would publish."""

from __future__ import annotations

import re

# What word processors and telephones make of straight ones, around a whole value.
_WRAPPED = re.compile(
    r"(?:“(?P<a>[^“”]+)”|„(?P<b>[^„“”]+)[“”]|«[ \u00a0\u202f]*(?P<c>[^«»]+?)[ \u00a0\u202f]*»"
    r"|‘(?P<d>[^‘]+)’|”(?P<e>[^“”]+)”|``(?P<f>[^`]+)'')"
)


def quoted(text: str) -> str:
    """A text as YAML takes it whatever it holds, between double quotes."""
    escaped = text.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def unwrapped(text: str) -> str:
    """A value without the quotation marks of a word processor around it; the same without any."""
    found = _WRAPPED.fullmatch(text.strip())
    return next(words for words in found.groups() if words) if found else text


def unpaired(text: str) -> str | None:
    """A text without the straight mark that stands alone at one of its ends; None without one."""
    if text.count('"') != 1 or not (text.startswith('"') or text.endswith('"')):
        return None
    return text.strip('"').strip()
