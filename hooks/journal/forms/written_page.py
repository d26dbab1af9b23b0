"""The page that answers make: its header, its sections in the model's order, whose each line is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from journal.entries.kinds import Kind
from journal.new_pages.question import Form, Question
from journal.new_pages.skeletons import tip_text, visit_text

# The heading of what has not been seen yet.
PROGRAMME = "Au programme"
# The keys that a form fills in, in the order of the models.
_KEYS = (
    *("title", "description", "date", "visite", "visite_le", "structure", "site", "lieu"),
    *("horaire", "adresse", "inscription", "tags", "auteurs", "sources", "image", "image_alt"),
)


@dataclass(frozen=True)
class Content:
    """What a page is to say, ready to be written.

    Attributes:
        form: whose questions were answered.
        header: key to what YAML has after « key: », its space or its line break included.
        sections: id of a question to Markdown; what is empty is left out.
        today: the day on which the page appears.
        is_ahead: whether it announces a visit.
        organisation: the one that was visited, as plain text.
        visit: slug of the visit that a tip comes from; empty for a visit.
        is_seen: whether that visit tells what its own group saw.
    """

    form: Form
    header: Mapping[str, str]
    sections: Mapping[str, str]
    today: date
    is_ahead: bool
    organisation: str
    visit: str = ""
    is_seen: bool = True


@dataclass
class Page:
    """A page, line by line.

    Attributes:
        lines: without line ends.
        owners: for each of them, the question that it answers, or None.
    """

    lines: list[str] = field(default_factory=list)
    owners: list[Question | None] = field(default_factory=list)

    def add(self, text: str, owner: Question | None = None) -> None:
        """Write the lines of a text."""
        for line in text.split("\n"):
            self.lines.append(line)
            self.owners.append(owner)

    def owner_of(self, line: int) -> Question | None:
        """The question that a line answers; lines count from 1."""
        return self.owners[line - 1] if 0 < line <= len(self.owners) else None

    @property
    def text(self) -> str:
        """The whole page."""
        return "\n".join(self.lines).rstrip("\n") + "\n"


def write_page(content: Content) -> Page:
    """The page; the same bytes for the same content."""
    page = Page()
    by_key = {question.key: question for question in content.form.questions if question.key}
    page.add("---")
    for key in filter(content.header.get, _KEYS):
        page.add(f"{key}:{content.header[key]}", by_key.get(key))
    page.add("---\n")
    for heading, question in _sections(content):
        if text := content.sections.get(question.id):
            page.add(f"## {heading}\n\n{text}\n", question)
    return page


def _sections(content: Content) -> Iterator[tuple[str, Question]]:
    """The headings of the model that questions answer, in its order, each with its question."""
    name, day = content.organisation, content.today
    if content.form.kind is Kind.TIP:
        model = tip_text("", content.visit, name, [], day, seen=content.is_seen)
    else:
        model = visit_text("", name, [], day)
    asked = {question.section: question for question in content.form.questions if question.section}
    headings = re.findall(r"^## (.+)$", model, re.MULTILINE)
    # The heading that has the organisation's name is known by being no other.
    others = [question for section, question in asked.items() if section not in headings]
    for heading in headings:
        question = asked.get(heading) or next(iter(others), None)
        if question:
            is_programme = content.is_ahead and question.id == "recit"
            yield (PROGRAMME if is_programme else heading), question
