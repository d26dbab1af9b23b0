"""The booklets to print: which there are, where former ones lead, what becomes of bodies in one."""

from __future__ import annotations

import posixpath
import re
from datetime import date

import pytest

from journal.entries.booklets import (
    Booklet,
    booklets_of,
    is_of_booklet,
    paths_of_booklets,
    ways_from_booklets,
)
from journal.entries.build import Body
from journal.entries.catalogue import Catalogue
from journal.entries.kinds import Kind
from journal.pages.booklet_sheets import Bindery, Bound, css_text, qr_code
from journal.pages.glossary import Definition
from support.journals import guide, journal, themes, tip, visit

ESS = Definition("ess", "ESS, économie sociale", "Une façon d'entreprendre.")
OSER = """<p><a href="../../glossaire/#ess">L'ESS</a>, <a href="../../glossaire/">des mots</a>.</p>
<h2 id="pourquoi">Pourquoi<a class="headerlink" href="#pourquoi">¶</a></h2>
<p><a href="../voir/">voir</a> <a href="../voir/#pourquoi">pourquoi</a> <a href="#pourquoi">ici</a>
<a href="../../visites/atelier/#le-lieu">la visite</a> <a href="https://exemple.fr/">ailleurs</a>
<img alt="Un plan" src="../../images/plan.jpg"></p>
<h3 id="detail">Détail</h3>
<ul class="task-list"><li class="task-list-item"><input type="checkbox" checked> Oser</li></ul>
<h2 id="pour-aller-plus-loin">Pour aller plus loin</h2>
<p><a href="../../guides/debuter/">Un guide</a></p>"""
VOIR = '<h2 id="pourquoi">Pourquoi</h2><p>Parce que.</p>'
LIST = '<ul class="task-list"><li class="task-list-item"><input type="checkbox"> Faire</li></ul>'


def bound(
    *more: dict[str, str], bodies: dict[str, str] | None = None, theme: str | None = "reemploi"
) -> Bound:
    """The booklet of a theme whose tips are `oser`, then `voir`."""
    catalogue = journal(visit(), tip(ordre="1"), tip("voir", ordre="2"), *more)
    html = {"conseils/oser.md": OSER, "conseils/voir.md": VOIR} if bodies is None else bodies
    html |= {"visites/atelier.md": "", "glossaire.md": ""}
    bindery = Bindery(
        catalogue.of_kind(Kind.GUIDE),
        {p: Body(f"{p[:-3]}/", f"Titre de {p}", "", "", h.encode()) for p, h in html.items()},
        words=lambda address: [ESS] if address == "conseils/oser/" else [],
        glossary="glossaire/",
        relative=lambda address, other: posixpath.relpath(address, other),
        illustrate=lambda html, address: html,
    )
    return bindery.bind(booklet(catalogue, theme))


def booklet(catalogue: Catalogue, theme: str | None) -> Booklet:
    [found] = [b for b in booklets_of(catalogue) if (b.theme and b.theme.slug) == theme]
    return found


# ---- Which there are ---------------------------------------------------------------------------


def test_there_is_one_of_all_tips_and_one_for_each_theme_that_has_some() -> None:
    found = booklets_of(journal(visit(), tip(), tip("voir", tags="[emploi, reemploi]")))
    assert {b.address: [t.slug for t in b.tips] for b in found} == {
        "livret/": ["oser", "voir"],
        "themes/emploi/livret/": ["voir"],
        "themes/reemploi/livret/": ["oser", "voir"],
    }
    assert found[0].path == "livret.md"


def test_one_holds_the_newest_tips_as_many_as_it_has_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("journal.entries.booklets.MOST_TIPS", 1)
    older = tip("voir", date="2020-01-02", tags="[emploi, reemploi]")
    every, *of_themes = booklets_of(journal(visit(date="2020-01-01"), tip(), older))
    assert ([t.slug for t in every.tips], every.left_out) == (["oser"], 1)
    assert every.title == "Le livret des derniers conseils"
    assert every.summary.startswith("Les derniers conseils du carnet à imprimer")
    assert {b.address: (len(b.tips), b.left_out) for b in of_themes} == {
        "themes/emploi/livret/": (1, 0),
        "themes/reemploi/livret/": (1, 1),
    }


def test_there_is_none_without_tips() -> None:
    assert booklets_of(journal(visit(), guide())) == ()


def test_pages_may_link_to_those_that_there_will_be() -> None:
    declared = journal().themes.values()
    tips = tip("voir", tags="[emploi]", body="Le réemploi (reemploi).\n").values()
    assert list(paths_of_booklets(declared, tips)) == ["livret.md", "themes/emploi/livret.md"]
    assert list(paths_of_booklets(declared, [])) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("livret/", True),
        ("themes/reemploi/livret/", True),
        ("themes/livret/", False),
        ("themes/reemploi/", False),
        ("visites/livret/", False),
        ("", False),
    ],
)
def test_an_address_says_whether_it_is_of_a_booklet(address: str, expected: bool) -> None:
    assert is_of_booklet(address) is expected


