"""A page as it is printed: the text and the size of each sheet."""

from __future__ import annotations

import io
from dataclasses import dataclass

from playwright.sync_api import Page
from pypdf import PdfReader


@dataclass(frozen=True)
class Sheet:
    """One side of a sheet.

    Attributes:
        text: what is printed on it, on one line.
        size: width and height, in points of 1/72 inch.
    """

    text: str
    size: tuple[int, int]


def pages_of(page: Page) -> list[Sheet]:
    """Print a page from Chromium, in the size that its style sheet asks for."""
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [
        Sheet(
            " ".join(sheet.extract_text().split()),
            (round(sheet.mediabox.width), round(sheet.mediabox.height)),
        )
        for sheet in printed.pages
    ]
