"""The words of the glossary within an entry: which open, where, and what is left alone."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from journal.pages.glossary import Definition, Lexicon, read_definitions, terms_of
from journal.pages.glossary_popovers import Opened, open_words
from journal.pages.shaping import reshaped
from journal.web.html_trees import tree_of

GLOSSARY = """<p>Des mots.</p>
<h2 id="appel-d-offres">Appel d’offres</h2><p>Une procédure.</p>
<h2 id="bon-de-commande">Bon de commande</h2><p>Un document.</p>
<h2 id="commande-publique">Commande publique</h2><p>Des contrats.</p>
<h2 id="ess">ESS, économie sociale et solidaire<a class="headerlink" href="#ess">¶</a></h2>
<p>Une façon d'<em>entreprendre</em>.</p>
<p>Voir la <a href="#scop">SCOP</a>.</p>
<h2 class="mot-courant" id="lot">Lot</h2><p>Une partie.</p>
<h2 id="groupement">Groupement, conjoint ou solidaire</h2><p>Plusieurs.</p>
<h2 id="marche">Marché public</h2><p>Un contrat.</p>
<h2 id="mapa">MAPA, marché à procédure adaptée</h2><p>Un marché.</p>
<h2 class="mot-courant" id="rc">RC, règlement de la consultation</h2><p>Un mode d’emploi.</p>
<h2 id="reemploi">Réemploi</h2><p>Encore.</p>
<h2 id="scop">SCOP</h2><p>Une coopérative.</p>
<h2 id="ai">AI, association intermédiaire</h2><p>Une association.</p>
<h2 id="locaux">Local municipal</h2><p>Une salle.</p>"""
LEXICON = Lexicon(GLOSSARY)
ADDRESS = "visites/a/"


def opened(html: str) -> list[tuple[str, str]]:
    """Each word that opens in a body, and the anchor of its definition."""
    return [
        (label.text_content(), label[-1].get("popovertarget", "").removeprefix("site:mot-"))
        for label in tree(html).find_class("word")
    ]


def tree(html: str) -> HtmlElement:
    return fragment_fromstring(with_words(html), create_parent="div")


def with_words(html: str) -> str:
    """A body whose words open."""
    return reshaped(html, words_in)


def words_of(html: str) -> Opened:
    return words_in(tree_of(html))


def words_in(root: HtmlElement, lexicon: Lexicon = LEXICON) -> Opened:
    return open_words(root, lexicon, address=ADDRESS, glossary="glossaire/")


def words(text: str) -> list[str]:
    return [word for word, _ in opened(f"<p>{text}</p>")]


def test_a_definition_goes_down_to_the_next_word() -> None:
    found = read_definitions(GLOSSARY)
    meaning = "Une façon d'entreprendre. Voir la SCOP."
    assert found["ess"] == Definition(
        "ess", "ESS, économie sociale et solidaire", meaning, links=("#scop",)
    )
    assert found["lot"] == Definition("lot", "Lot", "Une partie.", everyday=True)


def test_a_glossary_is_cut_into_words_and_what_they_mean() -> None:
    pieces = terms_of(GLOSSARY)
    assert [piece.anchor for piece in pieces[:3]] == ["", "appel-d-offres", "bon-de-commande"]
    assert [piece.heading for piece in pieces[:2]] == [
        "",
        '<h2 id="appel-d-offres">Appel d’offres</h2>',
    ]
    assert "headerlink" in GLOSSARY
    assert "headerlink" not in "".join(piece.heading for piece in pieces)
    assert [piece.meaning.strip() for piece in pieces[:2]] == [
        "<p>Des mots.</p>",
        "<p>Une procédure.</p>",
    ]
    assert [piece for piece in pieces if "<h2" in piece.meaning] == []
    assert terms_of("")[0].meaning == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un bon de commande, deux bons de commande.", ["bon de commande"]),
        ("Des bons de commandes.", ["bons de commandes"]),
        ("Réemploi et RÉEMPLOI.", ["Réemploi"]),
        ("REEMPLOI D’ABORD", ["REEMPLOI"]),
        ("L’appel d’offres, l'appel d'offres", ["appel d’offres"]),
        ("un appel d'offre", ["appel d'offre"]),
        ("l’Économie sociale et solidaire (ESS)", ["Économie sociale et solidaire"]),
        (
            "L'Economie sociale\N{NO-BREAK SPACE}et\nsolidaire",
            ["Economie sociale\xa0et\nsolidaire"],
        ),
        ("Une Scop, des SCOP, deux Scops", ["Scop"]),
        ("des SCOPs", ["SCOPs"]),
        ("un marché à procédure adaptée", ["marché à procédure adaptée"]),
        ("Marchés publics et MAPA", ["Marchés publics", "MAPA"]),
        ("un groupement solidaire", ["groupement"]),
        ("des locaux municipaux", ["locaux municipaux"]),
        ("Le règlement de la consultation, ou RC", ["règlement de la consultation"]),
        ("EA/ESS", ["ESS"]),
        ("la «\N{NO-BREAK SPACE}commande publique\N{NO-BREAK SPACE}»", ["commande publique"]),
    ],
)
def test_a_term_is_known_in_each_of_its_forms(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "un lot, le RC",  # words of every day
        "j’ai, ess, scop, mapa, Ai",  # an acronym is in capitals
        "Les Esses, la messe, réemployer, un bon, la commande, publique",
        "un bon. De commande",
        "un appel (d’offres)",
        "non-ESS, ESS-Nantes, @ESS, ess.fr, reemploi.fr, contact@reemploi.fr",
        "Le Code de la commande publique, ce code de la\N{NO-BREAK SPACE}commande publique",
        "offres, sociale et solidaire",
    ],
)
def test_what_only_looks_like_a_term_is_left_alone(text: str) -> None:
    assert words(text) == []


def test_the_first_of_each_part_opens() -> None:
    html = """<p>ESS, ESS</p><section class="part"><h2 id="a">L’ESS</h2><p>Une Scop.</p><h3>b</h3>
      <p>L’ESS, une Scop</p></section><section class="part"><h2 id="b">b</h2><ul><li>ESS</li></ul>
      <p>L’ESS</p></section>"""
    assert [word for word, _ in opened(html)] == ["ESS", "Scop", "ESS", "ESS"]


@pytest.mark.parametrize(
    "html",
    [
        "<h3>L’ESS</h3>",
        '<p><a href="https://exemple.fr">L’ESS <em>et l’ESS</em></a></p>',
        '<p><a href="../../glossaire/">L’ESS</a></p>',
        "<pre><code>ESS</code></pre><p><code>ESS</code> <kbd>ESS</kbd></p>",
        "<blockquote><p>L’ESS</p></blockquote><p><q>L’ESS</q></p>",
        "<figure><figcaption>L’ESS</figcaption></figure>",
        '<p><abbr title="a">ESS</abbr>, <dfn>ESS</dfn></p>',
        '<div class="admonition"><p class="admonition-title">L’ESS</p></div>',
        "<details><summary>L’ESS</summary></details>",
        "<table><tr><th>ESS</th></tr></table>",
        '<p lang="en">the Scop</p>',
        "<p>Contenu relu le 1er mai 2026. Une loi touche à l’ESS.</p>",
    ],
)
def test_nothing_opens_where_no_button_may_stand(html: str) -> None:
    assert opened(html) == []
    assert with_words(html) == html


def test_text_goes_on_after_what_is_left_alone() -> None:
    html = '<p><code>ESS</code>, ESS ; <em>une Scop</em> et <a href="#">MAPA</a>, MAPA.</p>'
    assert [word for word, _ in opened(html)] == ["ESS", "Scop", "MAPA"]
    assert tree(html).text_content() == "ESS, ESS ; une Scop et MAPA, MAPA."


def test_a_link_to_a_definition_opens_it() -> None:
    html = """<p>Un marché <a href="../../glossaire/#marche" title="a"><em>réservé</em> ici</a>, un
      <a href="../../glossaire/#lot">lot</a> ; un marché public.</p>"""
    assert opened(html) == [("réservé ici", "marche"), ("lot", "lot")]
    assert "<em>réservé</em> ici</span>" in with_words(html)


def test_a_link_elsewhere_stays_a_link() -> None:
    html = '<p><a href="https://a.fr/glossaire/#ess">a</a><a href="../../glossaire/#b">b</a></p>'
    assert opened(html) == []


def test_a_link_that_cannot_open_is_defined_all_the_same() -> None:
    html = '<blockquote>Un <a href="../../glossaire/#lot">lot</a></blockquote>'
    assert with_words(html) == html
    assert [word.anchor for word in words_of(html).words] == ["lot"]


def test_a_page_uses_what_it_only_names_but_not_in_code() -> None:
    html = """<h2 id="a">L’ESS</h2><p><a href="https://a.fr/">Une <b>Scop</b></a>,
      <code>MAPA</code>, <a href="https://b.fr/">réemploi</a>, <del>un bon de commande</del>,
      l’AI (assurance
      incendie), <em lang="en">commande publique</em></p><blockquote>AI, un lot</blockquote>"""
    opened = words_of(html)
    assert opened.words == []
    assert opened.named == {"ess", "scop", "reemploi"}


@pytest.mark.parametrize(
    ("label", "pieces"),
    [
        ("Lire l’ESS d’abord", ["Lire l’", "(ESS)", " d’abord"]),
        ("L’<em>une Scop et</em> ESS", ["L’une ", "(Scop)", " et ", "(ESS)"]),
        ('<a href="../../glossaire/#lot">Un lot</a>', ["(Un lot)"]),
        ("<b><i>ESS</i></b> puis <b>MAPA</b>.", ["(ESS)", " puis ", "(MAPA)", "."]),
    ],
)
def test_a_word_of_a_box_opens_and_what_is_beside_it_ticks(label: str, pieces: list[str]) -> None:
    """A label within a label is no HTML, and pressing the word would tick."""
    html = f'<li><input type="checkbox" id="a"> <label for="a">{label}</label> (Réemploi)</li>'
    html = f"<ul>{html}</ul>"
    root = tree(html)
    [box] = root.iter("input")
    *named, after = root.iter("label")
    assert after.text_content() == "Réemploi"
    assert not [one for one in named if one.getparent().tag != "li"]
    said = [
        f"({one.text_content()})" if "class" in one.attrib else one.text_content() for one in named
    ]
    assert said == pieces
    by_id = {one.get("id"): one for one in root.iter() if one.get("id")}
    heard = [by_id[name].text_content() for name in box.get("aria-labelledby").split()]
    assert heard == [piece.strip("()") for piece in pieces if piece != "."]
    assert root.text_content() == fragment_fromstring(html).text_content()


def test_another_name_that_a_meaning_says_is_the_term_too() -> None:
    lexicon = Lexicon(
        """<h2 id="siae">SIAE, structure d’insertion par l’activité économique</h2>
        <p>Une structure (article 4). On dit aussi «\N{NO-BREAK SPACE}structure d'insertion » ou
        « maison de l’insertion », jamais « refuge ». On le dit souvent « à tort ».</p>"""
    )
    text = "Des structures d’insertion, une maison de l’insertion, un refuge, à tort"
    assert [text[start:end] for start, end, _ in lexicon.find(text)] == [
        "structures d’insertion",
        "maison de l’insertion",
    ]
    assert lexicon.definitions["siae"].others == [
        "structure d'insertion",
        "maison de l’insertion",
    ]


def test_words_are_defined_once_in_the_order_of_the_glossary() -> None:
    html = "<p>Une Scop, l’ESS</p><h2>b</h2><p>L’ESS</p>"
    assert [word.anchor for word in words_of(html).words] == ["ess", "scop"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’AI (intelligence artificielle) progresse.", ["AI"]),  # no such initials: left as it is
        ("Une AI (assurance incendie) ; votre AI.", []),
        ("Une assurance incendie (AI) ; votre AI.", []),
        ("Une association intermédiaire (AI) ; votre AI.", ["association intermédiaire"]),
        ("Une AI (association intermédiaire) accueille.", ["AI"]),
    ],
)
def test_what_a_page_says_that_it_stands_for_wins(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_button_is_named_by_its_word() -> None:
    [label] = tree("<p>L’ESS, <em>l’ESS</em></p>").find_class("word")
    word, button = label
    assert (label.tag, word.tag, button.tag) == ("label", "span", "button")
    assert word.get("id") == button.get("aria-owns") == button.get("aria-labelledby")
    assert button.get("popovertarget") == LEXICON.definitions["ess"].identifier


@pytest.mark.parametrize("term", ["C++", "n°", "100 %", "R&amp;D", r"\d+", "a.b*", "(x)", "🌱", ""])
def test_a_term_with_signs_is_opened_by_links_alone(term: str) -> None:
    lexicon = Lexicon(
        f'<h2 id="t">{term}</h2><p>On dit aussi «\N{NO-BREAK SPACE}», « {term} ».</p>'
    )
    html = '<p>C, n, 100, d, x, R D, a b, <a href="../../glossaire/#t">lui</a></p>'
    assert list(lexicon.find("C, n, 100, d, x, R D, a b")) == []
    opened = words_in(tree_of(html), lexicon)
    assert [word.anchor for word in opened.words] == ["t"]


def test_what_a_term_ends_with_in_brackets_only_makes_it_plain() -> None:
    lexicon = Lexicon('<h2 id="lot">Lot (d’un marché)</h2><p>Une partie.</p>')
    assert [anchor for _, _, anchor in lexicon.find("Deux lots, un marché")] == ["lot"]


def test_a_site_may_have_no_glossary() -> None:
    assert words_in(tree_of("<p>L’ESS</p>"), Lexicon("")) == Opened([], set())
