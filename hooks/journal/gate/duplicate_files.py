"""Files that are copies of others, left there by an editor or by whoever was careful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from journal.headers.value_types import is_slug
from journal.problems.problem import Explanation, Problem
from journal.reading.tree import PAGES, Tree, right_name

EXPLANATIONS = {
    "fichier-en-double": Explanation(
        "Le fichier est la copie d'un autre.", "Garder l'un des deux, et retirer l'autre."
    ),
}

# What editors and people add to the name of a copy, at its end or before the end of its name.
_ADDED_AFTER = re.compile(
    r"(?:~|\.(?:bak|backup|orig|old|save|sav|sauvegarde|swp|swo|tmp|temp|rej|copie|copy|txt|new)"
    r"|\.~\d+~|\.r\d+|\.mine|#)+$",
    re.IGNORECASE,
)
_ADDED_TO_STEM = re.compile(
    r"(?:[ _.-]*\(\d+\)"
    r"|[ _.-]+(?:copie|copy|sauvegarde|backup|bak|old|ancien|orig)(?:[ _-]?\(?\d+\)?)?"
    r"|[ _.-]+(?:BACKUP|LOCAL|REMOTE|BASE)[_.-]\d+"
    r"|[ _.-]*\(?(?:conflit|conflict|copie en conflit)\b.*)$",
    re.IGNORECASE,
)
_ADDED_BEFORE = re.compile(r"^(?:cop(?:ie|y) (?:\(\d+\) )?(?:de|of) |#+|~\$)", re.IGNORECASE)


def copies(tree: Tree) -> dict[str, str]:
    """Each file that is a copy, and the one that it is a copy of, both under docs/."""
    found: dict[str, str] = {}
    for path, file in sorted(tree.items()):
        folder, slash, typed = path.rpartition("/")
        # « marche-ancien.md » may well be a page of its own.
        is_sound = typed.endswith(".md") and is_slug(typed.removesuffix(".md"))
        if file.trouble or is_sound or not (name := _original_name(typed)).endswith(PAGES):
            continue
        original = f"{folder}{slash}{right_name(name)}"
        if original != path and original in tree and not tree[original].trouble:
            found[path] = original
    return found


def _original_name(name: str) -> str:
    """The name that a copy was made from: « essai - Copie (2).md.bak » is « essai.md »."""
    name = _ADDED_BEFORE.sub("", _ADDED_AFTER.sub("", name))
    stem, dot, suffix = name.rpartition(".")
    return f"{_ADDED_TO_STEM.sub('', stem) or stem}{dot}{suffix.lower()}"


def check_copies(found: Mapping[str, str]) -> Iterator[Problem]:
    """Say of each copy what it is; nothing else is said of it."""
    for path, original in found.items():
        name = PurePosixPath(original).name
        yield Problem(
            path,
            1,
            "fichier-en-double",
            f"C'est une copie de {name}, ou une autre page du même nom.",
            "Retirez-la ; si c'est une autre page, donnez-lui un nom à elle.",
        )
