"""The style of a page: as browsers read it, and out of the page that it is for."""

from __future__ import annotations

import re
from collections.abc import Callable

# What browsers skip of a style sheet, beside what it quotes: a fourth of the weight.
_UNREAD = re.compile(
    r"""
      ("[^"]*") | \s*/\*.*?\*/\s* | ;?\s*(\})\s* | \s*([{;,>~])\s* | (?<=[\w-])(:)\s+
    | (?<=[ (:,])0(\.\d)
    """,
    re.DOTALL | re.VERBOSE,
)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_HEAD_ENDS = "</head>"


def read_by_browsers(style: str) -> str:
    """A style sheet without what browsers skip."""
    return _UNREAD.sub(lambda found: "".join(filter(None, found.groups())), style)


def without_styles(page: str, address_of: Callable[[str], str]) -> str:
    """A page whose head links to its style, in place of holding it.

    Args:
        page: its HTML; the body is left as it is, where none of ours is.
        address_of: given a style, where it is published.
    """
    head, ends, rest = page.partition(_HEAD_ENDS)
    head = _STYLE.sub(lambda found: f'<link rel="stylesheet" href="{address_of(found[1])}">', head)
    return f"{head}{ends}{rest}"
