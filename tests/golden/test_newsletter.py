"""Bodies and feeds, each beside what is expected of it in `newsletter/`.

`corps/*.txt` hold a rendered body (`corps`) and what goes into the feeds (`lettre`). `flux/*.txt`
hold pages, each with its rendered body, and whole feeds. After a change that is meant,
`GOLDEN=1 pytest tests/golden/test_newsletter.py` writes what is expected afresh: read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journal.newsletter.bodies import inner_html, stand_alone
from journal.newsletter.feeds import feeds_of
from journal.newsletter.opml import OPML_ADDRESS, write_opml
from journal.publisher import Site
from support.golden import blocks_of
from support.journals import journal
from support.newsletter import AWKWARD, publish

FOLDER = Path(__file__).parent / "newsletter"
BODIES = sorted(FOLDER.glob("corps/*.txt"))
FEEDS = sorted(FOLDER.glob("flux/*.txt"))
ADDRESS = "https://carnet.example/nantes/visites/atelier/"
SITE = Site(
    "https://carnet.example/nantes/",
    f"Carnet {AWKWARD}",
    "Ce que l'on apprend & plus.",
    "essai,2026",
    "Textes\N{NO-BREAK SPACE}: CC BY 4.0",
)
WRITTEN = ("feed_rss_created.xml", "feed_rss_updated.xml", "feed_json_created.json", OPML_ADDRESS)


def compare(case: Path, given: dict[str, str], found: dict[str, str]) -> None:
    """What was found is what the file holds beside what was given; or, when asked, write it."""
    text = "".join(f"==> {name} <==\n{content}" for name, content in (given | found).items())
    if os.environ.get("GOLDEN"):
        case.write_text(text, encoding="utf-8")
    assert case.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("case", BODIES, ids=lambda case: case.stem)
def test_a_body_stands_alone(case: Path) -> None:
    given = {"corps": blocks_of(case.read_text("utf-8"))["corps"]}
    body = inner_html(stand_alone(given["corps"], address=ADDRESS))
    compare(case, given, {"lettre": body + "\n"})
    assert inner_html(stand_alone(body, address=ADDRESS)) == body, "a second pass changes nothing"


@pytest.mark.parametrize("case", FEEDS, ids=lambda case: case.stem)
def test_whole_feeds(case: Path) -> None:
    blocks = blocks_of(case.read_text("utf-8"))
    given = {name: text for name, text in blocks.items() if name.endswith((".md", ".yml"))}
    catalogue = journal(given)
    bodies = {name: text.split("\n---\n")[1] for name, text in given.items() if "/" in name}
    lengths = {"visites/etabli.jpg": 12_345}
    files = publish(catalogue, SITE, bodies=bodies, image_lengths=lengths)
    files[OPML_ADDRESS] = write_opml(feeds_of(catalogue, SITE), SITE)
    compare(case, given, {name: files[name].decode() for name in WRITTEN})


def test_there_are_cases() -> None:
    assert len(BODIES) >= 7
    assert FEEDS
