"""A page as it is printed: the text and the size of each sheet."""

from __future__ import annotations

import io
from functools import cached_property

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader


class Sheet:
    """One side of a sheet."""

    def __init__(self, printed: PageObject) -> None:
        self._printed = printed

    @cached_property
    def text(self) -> str:
        """What is printed on it, on one line; reading it takes longer than printing it."""
        return " ".join(self._printed.extract_text().split())

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, in points of 1/72 inch."""
        box = self._printed.mediabox
        return round(box.width), round(box.height)


# As much larger as letters may be on another system, which draws them otherwise.
ELSEWHERE = 1.02


def pages_of(page: Page, scale: float = 1) -> list[Sheet]:
    """Print a page from Chromium, in the size that its style sheet asks for."""
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, scale=scale)))
    return [Sheet(sheet) for sheet in printed.pages]
