"""What axe-core finds in a page: every rule, best practices included."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_PROGRAM = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# Of the rules that axe leaves out by default, those that judge AA criteria or good practice.
_ADDED = ("focus-order-semantics", "label-content-name-mismatch", "target-size")
_OPTIONS = {"resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in _ADDED}}
_RUN = "([context, options]) => axe.run(context ?? document, options)"


def violations(
    page: Page, context: dict[str, Any] | None = None, *, tags: list[str] | None = None
) -> list[str]:
    """Each broken rule with the element that breaks it.

    Args:
        page: where to look.
        context: within what, as axe takes it; all the page when there is none.
        tags: the rules to try, by their tags; all when there are none.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_PROGRAM)
    options = {"resultTypes": ["violations"], "runOnly": tags} if tags else _OPTIONS
    found = page.evaluate(_RUN, [context, options])
    # A run that checked nothing proves nothing.
    assert found["passes"]
    return [
        f"{rule['id']} : {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def violations_everywhere(
    page: Page, widths: Iterable[int], *, thorough: bool = False
) -> list[str]:
    """As `violations`, in windows of several widths, in CSS pixels, by day and by night.

    By night nothing but colours differs, and they do not depend on the width: `thorough` tries all
    rules in all widths nevertheless.
    """
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        found += [f"{width} px : {said}" for said in violations(page)]
        if thorough:
            page.emulate_media(color_scheme="dark")
            found += [f"{width} px, de nuit : {said}" for said in violations(page)]
    page.emulate_media(color_scheme="dark")
    return found + [f"de nuit : {said}" for said in violations(page, tags=["cat.color"])]


def version() -> str:
    """The version of axe-core, as « 4.12.1 »."""
    return _PROGRAM.split("axe v", 1)[1].split("\n", 1)[0].strip()
