"""What readers type for what the site calls otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal.entries.build import Body
from journal.entries.synonyms import Synonym, typed_for
from journal.language.french import words_of
from journal.reading.synonyms_file import read_synonyms, unused_synonyms
from journal.search.records import records_of
from support.journals import journal, tip, visit


def test_a_word_may_stand_for_one_or_for_several() -> None:
    text = (
        "newsletter: lettre d'information\nappel d'offres: [marché public, 'mise en concurrence']"
    )
    assert read_synonyms(text) == (
        (
            Synonym("newsletter", ("lettre d'information",), 1),
            Synonym("appel d'offres", ("marché public", "mise en concurrence"), 2),
        ),
        [],
    )


def test_there_may_be_no_synonym() -> None:
    assert read_synonyms("\n") == ((), [])


@pytest.mark.parametrize("text", ["mail:", "mail: '!'", "mail: []", "mail: {a: b}", "mail: [[a]]"])
def test_a_line_without_words_is_refused(text: str) -> None:
    synonyms, [problem, *_] = read_synonyms(f"courriel: adresse\n{text}")
    assert [synonym.typed for synonym in synonyms] == ["courriel"]
    assert (problem.source, problem.line) == ("docs/synonymes.yml", 2)


@pytest.mark.parametrize(
    ("text", "is_answer"),
    [
        ("Un marché public.", True),
        ("Les MARCHÉS\npublics !", True),
        ("un marche publicitaire", True),
        ("un marché très public", False),
        ("un bon-marché public", True),
        ("supermarché public", False),
    ],
)
def test_accents_capitals_and_endings_do_not_count(text: str, is_answer: bool) -> None:
    assert Synonym("appel d'offres", ("marché public",)).answered_by(words_of(text)) is is_answer


def test_what_is_said_may_take_thousands_of_words() -> None:
    said = "mot " * 10_000
    synonym = Synonym("mots", (said,))
    assert synonym.answered_by(words_of(f"Des {said}!"))
    assert not synonym.answered_by(words_of("Des mots."))


def test_all_that_is_typed_for_what_a_page_says_leads_to_it_in_its_order() -> None:
    said = {"mail": ("courriel",), "vélo": ("bicyclette",), "e-mail": ("courriel",)}
    synonyms = [Synonym(typed, words) for typed, words in said.items()]
    assert typed_for(words_of("Un courriel."), synonyms) == ["mail", "e-mail"]


def test_a_synonym_that_leads_nowhere_is_said() -> None:
    synonyms = [Synonym("mail", ("courriel",), 3), Synonym("vélo", ("bicyclette",), 4)]
    [problem] = unused_synonyms(synonyms, map(words_of, ["Un courriel.", "Une auto."]))
    assert (problem.line, problem.key) == (4, "vélo")
    assert list(unused_synonyms(synonyms[:1], [words_of("Un courriel.")])) == []


def test_several_ways_to_say_it_go_between_brackets() -> None:
    [problem] = unused_synonyms(
        [Synonym("mail", ("courriel, lettre",))], [words_of("Un courriel.")]
    )
    assert problem.hint.endswith(": mail: [courriel, lettre]")


@pytest.mark.parametrize("typed", ["mail = courriel", "- mail: courriel", "mail:courriel"])
def test_a_line_typed_otherwise_is_said_with_the_line_to_write(typed: str) -> None:
    _, [problem] = read_synonyms(f"{typed}\n")
    assert problem.hint == "Écrivez : mail: courriel"


def test_a_page_is_found_by_what_one_types_for_what_it_says() -> None:
    catalogue = replace(
        journal(visit("atelier"), tip("oser")), synonyms=(Synonym("e-mail", ("courriel",)),)
    )
    for body, also in (("<p>Deux <em>cour</em>riels.</p>", "e-mail"), ("<p>Une lettre.</p>", "")):
        page = Body("aide/", "Aide", "", "main.html", body.encode())
        [found] = records_of(page, path="aide.md", catalogue=catalogue)
        assert found.also == also