def test_a_booklet_that_lost_its_tips_or_its_name_leads_on() -> None:
    renamed = themes(reemploi="Réemploi", eau="Eau")["themes.yml"] + "  alias: [riviere]\n"
    known = ["livret/", "visites/atelier/", "themes/parti/livret/", "themes/riviere/livret/"]
    known += ["themes/eau/livret/", "themes/reemploi/livret/"]

    def ways(*tips: dict[str, str]) -> dict[str, str]:
        return ways_from_booklets(journal(visit(), {"themes.yml": renamed}, *tips), known)

    assert ways(tip(), tip("voir", tags="[eau]")) == {
        "themes/riviere/livret/": "themes/eau/livret/"
    }
    assert ways(tip()) == {
        "themes/riviere/livret/": "themes/eau/",
        "themes/eau/livret/": "themes/eau/",
    }
    assert ways()["livret/"] == "conseils/"
    # Whatever the order of a set is in this process: it is that of a file that is published.
    assert list(ways()) == sorted(ways())
    known.reverse()
    assert list(ways()) == sorted(ways())


# ---- What is in one ----------------------------------------------------------------------------


def test_no_two_anchors_are_alike_and_headings_are_a_level_lower() -> None:
    html = "".join(sheet.html for sheet in bound().sheets)
    anchors = re.findall(r'id="([^"]*)"', html)
    assert anchors == ["feuille-1-pourquoi", "feuille-1-detail", "feuille-2-pourquoi"]
    assert re.findall(r"<(h\d)", html) == ["h3", "h4", "h3"]
    assert "¶" not in html


def test_a_link_leads_to_a_sheet_to_a_word_or_to_its_page() -> None:
    html = bound().tips[0].html
    assert re.findall(r"<a ([^>]*)>([^<]*)<", html) == [
        ('href="#mot-ess"', "L'ESS"),
        ('href="../../../glossaire"', "des mots"),
        ('href="#feuille-2" data-sheet="2"', "voir"),
        ('href="#feuille-2" data-sheet="2"', "pourquoi"),
        ('href="#feuille-1-pourquoi"', "ici"),
        ('href="../../../visites/atelier#le-lieu"', "la visite"),
        ('href="https://exemple.fr/"', "ailleurs"),
    ]
    assert 'src="../../../images/plan.jpg"' in html


def test_boxes_are_empty_and_what_only_leads_to_other_pages_is_left_out() -> None:
    html = bound().tips[0].html
    assert '<span class="box"></span>Oser' in html
    assert "<input" not in html
    assert "plus loin" not in html


def test_it_has_the_lists_to_tick_of_its_theme_and_no_other_guide() -> None:
    guides = guide() | guide("lire") | guide("autre", tags="[emploi]")
    html = {"guides/debuter.md": LIST, "guides/lire.md": "<p>À lire</p>", "guides/autre.md": LIST}
    bodies = {"conseils/oser.md": OSER, "conseils/voir.md": VOIR} | html
    assert [s.entry.slug for s in bound(guides, bodies=dict(bodies)).lists] == ["debuter"]
    lists = bound(guides, bodies=bodies, theme=None).lists
    assert [(s.number, s.entry.slug) for s in lists] == [(3, "autre"), (4, "debuter")]


def test_each_source_is_said_once_with_the_sheets_that_rely_on_it() -> None:
    one = '{titre: Une loi, url: "https://exemple.fr/loi"}'
    found = bound(
        tip(ordre="1", sources=f"[{one}, {{titre: Un entretien}}]"),
        tip("voir", ordre="2", sources=f"[{one.replace('Une', 'La')}]"),
    )
    assert [(r.source.title, r.sheets) for r in found.sources] == [
        ("Une loi", (1, 2)),
        ("Un entretien", (1,)),
    ]
    assert [page.address for page in found.pages] == ["glossaire/", "visites/atelier/"]
    assert found.words == (ESS,)


def test_its_edition_is_the_newest_day_of_what_it_holds() -> None:
    assert bound().edition == date(2026, 3, 20)
    assert bound(tip("voir", ordre="2", relu_le="2026-05-02")).edition == date(2026, 5, 2)


def test_a_preview_may_lack_the_body_of_a_tip() -> None:
    assert [s.entry.slug for s in bound(bodies={"conseils/voir.md": VOIR}).sheets] == ["voir"]


def test_its_code_is_the_same_each_time_and_for_the_eye_alone() -> None:
    code = qr_code("https://carnet.example/livret/")
    assert code == qr_code("https://carnet.example/livret/") != qr_code("https://carnet.example/")
    assert code.startswith('<svg aria-hidden="true"')
    assert "<?xml" not in code


def test_a_name_cannot_end_the_style_sheet_that_it_is_in() -> None:
    assert css_text("Réemploi, tri") == '"Réemploi, tri"'
    assert css_text('a"</style>\\') == '"a\\22 \\3c \\2f style\\3e \\5c "'
