"""Golden files: input and expected output side by side in one text, block after block.

After a change that is meant, `GOLDEN=1 pytest tests/golden` writes what is expected afresh: read
the diff.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

_TITLE = re.compile(r"^==> (.+) <==\n", re.MULTILINE)


def blocks_of(text: str) -> dict[str, str]:
    """Name of each block, under a line `==> name <==`, to its text."""
    before, *parts = _TITLE.split(text)
    assert before == "", "a case starts with a line « ==> name <== »"
    return dict(zip(parts[::2], parts[1::2], strict=True))


def compare(case: Path, given: Mapping[str, str], found: Mapping[str, str]) -> None:
    """What was found is what the file holds after what was given; when asked, write it there first.

    Args:
        given, found: name of each block to its text; what is found empty has no block.
    """
    blocks = {**given, **{name: content for name, content in found.items() if content}}
    text = "".join(f"==> {name} <==\n{content}" for name, content in blocks.items())
    if os.environ.get("GOLDEN"):
        case.write_text(text, encoding="utf-8")
    assert text == case.read_text(encoding="utf-8")
