"""Golden files: input and expected output side by side in one text, block after block."""

from __future__ import annotations

import re

_TITLE = re.compile(r"^==> (.+) <==\n", re.MULTILINE)


def blocks_of(text: str) -> dict[str, str]:
    """Name of each block, under a line `==> name <==`, to its text."""
    before, *parts = _TITLE.split(text)
    assert before == "", "a case starts with a line « ==> name <== »"
    return dict(zip(parts[::2], parts[1::2], strict=True))
