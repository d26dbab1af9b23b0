"""What axe-core finds in a page: every rule, best practices included."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_PROGRAM = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# Of the rules that axe leaves out by default, those that judge AA criteria or good practice.
_ADDED = ("focus-order-semantics", "label-content-name-mismatch", "target-size")
ALL = {"rules": {rule: {"enabled": True} for rule in _ADDED}}
COLOURS = {"runOnly": ["cat.color"]}
ALL_BUT_COLOURS = {"rules": {**ALL["rules"], "color-contrast": {"enabled": False}}}
_RUN = "([context, options]) => axe.run(context ?? document, options)"


def violations(
    page: Page, context: dict[str, Any] | None = None, *, rules: dict[str, Any] = ALL
) -> list[str]:
    """Each broken rule with the element that breaks it.

    Args:
        page: where to look.
        context: within what, as axe takes it; all the page when there is none.
        rules: which rules to try, as options of axe.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_PROGRAM)
    found = page.evaluate(_RUN, [context, {"resultTypes": ["violations"], **rules}])
    # A run that checked nothing proves nothing.
    assert found["passes"]
    return [
        f"{rule['id']} : {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def violations_everywhere(
    page: Page, widths: Sequence[int], *, thorough: bool = False
) -> list[str]:
    """As `violations`, in windows of several widths, in CSS pixels, by day and by night.

    Colours take the longest, and do not depend on the width; by night nothing else differs.
    `thorough` tries all rules everywhere nevertheless.
    """
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        rules = ALL if thorough or width == widths[-1] else ALL_BUT_COLOURS
        found += [f"{width} px : {said}" for said in violations(page, rules=rules)]
        if thorough:
            page.emulate_media(color_scheme="dark")
            found += [f"{width} px, de nuit : {said}" for said in violations(page)]
    page.emulate_media(color_scheme="dark")
    return found + [f"de nuit : {said}" for said in violations(page, rules=COLOURS)]


def version() -> str:
    """The version of axe-core, as « 4.12.1 »."""
    return _PROGRAM.split("axe v", 1)[1].split("\n", 1)[0].strip()
