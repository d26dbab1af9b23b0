"""The nodes of a YAML text, without any Python object: whatever it holds, nothing runs nor crashes.

A text that is not YAML is mended as its author is told to, so that the rest of it can be read.
PyYAML, because MkDocs reads headers with it: ruamel.yaml (YAML 1.2) and strictyaml (no `[a, b]`),
both tried, read something else.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from journal.headers.yaml_comments import give_back
from journal.headers.yaml_faults import SURROGATE, Refused, explain
from journal.problems.problem import Problem

# Far beyond any honest header, and far below what makes a parser run out of stack.
MAX_DEPTH = 20

# More mistakes than a header has lines, and more characters than one types in it.
_MENDS = 20
_TYPED = 8_000


class _TextLoader(yaml.SafeLoader):
    """Composes nodes without building any Python object; refuses aliases and deep nesting."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        text = event.value if isinstance(event, yaml.ScalarEvent) else ""
        # An anchor is the sign of an alias, or a sign that would silently disappear from a text.
        is_anchor = getattr(event, "anchor", None) is not None
        is_sign = _is_sign(event)
        if is_anchor or is_sign or self.depth >= MAX_DEPTH or SURROGATE.search(text):
            raise Refused(event)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def _is_sign(event: Any) -> bool:
    """Whether « ! » is the first sign of a text or of a picture: YAML would drop it."""
    tag = getattr(event, "tag", None) or ""
    is_text = not isinstance(event, yaml.CollectionStartEvent)
    return (tag == "!" and is_text) or tag.startswith("![")


def compose(text: str) -> yaml.Node | None:
    """The nodes of a text, by the parser written in C (fifteen times faster) where it is safe.

    That one overflows its stack on deep nesting and composes aliases: a text that has either, or
    any mistake, goes to the one written in Python, which says what is wrong.
    """
    loader = getattr(yaml, "CSafeLoader", None)
    if loader and (_is_shallow(text) or _is_plain(text, loader)):
        try:
            return yaml.compose(text, Loader=loader)
        except (yaml.YAMLError, ArithmeticError, ValueError):
            pass
    return yaml.compose(text, Loader=_TextLoader)


# What may hide an alias, a sign that YAML drops or half a character; an indentation.
_UNSURE = ("&", "*", "\\", "\n     ", ": !", "- !")
# What nests on one line.
_DEEP = re.compile(r"[-?:] +[-?] ")
_BRACKETS = re.compile(r"[\[{][^\n]*[\[{]")


def _is_shallow(text: str) -> bool:
    """Whether a text obviously nests less than half of what is admitted, as most headers do.

    Block nesting takes one more space at least for each level or two, flow nesting a bracket.
    """
    brackets = text.count("[") + text.count("{")
    if brackets > MAX_DEPTH // 4 or (brackets > 1 and _BRACKETS.search(text)):
        return False
    if text.startswith(" ") or any(sign in text for sign in _UNSURE):
        return False
    return not _DEEP.search(text)


def _is_plain(text: str, loader: Any) -> bool:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if (
                getattr(event, "anchor", None) is not None
                or depth >= MAX_DEPTH
                or _is_sign(event)
                or (isinstance(event, yaml.ScalarEvent) and SURROGATE.search(event.value))
            ):
                return False
    except (yaml.YAMLError, ArithmeticError, ValueError):
        return False
    return True


def compose_mended(text: str, path: str, first_line: int) -> tuple[yaml.Node | None, list[Problem]]:
    """The nodes of a text, and what had to be mended to have them; None when that did not do.

    A parser stops at its first mistake. With that one mended as its author is told to, it says the
    next, and what it reads is judged like the rest: all is said at once.
    """
    problems: list[Problem] = []
    explained: set[int] = set()
    while True:
        text, cuts = give_back(text, path, first_line)
        problems += cuts
        try:
            return compose(text), problems
        # Some escapes and directives raise Python's own errors: OverflowError, ValueError.
        except (yaml.YAMLError, ArithmeticError, ValueError) as error:
            problem, mended = explain(error, text, path, first_line)
        if problem.line in explained:
            return None, problems
        explained.add(problem.line)
        problems.append(problem)
        # Reading over and over takes time, and nobody types as much.
        if mended is None or len(explained) >= _MENDS or len(text) > _TYPED:
            return None, problems
        text = mended
