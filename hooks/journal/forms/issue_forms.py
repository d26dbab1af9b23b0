"""GitHub's issue forms, written from the one table of questions: `.github/ISSUE_TEMPLATE/`.

`make schemas` writes them; a test holds them current with the themes and the visits of docs/.

Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from journal.new_pages.question import Field, Form, Question
from journal.new_pages.question_table import FORMS, OTHER_VISIT, THEMES, VISIT
from journal.new_pages.skeletons import yaml_text

FOLDER = ".github/ISSUE_TEMPLATE"
_NOTICE = (
    "# Écrit par « make schemas », d'après les questions de "
    "hooks/journal/new_pages/question_table.py."
)


def issue_forms(themes: Mapping[str, str], visits: Mapping[str, str]) -> dict[str, str]:
    """Every form: its path from the repository's root, and its text.

    Args:
        themes: slug to name, in the order of `themes.yml`.
        visits: slug to organisation, in French alphabetical order.
    """
    options = {THEMES.id: list(themes.values()), VISIT.id: visit_names(visits)}
    return {f"{FOLDER}/{form.file}.yml": "\n".join(_lines(form, options)) + "\n" for form in FORMS}


def visit_names(visits: Mapping[str, str]) -> list[str]:
    """What the menu of visits has: the organisations, with their slugs where two have one name."""
    counts = Counter(visits.values())
    names = [name if counts[name] == 1 else f"{name} ({slug})" for slug, name in visits.items()]
    return [*names, OTHER_VISIT]


def _lines(form: Form, options: Mapping[str, list[str]]) -> Iterator[str]:
    yield _NOTICE
    yield f"name: {yaml_text(form.name)}"
    yield f"description: {yaml_text(form.description)}"
    yield f"title: {yaml_text(form.title)}"
    yield "body:"
    yield "  - type: markdown"
    yield "    attributes:"
    yield f"      value: {yaml_text(form.intro)}"
    for question in form.questions:
        yield from _element(question, options.get(question.id, question.options))


def _element(question: Question, options: Iterable[str]) -> Iterator[str]:
    """One question."""
    yield f"  - type: {question.field}"
    yield f"    id: {question.id}"
    yield "    attributes:"
    yield f"      label: {yaml_text(question.label)}"
    # GitHub marks by itself what is required.
    when = "" if question.is_required or not question.mark else f"{question.mark.capitalize()}."
    if told := " ".join(filter(None, (when, question.help))):
        yield f"      description: {yaml_text(told)}"
    if question.field is Field.MENU:
        yield "      options:"
        yield from (f"        - {yaml_text(option)}" for option in options)
    if question.field is Field.BOXES:
        yield "      options:"
        for option in options:
            yield f"        - label: {yaml_text(option)}"
            if question.is_required:
                yield "          required: true"
    elif question.is_required:
        yield "    validations:"
        yield "      required: true"
