"""The body of one page: every check, in one place."""

from __future__ import annotations

from itertools import chain

from journal.gate import (
    admonitions,
    attributes_in_braces,
    bare_addresses,
    broken_marks,
    comments,
    conflict_marks,
    conversion_leftovers,
    cut_addresses,
    diagrams_and_maps,
    drawings,
    drawn_tables,
    footnotes,
    foreign_syntax,
    github_alerts,
    glossary_words,
    headings,
    inclusive_forms,
    length,
    links,
    lists,
    mail_headers,
    misread_lists,
    misrendered_text,
    pictures_in_text,
    private_places,
    raw_html,
    sections,
    spreadsheets,
    tables,
    tool_blocks,
    unfinished_text,
    unread_links,
    unread_lists,
    wiki_links,
)
from journal.gate.draft import Check, Draft
from journal.gate.link_targets import Surroundings
from journal.gate.shown_problems import the_first
from journal.gate.verdict_cache import Judged
from journal.problems.problem import Problem

# What is looked for in the body of each page; a new check is one module, and one name here.
BODY_CHECKS: tuple[Check, ...] = (
    headings,
    sections,
    links,
    unread_links,
    bare_addresses,
    cut_addresses,
    pictures_in_text,
    drawings,
    raw_html,
    attributes_in_braces,
    glossary_words,
    admonitions,
    tables,
    drawn_tables,
    spreadsheets,
    lists,
    unread_lists,
    misread_lists,
    comments,
    diagrams_and_maps,
    foreign_syntax,
    footnotes,
    conflict_marks,
    tool_blocks,
    github_alerts,
    mail_headers,
    broken_marks,
    wiki_links,
    conversion_leftovers,
    misrendered_text,
    unfinished_text,
    private_places,
    inclusive_forms,
    length,
)


def judge(draft: Draft, around: Surroundings) -> Judged:
    """What is wrong with the body of a page, and what it took to tell."""
    around.asked, around.hinted = {}, False
    found: list[Problem] = []
    for check in BODY_CHECKS:
        problems = check.check(draft, around)
        # Most find nothing.
        if first := next(problems, None):
            found += the_first(chain((first,), problems))
    asked = None if around.hinted else around.asked
    return Judged(draft.path, found, asked, frozenset() if found else draft.text.anchors)
