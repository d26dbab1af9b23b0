"""Every kind of mistake that the gate names, by its stable code, for the page of messages.

What a code means and what to do stand beside the check that finds it; here they are put together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from journal.gate import (
    acronyms,
    documents_and_films,
    duplicate_files,
    files,
    header_days,
    header_meaning,
    header_titles,
    hearsay,
    hours,
    law,
    navigation,
    passing_links,
    picture_files,
    publisher,
    visit_states,
    web_links,
)
from journal.gate.body_checks import BODY_CHECKS
from journal.headers import (
    coordinates,
    frontmatter,
    placeholders,
    plain_texts,
    value_faults,
    value_types,
    yaml_comments,
    yaml_faults,
    yaml_refusals,
)
from journal.ledger import identifiers, lost_lines, lost_pages, records, wrong_clock
from journal.ledger import remember as ledger
from journal.newsletter import all_files as newsletter
from journal.problems import problem
from journal.problems.problem import Explanation
from journal.reading import (
    characters,
    cross_references,
    decoding,
    far_places,
    read_catalogue,
    synonyms_file,
    themes_file,
)


class _Module(Protocol):
    """A module that names codes."""

    @property
    def EXPLANATIONS(self) -> Mapping[str, Explanation]:  # noqa: N802 (a constant of modules)
        """What each of them means."""


_MODULES: Mapping[str, tuple[_Module, ...]] = {
    "Dans l'en-tête": (
        *(frontmatter, yaml_refusals, yaml_faults, yaml_comments, value_faults, value_types),
        *(
            coordinates,
            plain_texts,
            placeholders,
            header_meaning,
            header_titles,
            header_days,
            hours,
            visit_states,
            law,
            cross_references,
            far_places,
            themes_file,
            synonyms_file,
        ),
    ),
    "Le fichier": (
        files,
        duplicate_files,
        picture_files,
        decoding,
        characters,
        read_catalogue,
        navigation,
    ),
    "Dans le texte": (
        *BODY_CHECKS,
        acronyms,
        hearsay,
        web_links,
        passing_links,
        documents_and_films,
        problem,
    ),
    "Ce qui a déjà paru": (lost_pages, identifiers, records, lost_lines, ledger, wrong_clock),
    "Dans le site lui-même": (publisher, newsletter),
}

# Title of each group -> code -> what it means.
GROUPS: Mapping[str, Mapping[str, Explanation]] = {
    title: {code: told for module in modules for code, told in module.EXPLANATIONS.items()}
    for title, modules in _MODULES.items()
}

CODES: Mapping[str, Explanation] = {
    code: explanation for group in GROUPS.values() for code, explanation in group.items()
}
