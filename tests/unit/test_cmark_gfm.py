"""GitHub's program is asked as its package asks it, and gives back what it takes."""

from __future__ import annotations

import resource
from pathlib import Path

from cmarkgfm import cmark

from journal.markdown import cmark_gfm

TEXT = "# Titre\n\n| a | b |\n|---|---|\n| c | d |\n\n- [ ] « l'été »[^1]\n\n[^1]: Une note.\n" * 50
OPTIONS = cmark.Options.CMARK_OPT_FOOTNOTES
EXTENSIONS = ("table", "tasklist")


def test_it_answers_what_the_package_answers() -> None:
    expected = cmark.markdown_to_html_with_extensions(TEXT, OPTIONS, EXTENSIONS)
    assert cmark_gfm.to_html(TEXT, OPTIONS, EXTENSIONS) == expected


def test_texts_that_were_read_take_no_memory() -> None:
    cmark_gfm.to_html(TEXT, OPTIONS, EXTENSIONS)
    before = _megabytes()
    for _ in range(500):
        cmark_gfm.to_html(TEXT, OPTIONS, EXTENSIONS)
    # The package would keep a hundred.
    assert _megabytes() - before < 5


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6
