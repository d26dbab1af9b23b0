"""The scripts of the search: parts that tests run apart, published as one file."""

from __future__ import annotations

import re
from pathlib import Path

# Each names those before it only.
PARTS = ("notations", "query", "index", "spelling", "results", "running", "panel", "page", "start")
# What a part has of another, under its own name: in one file it is there already.
_IMPORT = re.compile(r'^import \{(?:(?! as )[^}])*\} from "\./[a-z]+\.js";\n', re.MULTILINE)


def joined(folder: Path) -> str:
    """One module of all the parts: their names outside any function are in one place there, and
    `make lint` refuses one that two parts declare (tests/scripts/lint.py).
    """
    parts = ((folder / f"{name}.js").read_text("utf-8") for name in PARTS)
    return _IMPORT.sub("", "\n".join(parts))
