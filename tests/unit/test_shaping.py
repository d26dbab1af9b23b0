"""The parts of an entry, and boxes one can tick."""

from __future__ import annotations

import pytest

from journal.pages.invitations import without_invitations
from journal.pages.shaping import (
    cut_before_parts,
    fold_parts,
    make_links_quiet,
    make_scrollable,
    make_tickable,
    reshaped,
    show_code,
    without_layout,
    wrap_sections,
)


def test_each_part_goes_from_its_heading_to_the_next() -> None:
    html = '<p>Avant.</p>\n<h2 id="bref">Bref</h2>\n<p>Un.</p>\n<h2 id="fin">Fin</h2>\n<p>Deux.</p>'
    assert reshaped(html, wrap_sections) == (
        "<p>Avant.</p>\n"
        '<section class="part part--bref">\n<h2 id="bref">Bref</h2>\n<p>Un.</p>\n</section>\n'
        '<section class="part part--fin">\n<h2 id="fin">Fin</h2>\n<p>Deux.</p>\n</section>\n'
    )


def test_a_body_without_parts_stays_as_it_is() -> None:
    html = "<p>Seul.</p>"
    assert reshaped(html, wrap_sections) == fold_parts(html) == html


def test_a_body_is_cut_before_a_heading_of_its_own() -> None:
    listed = "<p>a</p>\n<ul>\n<li>\n<h2>b</h2>\n</li>\n</ul>"
    assert cut_before_parts(listed) == (listed, "")
    own = "<h2>c</h2>\n<p>d</p>"
    assert cut_before_parts(f"{listed}\n{own}") == (f"{listed}\n", own)


def test_the_words_of_a_heading_open_its_part() -> None:
    sign = '<a class="headerlink" href="#bref">¶</a>'
    html = f'<p>Avant.</p>\n<h2 id="bref">Bref{sign}</h2>\n<p>Un.</p>\n<h3 id="a">A{sign}</h3>'
    html += "\n<p>Deux.</p>"
    assert fold_parts(html) == (
        "<p>Avant.</p>\n"
        '<details class="folded">\n<summary><h2 id="bref">Bref</h2></summary>\n<p>Un.</p>\n'
        '<details class="folded">\n<summary><h3 id="a">A</h3></summary>\n'
        "<p>Deux.</p>\n</details></details>\n"
    )


def test_each_table_scrolls_alone_and_keys_reach_it() -> None:
    html = "<p>Un.</p>\n<table>\n<tr></tr>\n</table>\n<p>Deux.</p>\n<table><tr></tr></table>"
    box = '<div class="scroller" role="region" aria-label="Tableau {}" tabindex="0">'
    assert make_scrollable(html) == (
        f"<p>Un.</p>\n{box.format(1)}\n<table>\n<tr></tr>\n</table>\n</div>\n<p>Deux.</p>\n"
        f"{box.format(2)}\n<table><tr></tr></table>\n</div>"
    )
    assert 'aria-label="Tableau 1, &quot;Oser&quot;"' in make_scrollable(html, '"Oser"')
    named = '<h2 id="a">Les <em>parts</em><a class="headerlink" href="#a">¶</a></h2>\n' + html
    assert 'aria-label="Tableau 2\u00a0: Les parts"' in make_scrollable(named)
    assert make_scrollable("<pre>&lt;table>&lt;/table></pre>").count("div") == 0


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<td style="text-align: right;">', '<td class="to-right">'),
        ('<th scope="col" style="text-align:center">', '<th class="centred" scope="col">'),
        ('<td style="text-align:left">', "<td>"),
        (
            '<td class="a" style="text-align:end" colspan="2">',
            '<td class="to-right a" colspan="2">',
        ),
    ],
)
def test_cells_are_aligned_by_a_class(cell: str, shown: str) -> None:
    table = "<table><tr>{}1</table>"
    assert table.format(shown) in make_scrollable(table.format(cell))
    assert make_scrollable(cell) == cell, "only in a table"


