"""The digest: a feed with one item a month, whose body is the letter.

Services that mail each new item of a feed, and know nothing else, then send a letter a month.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import urljoin

from journal.entries.publisher import Site
from journal.language.typography import typeset, typeset_html
from journal.newsletter.feed_files import documents_of
from journal.newsletter.feeds import letter_feed
from journal.newsletter.items import Item, times_of
from journal.newsletter.json_feed import write_json
from journal.newsletter.letter_contents import Telling
from journal.newsletter.letter_mail import Press
from journal.newsletter.rss import write_rss

MODEL = "letter/item.html"


def build_digest(
    letters: Iterable[Telling], *, site: Site, press: Press, archives: Collection[str] = ()
) -> dict[str, bytes]:
    """Every file of the digest, archives included: address from the site's root to content.

    Args:
        letters: of the months that are over, newest first.
        site: what the feed says of the site.
        press: renders `MODEL`.
        archives: addresses of archives that were published once, which are kept.
    """
    items = [_item(letter, site, press) for letter in letters]
    files: dict[str, bytes] = {}
    for document in documents_of(letter_feed(site), items, archives):
        files[document.rss] = write_rss(document, site)
        files[document.json] = write_json(document, site)
    return files


def _item(letter: Telling, site: Site, press: Press) -> Item:
    """A letter as an item, dated when its month was over: nothing changes in it afterwards."""
    [published] = times_of([letter.published_on])

    def body(*, whole: bool) -> str:
        words = {"letter": letter, "site": site, "whole": whole}
        return typeset_html(press(MODEL, words), marks=False).strip()

    return Item(
        title=typeset(letter.title),
        identifier=f"tag:{site.authority}:lettres/{letter.month.code}",
        address=urljoin(site.url, letter.address),
        summary=typeset(letter.opening),
        html=body(whole=True),
        short=body(whole=False),
        published=published,
        updated=published,
        dated=published,
        authors=(typeset(site.name),),
        themes=(),
        image=None,
    )
