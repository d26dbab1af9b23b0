"""What somebody typed, repeated in a comment of GitHub's: it says nothing else than itself.

GitHub obeys what it finds in a comment: marks, HTML, addresses, calls to people and references to
other discussions. The last three are looked for in the text that marks and escapes have become, so
that only an unseen character keeps them from being found (a word joiner, which copies along: what
is to be copied goes into `code`).

Source: https://docs.github.com/en/get-started/writing-on-github
"""

from __future__ import annotations

import re

_MARK = re.compile(r"[\\`*_{}\[\]<>#|~!&$^=]")
# What begins a list, a quotation or a heading where a line begins.
_FIRST = re.compile(r"(?P<number>^\d+)(?=[.)])|^(?=[-+])")
_JOINER = "\N{WORD JOINER}"
# « @name », « https:// », « mailto: », « www. », « #12 », « GH-12 », « name@example.org ».
_CALL = re.compile(
    r"(?<=@)(?=\w)|(?<=\w)(?=@)|(?<=:)(?=//)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)"
    r"|(?<=www)(?=\.)|(?<=#)(?=\w)|(?<=GH)(?=-\d)",
    re.IGNORECASE,
)


def literal(text: str, *, most: int = 600) -> str:
    """A text on one line, as Markdown.

    Args:
        text: whatever was typed.
        most: how many characters of it are kept, from both ends.
    """
    text = _CALL.sub(_JOINER, _in_short(text, most))
    text = _MARK.sub(r"\\\g<0>", text)
    return _FIRST.sub(lambda found: f"{found['number'] or ''}\\", text)


def code(text: str, *, most: int = 600) -> str:
    """A text on one line, as it is to be copied: neither marks nor calls are looked for in it."""
    text = _in_short(text, most)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest or not text else ""
    return f"{fence}{space}{text}{space}{fence}"


def _in_short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most // 2]}[…]{text[-most // 2 :]}"
