"""The newsletter: every feed of the journal, written from what the rss plugin lists.

`build_newsletter` is the whole of it; `feeds_of` says which feeds there are, for the pages that
announce them, and `write_opml` puts them all in one file. `state_of` is shared with the month's
letter.
"""

from __future__ import annotations

from journal.newsletter.build import build_newsletter
from journal.newsletter.feeds import Feed, Site, feeds_of
from journal.newsletter.opml import OPML_ADDRESS, write_opml
from journal.newsletter.states import State, state_of

__all__ = [
    "OPML_ADDRESS",
    "Feed",
    "Site",
    "State",
    "build_newsletter",
    "feeds_of",
    "state_of",
    "write_opml",
]
