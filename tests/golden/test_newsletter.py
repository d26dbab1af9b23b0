"""Bodies and feeds, each beside what is expected of it in `newsletter/`.

`corps/*.txt` hold a rendered body (`corps`) and what goes into the feeds (`lettre`). `flux/*.txt`
hold pages, each with its rendered body, and whole feeds; `lettres/*.txt` hold pages, and the letter
of November 2026 in each of its forms.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.entries.publisher import Site
from journal.language.dates import parse_day
from journal.newsletter.digest import build_digest
from journal.newsletter.feeds import OPML_ADDRESS, feeds_of
from journal.newsletter.letter_contents import tellings
from journal.newsletter.letter_mail import write_letter
from journal.newsletter.month import Month
from journal.newsletter.opml import write_opml
from journal.newsletter.standalone_html import stand_alone
from journal.web.html_trees import inner_html
from support.golden import blocks_of, compare
from support.journals import journal
from support.newsletter import AWKWARD, SENDER, letter_press, pictures, publish

FOLDER = Path(__file__).parent / "newsletter"
BODIES = sorted(FOLDER.glob("corps/*.txt"))
LETTERS = sorted(FOLDER.glob("lettres/*.txt"))
FEEDS = sorted(FOLDER.glob("flux/*.txt"))
ADDRESS = "https://carnet.example/nantes/visites/atelier/"
SITE = Site(
    "https://carnet.example/nantes/",
    f"Carnet {AWKWARD}",
    "Ce que l'on apprend & plus.",
    "essai,2026",
    "Textes\N{NO-BREAK SPACE}: CC BY 4.0",
    "lettre@carnet.example",
)
WRITTEN = ("feed_rss_created.xml", "feed_rss_updated.xml", "feed_json_created.json", OPML_ADDRESS)


@pytest.mark.parametrize("case", BODIES, ids=lambda case: case.stem)
def test_a_body_stands_alone(case: Path) -> None:
    given = {"corps": blocks_of(case.read_text("utf-8"))["corps"]}
    body = inner_html(stand_alone(given["corps"], address=ADDRESS)).strip()
    compare(case, given, {"lettre": body + "\n"})
    assert inner_html(stand_alone(body, address=ADDRESS)) == body, "a second pass changes nothing"


@pytest.mark.parametrize("case", FEEDS, ids=lambda case: case.stem)
def test_whole_feeds(case: Path) -> None:
    blocks = blocks_of(case.read_text("utf-8"))
    given = {name: text for name, text in blocks.items() if name.endswith((".md", ".yml"))}
    catalogue = journal(given)
    bodies = {name: text.split("\n---\n")[1] for name, text in given.items() if "/" in name}
    published = pictures({"visites/etabli.jpg": 12_345})
    files = publish(catalogue, SITE, bodies=bodies, pictures=published)
    files[OPML_ADDRESS] = write_opml(feeds_of(catalogue, SITE), SITE)
    compare(case, given, {name: files[name].decode() for name in WRITTEN})


@pytest.mark.parametrize("day", ["2026-12-01", "2027-03-15"])
@pytest.mark.parametrize("case", LETTERS, ids=lambda case: case.stem)
def test_whole_letters(case: Path, day: str) -> None:
    """The same whenever they are made, once their month is over."""
    blocks = blocks_of(case.read_text("utf-8"))
    given = {name: text for name, text in blocks.items() if name.endswith(".md")}
    catalogue = journal(given, today=parse_day(day))
    [telling] = [t for t in tellings(catalogue) if t.month == Month(2026, 11)]
    press = letter_press(["visites/etabli.jpg"])
    letter = write_letter(telling, site=SITE, sender=SENDER, press=press)
    head, _, _ = letter.mail.decode("ascii").partition("\r\n\r\n")
    digest = build_digest([telling], site=SITE, press=press)
    found = {
        "2026-11.txt": letter.text,
        "2026-11.html": letter.html.rstrip() + "\n",
        "2026-11.eml": head.replace("\r\n", "\n") + "\n",
        "feed_rss_created.xml": digest["lettres/feed_rss_created.xml"].decode(),
    }
    compare(case, given, found)


def test_there_are_cases() -> None:
    assert len(BODIES) >= 7
    assert len(FEEDS) >= 2
    assert LETTERS
