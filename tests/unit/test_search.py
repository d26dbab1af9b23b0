"""What Pagefind is given to read, and the two lists that go with its index."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

import pytest
from lxml import html

from journal.entries.build import Body
from journal.search.facets_and_words import facets, words
from journal.search.pagefind_index import differences, document, indexed
from journal.search.records import Record, records_of
from support.journals import journal, tip, visit

GLOSSARY = """\
<p>Les mots du carnet.</p>
<h2 id="siae">SIAE, structure d'insertion<a class="headerlink" href="#siae">¶</a></h2>
<p>Une structure. Voir <a href="#iae">IAE</a>.</p><ul><li>EI</li></ul>
<h2 id="iae">IAE<a class="headerlink" href="#iae">¶</a></h2>
<p>L'insertion.</p>
"""


SMALL = journal(visit("atelier"), tip("oser"))


def record(address: str = "visites/atelier/", **changes: object) -> Record:
    return replace(Record(address, "visites", "L’atelier", "<p>Un texte.</p>"), **changes)


def read(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def records(path: str, body: str = "<p>Un texte.</p>") -> list[Record]:
    address = path.removesuffix(".md") + "/"
    page = Body(address, "Titre", "Résumé", "main.html", body.encode())
    return records_of(page, path=path, catalogue=SMALL)


def test_an_entry_is_known_by_the_catalogue() -> None:
    [found] = records("visites/atelier.md")
    expected = SMALL.visit("atelier")
    assert (found.address, found.kind) == ("visites/atelier/", "visites")
    assert (found.title, found.summary) == (expected.title, expected.description)
    assert found.day == str(expected.held_on)
    assert list(found.themes or {}) == list(expected.tags)


def test_any_other_page_is_known_by_what_mkdocs_says() -> None:
    [found] = records("a-propos.md")
    assert (found.address, found.kind, found.title) == ("a-propos/", "pages", "Titre")
    assert found.summary == "Résumé"


def test_an_organisation_is_found_as_one() -> None:
    [found] = records("structures/atelier.md", "")
    assert (found.address, found.kind, found.title) == (
        "structures/atelier/",
        "structures",
        "Titre",
    )
    assert found.summary == "Résumé"


def test_an_organisation_is_found_by_whoever_wants_to_reach_it() -> None:
    catalogue = journal(visit("seule"))
    page = Body("structures/seule/", "Seule", "Résumé", "organisation.html", b"")
    [found] = records_of(page, path="structures/seule.md", catalogue=catalogue)
    assert {"contact", "adresse", "joindre"} <= set(found.also.split(", "))
    assert "contact" not in records("a-propos.md")[0].also


def test_what_is_told_to_those_who_write_is_a_kind_of_its_own() -> None:
    assert records("contribuer/ecrire.md")[0].kind == "contribuer"
    assert records("contribuer.md")[0].kind == "pages"


def test_each_term_of_the_glossary_answers_by_itself() -> None:
    page, siae, iae = records("glossaire.md", GLOSSARY)
    assert (page.address, page.kind) == ("glossaire/", "pages")
    assert "Les mots du carnet." in page.body
    assert "structure" not in page.body
    assert (siae.address, siae.kind, siae.title) == (
        "glossaire/#siae",
        "glossaire",
        "SIAE, structure d'insertion",
    )
    assert "Une structure." in siae.body
    assert "EI" in siae.body
    assert "insertion" not in siae.body
    assert (iae.address, iae.title) == ("glossaire/#iae", "IAE")
    assert len({page.file, siae.file, iae.file}) == 3


def test_the_document_has_the_title_the_summary_and_the_headings_with_their_anchors() -> None:
    body = '<h2 id="en-bref">En bref<a class="headerlink" href="#en-bref">¶</a></h2><p>Oui</p>'
    tree = read(document(record(title="A & <b>", summary="B < C", body=body)))
    assert tree.get("lang") == "fr"
    assert tree.xpath("string(//h1)") == "A & <b>"
    assert tree.xpath("string(//h1/following-sibling::p)") == "B < C"
    assert tree.xpath("//h2/@id") == ["en-bref"]


def test_what_a_result_shows_is_given_apart() -> None:
    themes = {"eau": "Eau & rivières", "air": "L'air"}
    tree = read(document(record(themes=themes, day="14 mars 2026")))
    shown = {m.get("data-pagefind-meta"): m.get("content") for m in tree.iter("meta")}
    shown.pop(None)
    assert shown == {
        "url[content]": "visites/atelier/",
        "kind[content]": "visites",
        "label[content]": "Visite",
        "day[content]": "14 mars 2026",
        "themes[content]": "Eau & rivières, L'air",
    }


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("l’épicerie d’ici", "l'épicerie d'ici"),
        ("60 000 €", "60\u2060000 €"),
        ("60\u202f000\u00a0€", "60\u2060000\u00a0€"),
        ("1 200 000 voix", "1\u2060200\u2060000 voix"),
        ("en 2021 456 voix", "en 2021 456 voix"),
        ("1,5 000", "1,5 000"),
        ("article 12 3456", "article 12 3456"),
        ("cœur", "cœur"),
        ("co\u00adopérative", "coopérative"),
        ("l`atelier lʼété", "l'atelier l'été"),
        ("sous‐traitance, peut‑être", "sous-traitance, peut-être"),
    ],
)
def test_words_are_written_so_that_pagefind_finds_them(written: str, wanted: str) -> None:
    page = document(record(title=written, body=f"<p>{written}</p>"))
    assert page.count(f">{wanted}<") == 3  # title, h1 and the text


def test_a_picture_is_found_by_what_it_shows() -> None:
    [found] = records("a-propos.md", '<p>Vu :<img src="a.jpg" alt="Un établi">.</p>')
    assert "Un établi" in read(document(found)).text_content()
    assert "<img" not in found.body


def test_lines_parted_by_an_old_sign_are_not_one_word() -> None:
    [found] = records("a-propos.md", "<p>ligne\u000bdeuxième\u000cpage</p>")
    assert found.body == "<p>ligne deuxième page</p>"


def test_blocks_of_code_are_not_looked_for() -> None:
    body = "<p>Avant <code>make visite</code></p><pre><code>zinnia</code></pre><p>après</p>"
    [found] = records("a-propos.md", body)
    assert "zinnia" not in document(found) + words([found])
    assert "make visite" in found.body
    assert "après" in found.body


def test_the_index_must_have_what_it_was_given_and_nothing_else() -> None:
    given = [record(), record("glossaire/#siae", kind="glossaire")]
    assert differences(["glossaire/#siae", "visites/atelier/"], given, []) == []
    assert differences(["visites/atelier/"], given, []) == [
        "pas indexée : glossaire/#siae",
        "2 à indexer, 1 dans l'index",
    ]
    assert "indexée sans raison : brouillon/" in differences(
        ["glossaire/#siae", "visites/atelier/", "brouillon/"], given, []
    )


def test_a_home_page_that_is_a_plain_page_has_an_address() -> None:
    page = read(document(record("", kind="pages")))
    [address] = page.xpath("//meta[@data-pagefind-meta='url[content]']/@content")
    fragment = gzip.compress(json.dumps({"meta": {"url": address}}).encode())
    assert indexed({"fr_a": fragment}) == {"fr_a": ""}


def test_an_entry_that_was_not_given_is_missed() -> None:
    assert differences(["visites/atelier/"], [record()], SMALL.tips) == ["oubliée : conseils/oser/"]


def test_facets_say_the_kind_and_the_themes_of_each_result() -> None:
    given = [
        record(themes={"eau": "Eau", "air": "Air"}),
        record("glossaire/#siae", kind="glossaire"),
    ]
    found = {"fr_b": "visites/atelier/", "fr_a": "glossaire/#siae"}
    assert facets(found, given).splitlines() == [
        "visites conseils guides structures glossaire contribuer pages",
        "air eau",
        "fr_a 4",
        "fr_b 0 1 0",
    ]


def test_more_than_thirty_six_themes_still_have_a_rank() -> None:
    themes = {f"t{rank:02}": "T" for rank in range(40)}
    lines = facets({"fr_a": "visites/atelier/"}, [record(themes=themes)]).splitlines()
    assert [int(rank, 36) for rank in lines[2].split()[1:]] == [0, *range(40)]


def test_words_come_by_frequency_in_their_usual_form() -> None:
    body = "<p>Épicerie, épicerie, epicerie ; jouets jouets. Le MAPA de 2026.</p>"
    assert words([record(title="Un", summary="", body=body)]).split() == [
        "épicerie",
        "jouets",
        "mapa",
    ]
