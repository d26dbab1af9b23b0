"""The parts of an entry, and boxes one can tick."""

from __future__ import annotations

from journal.pages.shaping import (
    make_links_quiet,
    make_scrollable,
    make_steady,
    make_tickable,
    open_with_image,
    wrap_sections,
)


def test_each_part_goes_from_its_heading_to_the_next() -> None:
    html = '<p>Avant.</p>\n<h2 id="bref">Bref</h2>\n<p>Un.</p>\n<h2 id="fin">Fin</h2>\n<p>Deux.</p>'
    assert wrap_sections(html) == (
        "<p>Avant.</p>\n"
        '<section class="part part--bref">\n<h2 id="bref">Bref</h2>\n<p>Un.</p>\n</section>\n'
        '<section class="part part--fin">\n<h2 id="fin">Fin</h2>\n<p>Deux.</p>\n</section>\n'
    )


def test_a_body_without_parts_stays_as_it_is() -> None:
    assert wrap_sections("<p>Seul.</p>") == "<p>Seul.</p>"


def test_each_table_scrolls_alone_and_keys_reach_it() -> None:
    html = "<p>Un.</p>\n<table>\n<tr></tr>\n</table>\n<p>Deux.</p>\n<table><tr></tr></table>"
    box = '<div class="scroller" role="group" aria-label="Tableau" tabindex="0">'
    assert make_scrollable(html) == (
        f"<p>Un.</p>\n{box}\n<table>\n<tr></tr>\n</table>\n</div>\n<p>Deux.</p>\n"
        f"{box}\n<table><tr></tr></table>\n</div>"
    )
    assert make_scrollable("<pre>&lt;table>&lt;/table></pre>").count("div") == 0


def test_a_box_can_be_ticked_and_has_its_label() -> None:
    html = (
        '<ul class="task-list">'
        '<li class="task-list-item"><input type="checkbox" disabled=""> Lire <b>a</b></li>'
        '<li class="task-list-item"><input type="checkbox" disabled="" checked=""> Fait</li></ul>'
    )
    tickable = make_tickable(html)
    assert "disabled" not in tickable
    assert '<label for="etape-1">Lire <b>a</b></label>' in tickable
    assert '<input type="checkbox" id="etape-2" checked>' in tickable


def test_links_that_repeat_are_neither_heard_nor_printed_twice() -> None:
    html = (
        '<h2 id="a">A<a class="headerlink" href="#a" title="Lien">¶</a></h2>'
        '<p><a href="https://a.example/">https://a.example/</a> <a href="b">B</a></p>'
    )
    quiet = make_links_quiet(html)
    assert '<a aria-hidden="true" tabindex="-1" class="headerlink" href="#a"' in quiet
    assert '<a class="bare" href="https://a.example/">' in quiet
    assert '<a href="b">' in quiet


def sizes(address: str) -> tuple[int, int] | None:
    return {"a.jpg": (800, 600)}.get(address)


def test_pictures_have_their_sizes_and_all_but_the_first_can_wait() -> None:
    html = '<p><img alt="A" src="a.jpg" /> <img alt="B" src="b.svg"><img src="a.jpg" width="9"></p>'
    assert make_steady(html, sizes) == (
        '<p><img alt="A" src="a.jpg" width="800" height="600"> '
        '<img alt="B" src="b.svg" loading="lazy"><img src="a.jpg" width="9" loading="lazy"></p>'
    )


def test_an_entry_opens_with_its_picture_once() -> None:
    opened = open_with_image("<p>Un.</p>", address="a.jpg", alt='Un "établi" & un étau')
    assert opened == (
        '<p class="opening"><img alt="Un &quot;établi&quot; &amp; un étau" src="a.jpg"></p>\n'
        "<p>Un.</p>"
    )
    assert open_with_image(opened, address="a.jpg", alt="Autre") == opened
