"""What the cleaner keeps, what it takes away, and that it does so alike each time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from journal.pages.cleaning import clean, clean_id, clean_label
from support.html import tree_of
from support.injections import INJECTIONS, written

# As Markdown and the extensions of mkdocs.yml write them, and those that are to come.
KEPT = {
    "heading": '<h2 id="l-histoire_1">L\'histoire<a class="headerlink" href="#l-histoire_1" '
    'title="Lien vers ce titre">¶</a></h2>',
    "text": "<p>Un <strong>texte</strong>, <em>souligné</em> <code>&lt;b&gt;</code>&nbsp;: "
    "l'« été » &amp; <del>l'hiver</del><br />« oui »</p>",
    "link": '<p><a href="../atao/?a=1&amp;b=2#suite" title="Lire">a</a> '
    '<a href="https://www.ecossolies.fr/é">b</a> <a href="mailto:a@b.example?subject=%C3%A9">c</a> '
    '<a href="tel:+33200000000">d</a> <a href="#x">e</a> <a href="/nantes/">f</a></p>',
    "image": '<figure class="photo"><img alt="Un « atelier »" src="../images/a%20b.jpg" '
    'loading="lazy" width="80" height="40" /><figcaption>Légende</figcaption></figure>',
    "tasks": '<ul class="task-list"><li class="task-list-item"><input type="checkbox" disabled '
    'checked/> fait</li><li class="task-list-item"><input type="checkbox" disabled/> à faire</li>'
    "</ul>",
    "table": '<table><thead><tr><th>a</th><th style="text-align: right;">b</th></tr></thead><tbody>'
    '<tr><td>1</td><td style="text-align: right;">2</td></tr></tbody></table>',
    "box": '<div class="admonition note"><p class="admonition-title">À savoir</p><p>Un texte.</p>'
    "</div>",
    "folded box": '<details class="note" open><summary>À savoir</summary><p>Oui.</p></details>',
    "code": '<div class="highlight"><pre><span></span><code class="language-python">'
    '<span class="k">if</span> x:\n    y\n</code></pre></div>',
    "abbreviation": '<p><abbr title="Économie sociale et solidaire">ESS</abbr></p>',
    "footnotes": '<p>Un<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>'
    '<div class="footnote"><hr /><ol><li id="fn:1"><p>Note.</p></li></ol></div>',
    "definitions": "<dl><dt>Lot</dt><dd>Une part d'un marché.</dd></dl>",
    "list": '<ol start="3"><li>c</li></ol>',
    "words": '<p>H<sub>2</sub>O <kbd>Ctrl</kbd> <q lang="en">yes</q> <mark>x</mark> '
    '<small>y</small> <cite>z</cite> <ins>w</ins> <time datetime="2026-03-14">14 mars</time></p>',
}


@pytest.mark.parametrize("page", KEPT.values(), ids=KEPT)
def test_what_markdown_writes_is_kept(page: str) -> None:
    assert tree_of(clean(page)) == tree_of(page)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p onclick=f()>a</p>", "<p>a</p>"),
        ("a<script>f()</script>b", "ab"),
        ("a<!-- un mot -->b", "ab"),
        ("<iframe src=x>a</iframe>b", "b"),
        ("<center>a</center>", "a"),
        ('<a href="javascript:f()">a</a>', "<a>a</a>"),
        ('<a href=" java&#10;script:f()">a</a>', "<a>a</a>"),
        ('<a href="java&#1;script:f()">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,a">a</a>', "<a>a</a>"),
        ('<a href="ftp://a.example/">a</a>', "<a>a</a>"),
        (
            '<a href="#a" target="_blank" rel="opener" ping="/x" download>a</a>',
            '<a href="#a">a</a>',
        ),
        ('<a name="a" id="b">a</a>', '<a id="b">a</a>'),
        ("<p id='a\"b'>a</p>", "<p>a</p>"),
        ('<p id="site:contenu">a</p>', "<p>a</p>"),
        ('<img name="currentScript" id="head" alt="">', '<img id="head" alt="">'),
        ('<p data-search="page" data-until="2000-01-01" popover hidden>a</p>', "<p>a</p>"),
        ('<p data-md-component="source">a</p>', "<p>a</p>"),
        ('<p style="text-align:center;position:fixed">a</p>', "<p>a</p>"),
        ("<input name=q>", '<input type="checkbox">'),
        ("<input type=image src=x formaction=y autofocus>", '<input type="checkbox">'),
        ("a\0b\x0bc", "abc"),
        ('<img alt="a\x0bb" src="x.png">', '<img alt="ab" src="x.png">'),
        ("<blockquote cite='javascript:f()'>a</blockquote>", "<blockquote>a</blockquote>"),
    ],
)
def test_what_acts_is_taken_away(written: str, kept: str) -> None:
    assert clean(written) == kept


@pytest.mark.parametrize(
    "style", ["color:red", "position:fixed;top:0", "background:url(//evil.example/)", "--x:1"]
)
def test_cells_keep_nothing_but_their_alignment(style: str) -> None:
    table = "<table><tbody><tr><td{}>a</td></tr></tbody></table>"
    before = table.format(f' style="{style};text-align:right;{style}"')
    assert clean(before) == table.format(' style="text-align:right"')


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/a.png",
        "HTTPS:evil.example/a.png",
        "//evil.example/a.png",
        "\\\\evil.example/a.png",
        "/\\evil.example/a.png",
        "/&#9;/evil.example/a.png",
        " &#10;//evil.example/a.png",
        "&#1;//evil.example/a.png",
        "https&#10;://evil.example/a.png",
        "data:image/png;base64,AA",
    ],
)
def test_a_picture_comes_from_the_site_itself(address: str) -> None:
    assert clean(f'<img alt="a" src="{address}">') == '<img alt="a">'


@pytest.mark.parametrize("name", INJECTIONS)
def test_nothing_is_left_to_clean(name: str) -> None:
    """Parsing again what was cleaned changes nothing: no mutation can bring anything back."""
    once = clean(written(INJECTIONS[name], 1))
    assert clean(once) == once
    assert tree_of(clean(once)) == tree_of(once)


@given(st.lists(st.sampled_from(list(INJECTIONS.values())), max_size=4), st.text(max_size=20))
def test_no_mixture_leaves_anything_to_clean(injections: list[str], text: str) -> None:
    once = clean(text + text.join(written(i, 1) for i in injections))
    assert clean(once) == once
    for element in html.fragment_fromstring(once, create_parent="div").iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.tag not in ("script", "style", "svg", "math", "iframe", "form", "base")


def test_the_same_page_is_always_written_alike() -> None:
    """nh3 keeps some of its settings in an order that changes; two builds must be identical."""
    page = "".join(KEPT.values()) + "<input autofocus>"
    assert len({clean(page) for _ in range(50)}) == 1


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("L'été &amp; l'<code>hiver</code>", "L'été &amp; l'hiver"),
        ("a &lt;b&gt;", "a &lt;b&gt;"),
        ("a <img src=x onerror=f()>", "a "),
        ("a <img src=x onerror=f() //", "a "),
    ],
)
def test_a_label_is_text(written: str, kept: str) -> None:
    assert clean_label(written) == kept


@pytest.mark.parametrize("name", ["l-ess", "1er-pas_2", "fn:1", "été"])
def test_an_anchor_is_kept(name: str) -> None:
    assert clean_id(name) == name


@pytest.mark.parametrize("name", ["", 'a"b', "a b", "a>b", "a'b", "a\n", "site:a"])
def test_an_anchor_that_an_attribute_could_not_hold_goes(name: str) -> None:
    assert clean_id(name) == ""