def test_the_first_cell_of_a_row_names_it() -> None:
    head = "<table><thead><tr><th>À qui</th><th>Part</th></tr></thead><tbody>"
    rows = "<tr>\n<td>EA</td>\n<td>50 %</td>\n</tr><tr><td>SIAE</td></tr></tbody></table>"
    shown = make_scrollable(head + rows)
    assert '<tr>\n<th scope="row">EA</th>\n<td>50 %</td>' in shown
    assert '<th scope="row">SIAE</th>' in shown
    own = '<table><tr><th scope="col">A</th></tr><tr><td>B</td></tr></table>'
    assert own in make_scrollable(own), "it says itself what names what"


def test_a_box_can_be_ticked_and_has_its_label() -> None:
    html = (
        '<ul class="task-list">'
        '<li class="task-list-item"><input type="checkbox" disabled=""> Lire <b>a</b></li>'
        '<li class="task-list-item"><input type="checkbox" disabled="" checked=""> Fait</li></ul>'
    )
    tickable = reshaped(html, make_tickable)
    assert "disabled" not in tickable
    assert '<label for="site:etape-1">Lire <b>a</b></label>' in tickable
    assert '<input type="checkbox" checked id="site:etape-2">' in tickable


@pytest.mark.parametrize(
    "words",
    [
        "Si elle l’est : relire le contrat ; garder la preuve du dépôt.",
        "Lire le <a>plan de la ville</a> si elle en a un. Il s’impose <em>à</em> tous.",
    ],
)
def test_the_whole_line_of_a_box_is_its_label(words: str) -> None:
    html = f'<ul><li class="task-list-item"><input type="checkbox"> {words}<p>Suite</p></li></ul>'
    label = f'<label for="site:etape-1">{words}</label><p>Suite</p></li>'
    assert label in reshaped(html, make_tickable)


def test_links_that_repeat_are_neither_heard_nor_printed_twice() -> None:
    html = (
        '<h2 id="a">A<a class="headerlink" href="#a" title="Lien">¶</a></h2>'
        '<p><a href="https://a.example/">https://a.example/</a> <a href="b">B</a></p>'
    )
    quiet = make_links_quiet(html)
    assert '<a aria-hidden="true" tabindex="-1" class="headerlink" href="#a"' in quiet
    assert '<a class="bare" href="https://a.example/">' in quiet
    assert '<a href="b">' in quiet


def test_what_one_is_to_type_is_code() -> None:
    assert show_code('Écrire `!!! note "Titre"` ou `<br>`, jamais <b> & `.') == (
        'Écrire <code>!!! note "Titre"</code> ou <code>&lt;br&gt;</code>, jamais &lt;b&gt; &amp; `.'
    )


def test_what_lays_a_template_out_is_left_out() -> None:
    page = "<ul>\n    \n  <li>Un  mot,\n  deux</li> \n\n<li> <b>a</b>\n  b</li>\n</ul>"
    assert without_layout(page) == (
        "<ul>\n<li>Un  mot,\n  deux</li>\n<li> <b>a</b>\n  b</li>\n</ul>"
    )


def test_without_a_way_in_no_body_invites_to_write() -> None:
    ways_in = '<a href="../../contribuer/">Racontez une visite</a>'
    kept = f"<p>Préférez {ways_in}.</p>"
    html = f"{kept}<p>{ways_in}, avec vos mots.</p><ul><li>{ways_in} Vite.</li></ul>"
    assert without_invitations(html, "guides/kit/", kit="") == f"{kept}<ul></ul>"
    door = '<ul><li><a href="contribuer/">Je raconte</a> Vite.</li></ul>'
    assert without_invitations(door, "", kit="guides/kit/") == (
        '<ul><li><a href="guides/kit/">J’organise une visite</a>'
        " Le kit : avant, pendant, après.</li></ul>"
    )
    assert without_invitations(door, "", kit="") == "<ul></ul>"
    box = '<li class="task-list-item"><input type="checkbox"> <label>Annoncer ici</label>'
    boxes = f"<ul>{box} : {ways_in}.</li>{box}.</li></ul>"
    assert without_invitations(boxes, "guides/kit/", kit="") == f"<ul>{box}.</li></ul>"
