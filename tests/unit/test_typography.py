"""French typography: what is set, and what is left alone."""

from __future__ import annotations

import pytest

from journal.language.typography import Typesetter, typeset, typeset_html

N = "\u00a0"
F = "\u202f"
UNBROKEN = '<span class="unbroken">{}</span>'.format


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Pourquoi ?", f"Pourquoi{F}?"),
        ("Pourquoi?", f"Pourquoi{F}?"),
        ("Oui ! Non ; si", f"Oui{F}! Non{F}; si"),
        ("Quoi ?!", f"Quoi{F}?!"),
        ("Le prix : 4 €", f"Le prix{N}: 4{N}€"),
        ("Attention: danger", f"Attention{N}: danger"),
        ("« Bonjour »", f"«{N}Bonjour{N}»"),
        ("«Bonjour»", f"«{N}Bonjour{N}»"),
        ("l'épicerie d'à côté", "l’épicerie d’à côté"),
        ("aujourd'hui", "aujourd’hui"),
        ("60 000 € hors taxes", f"60{F}000{N}€ hors taxes"),
        ("5 404 000 €", f"5{F}404{F}000{N}€"),
        ("au moins 50 %", f"au moins 50{N}%"),
        ("100 m²", f"100{N}m²"),
        ("le 1er avril 2026", f"le 1er{N}avril{N}2026"),
        ("le 14 mars 2026", f"le 14{N}mars{N}2026"),
        ("Depuis avril 2026", f"Depuis avril{N}2026"),
        ("loi n° 2014-856", f"loi n°{N}2014-856"),
        ("à l'article L2113-13", f"à l’article{N}L2113-13"),
        ("(art. L. 2113-13)", f"(art. L.{N}2113-13)"),
        ("50 millions d'euros", f"50{N}millions d’euros"),
        ("30 k€, 5 t, 2 h", f"30{N}k€, 5{N}t, 2{N}h"),
        ("Les Ecossolies, la Loire", f"Les{N}Ecossolies, la{N}Loire"),
        ("Et puis...", "Et puis…"),
        ("Un mot , un autre ,\net un autre .", "Un mot, un autre,\net un autre."),
        ("(un mot) , « un autre » .", f"(un mot), «{N}un autre{N}»."),
        (", dit-on", ", dit-on"),
        (" , dit-on", ", dit-on"),
        ("Fin.. Et puis ..", "Fin… Et puis .."),
        ("du bois, du métal, etc.. Fin, etc...", "du bois, du métal, etc. Fin, etc."),
        ("en 2026 5 404 000 €", f"en 2026 5{F}404{F}000{N}€"),
        ("le 14 mars 2026 150 000 personnes", f"le 14{N}mars{N}2026 150{F}000 personnes"),
        ("les 'petits' marchés", "les ‘petits’ marchés"),
        ("dit 'l'atelier du quai'.", "dit ‘l’atelier du quai’."),
        ("'Un' et 'deux'", "‘Un’ et ‘deux’"),
        ("jusqu'«", "jusqu’«"),
        ("l'", "l’"),
        ("ATAO : ce qu'une association", f"ATAO{N}: ce qu’une association"),
        ("1. Collecte, 2. Tri", f"1.{N}Collecte, 2.{N}Tri"),
    ],
)
def test_what_is_set(typed: str, expected: str) -> None:
    assert typeset(typed) == expected
    assert typeset(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "à 14:00, ou 14:30",
        "https://exemple.org/?a=1;b=2",
        f"déjà{N}: fait{F}!",
        "en 2026 12 visites",
        "5'' de diamètre",
        "En 2026 150 personnes",
        "en 2026 150 personnes sur 2025 200",
        "les petits' marchés",
        "les 'petits marchés",
        "0,5 404",
        "C’est déjà courbe",
        "un point. Un autre.",
        "le dossier .config, le dossier ../a, a/.. et 1 ,5",
        "un mot . . . un autre",
        "en .org ou .fr, la ,virgule",
        "les visites, la loi, le 12",
        "voile 2026, ensemble 2026",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert typeset(text) == text


def test_code_attributes_and_addresses_are_untouched() -> None:
    html = (
        '<p data-x="Pourquoi ?"><a href="/l\'eau?a=1">l\'eau</a> <code>title: l\'eau ?</code></p>'
        "<pre>l'eau : <b>oui ?</b></pre><script>let a = 'b' ? 1 : 2;</script>"
    )
    assert typeset_html(html) == html.replace(">l'eau</a>", ">l’eau</a>")


def test_what_is_heard_or_shown_of_an_element_is_set() -> None:
    nav = """<nav class="d'a" aria-label="Fil d&#39;Ariane">"""
    link = """<a href="d'a" title="L'&quot;eau&quot; ?">"""
    shown = nav.replace("d&#39;A", "d’A") + link.replace("L'", "L’").replace(" ?", f"{F}?")
    assert typeset_html(nav + link) == shown
    assert typeset_html(shown) == shown


def test_texts_cut_by_tags_are_set_too() -> None:
    html = "<p>« <em>Oui</em> » <strong>Attention</strong> : l'<a href='x'>eau</a> ?</p>"
    assert typeset_html(html) == (
        f"<p>«{N}<em>Oui</em>{N}» <strong>Attention</strong>{N}: l’<a href='x'>eau</a>{F}?</p>"
    )


@pytest.mark.parametrize(
    "html", ["<p>les '<em>petits</em>' marchés</p>", "<p>les 'très <em>petits</em>' marchés</p>"]
)
def test_quotation_marks_that_tags_part_stay_alike(html: str) -> None:
    assert typeset_html(html) == html


def test_entities_are_not_taken_for_punctuation() -> None:
    assert typeset_html("<p>Eau &amp; rives &lt; lacs</p>") == "<p>Eau &amp; rives &lt; lacs</p>"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("le 1er, la 1re, la 2e", "le 1<sup>er</sup>, la 1<sup>re</sup>, la 2<sup>e</sup>"),
        ("au XXIe siècle", "au XXI<sup>e</sup> siècle"),
        ("François Ier, l'an Ier", "François I<sup>er</sup>, l’an I<sup>er</sup>"),
        ("Vers Rezé, l'accueil", "Vers Rezé, l’accueil"),
        ("R2142-7", '<span class="unbroken">R2142-7</span>'),
        ("qu'a-t-on essayé", 'qu’<span class="unbroken">a-t-on</span> essayé'),
        ("Sont-elles, dites-le-moi", UNBROKEN("Sont-elles") + ", " + UNBROKEN("dites-le-moi")),
        ("soi-même, ceux-ci", UNBROKEN("soi-même") + ", " + UNBROKEN("ceux-ci")),
        ("recommandera-t-elle", "recommandera-" + UNBROKEN("t-elle")),
        ("recommanderaient-elles, peut-être, Villers-la-Ville",) * 2,
        ("n° 2014-856.", f'n°{N}<span class="unbroken">2014-856</span>.'),
        ("exemple.org/2014-856", "exemple.org/2014-856"),
        ("sur atao-insertion.fr.", 'sur <span class="unbroken">atao-insertion.fr</span>.'),
        ("a-b.fr/c, a@b-c.fr, peut-être.Oui", "a-b.fr/c, a@b-c.fr, peut-être.Oui"),
        ("le-tres-long-nom-d-un-service.example.org",) * 2,
        ("R4e, a1er, 2er, peut-être", "R4e, a1er, 2er, peut-être"),
    ],
)
def test_what_is_raised_and_what_is_not_broken(typed: str, expected: str) -> None:
    assert typeset_html(f"<p>{typed}</p>") == f"<p>{expected}</p>"


