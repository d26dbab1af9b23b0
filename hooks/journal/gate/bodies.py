"""The body of one page: every check, in one place."""

from __future__ import annotations

from journal.gate import (
    admonitions,
    alerts,
    bare_addresses,
    broken_marks,
    bullets,
    comments,
    conversions,
    drawings,
    headings,
    inclusive_forms,
    length,
    link_forms,
    links,
    lists,
    mails,
    other_tools,
    passages,
    pictures_in_text,
    raw_html,
    sections,
    spreadsheets,
    tables,
    to_complete,
    wiki,
)
from journal.gate.draft import Check, Draft
from journal.gate.known_pages import Judged
from journal.gate.surroundings import Surroundings
from journal.gate.worth_telling import the_first

# What is looked for in the body of each page; a new check is one module, and one name here.
BODY_CHECKS: tuple[Check, ...] = (
    headings,
    sections,
    links,
    link_forms,
    bare_addresses,
    pictures_in_text,
    drawings,
    raw_html,
    admonitions,
    tables,
    spreadsheets,
    lists,
    bullets,
    comments,
    other_tools,
    alerts,
    mails,
    broken_marks,
    wiki,
    conversions,
    passages,
    to_complete,
    inclusive_forms,
    length,
)


def judge(draft: Draft, around: Surroundings) -> Judged:
    """What is wrong with the body of a page, and what it took to tell."""
    around.asked, around.hinted = {}, False
    found = [p for check in BODY_CHECKS for p in the_first(check.check(draft, around))]
    asked = None if around.hinted else around.asked
    return Judged(draft.path, found, asked, frozenset() if found else draft.text.anchors)
