"""Waiting for what a page is to become, under its own policy."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# Looked at as often as the page is drawn. The condition is part of the program: Playwright's
# `wait_for_function` reads its own again at each look, as a text, which the policy of pages refuses
# (and nobody sees it when the first look is enough).
_UNTIL = """(arg) => new Promise((done, fail) => {
  const limit = performance.now() + 30_000;
  const look = () => {
    if ((%s)(arg)) done();
    else if (performance.now() > limit) fail(new Error("It never came."));
    else requestAnimationFrame(look);
  };
  look();
})"""


def wait_until(page: Page, condition: str, arg: Any = None) -> None:
    """Wait, 30 s at most, until a JavaScript function of `arg` answers true in the page."""
    page.evaluate(_UNTIL % condition, arg)