def test_what_holds_text_alone_gets_no_tag() -> None:
    html = "<title>Le 1er mars, L2113-13</title>"
    assert typeset_html(html) == f"<title>Le 1er{N}mars, L2113-13</title>"


def test_twice_is_as_once() -> None:
    html = "<p>« L'eau » : 60 000 € ? Oui ! Le 1er mai 2026, article R2142-7</p>"
    assert typeset_html(typeset_html(html)) == typeset_html(html)


@pytest.mark.parametrize(
    "html",
    [
        "<ul>\n  <li>L'eau ?</li>\n\n  <li>L'eau ?</li>\n</ul>\n",
        f"<p>{'Pourquoi ? ' * 20}</p>\n<p>L'eau</p>",
        '<meta content="L\'eau ?">\n<link title="L\'eau ?">\n<title>Le 1er mars ?</title>',
        "<pre>\nl'eau\n<b>l'air</b>\n</pre>\n<p>L'eau <b>&amp;</b> l'air</p>",
        "<p title=\"l'eau > l'air\">\nL'eau\n</p>",
        "",
    ],
)
def test_what_is_set_once_is_set_as_it_would_be_alone(html: str) -> None:
    typesetter = Typesetter()
    assert {typesetter.page(html) for _ in range(3)} == {typeset_html(html)}
    assert {typesetter.text(html) for _ in range(2)} == {typeset(html)}
