"""What is sound in a header that has mistakes, so that all of them are said together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from journal.entries.any_entry import AnyEntry
from journal.entries.entry import Origin
from journal.headers.yaml_text import Value, YamlText
from journal.problems.problem import Problem

# What is said of several keys at once needs all of them.
_NEEDED = {
    "lieu-manquant": {"visite_le", "lieu"},
    "image-sans-texte": {"image", "image_alt"},
    "texte-sans-image": {"image", "image_alt"},
    "date-de-la-visite": {"date", "visite_le", "visite"},
    "report-incomplet": {"reportee_du", "reportee_le"},
    "report-au-meme-jour": {"reportee_du", "visite_le"},
    "jours-en-desordre": {"date", "visite_le", "reportee_le", "annulee", "ecrit_le"},
    "visite-jamais-annoncee": {"date", "visite_le", "reportee_du"},
    "annulee-deux-fois": {"reportee_du", "reportee_le", "annulee"},
    "annulee-et-racontee": {"annulee", "ecrit_le"},
}


@dataclass(frozen=True)
class Part:
    """An entry of which some values only stand in for what was typed.

    Attributes:
        entry: never to be published.
        faulty: the keys whose values are not those that were typed.
    """

    entry: AnyEntry
    faulty: frozenset[str]

    def true(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems that are those of what was typed."""
        for problem in problems:
            keys = _NEEDED.get(problem.code, {(problem.key or "").partition(".")[0]})
            if self.faulty.isdisjoint(keys):
                yield problem


# Of this one nothing is said.
_SOURCE: Value = {"titre": "Une page lue", "url": "https://example.org/"}


def _sound_sources(header: YamlText, details: Iterable[ErrorDetails]) -> list[Value]:
    """The sources of a header, another one in place of each that has mistakes of its own; none when
    it cannot be told where one begins and ends.
    """
    sources = header.values.get("sources")
    found = [detail for detail in details if detail["loc"][0] == "sources"]
    is_sure = all(len(d["loc"]) > 2 and d["type"] != "missing" for d in found)
    if not found or not is_sure or not isinstance(sources, list):
        return []
    wrong = {detail["loc"][1] for detail in found}
    return [_SOURCE if rank in wrong else source for rank, source in enumerate(sources)]


def sound_part(model: type[AnyEntry], header: YamlText, origin: Origin) -> Part | None:
    """The entry that a header would be with examples in place of its mistakes; None if it is none.

    Args:
        model: what the header should be.
        header: its keys and values, as typed.
        origin: the file's name, and today.
    """
    try:
        model.model_validate(header.values, context=origin)
    except ValidationError as error:
        details = error.errors(include_url=False)
    else:
        return None
    faulty = {str(detail["loc"][0]) for detail in details}
    values = {key: value for key, value in header.values.items() if key not in faulty}
    if sources := _sound_sources(header, details):
        faulty.discard("sources")
        values["sources"] = sources
    for name, field in model.model_fields.items():
        key = field.alias or name
        if field.is_required() and field.examples:
            values.setdefault(key, field.examples[0])
    try:
        return Part(model.model_validate(values, context=origin), frozenset(faulty))
    except ValidationError:
        return None
