"""What the body of a page needs once it is HTML: parts, boxes to tick, tables, links.

Markdown gives headings one after the other; a reader's page has parts: « En bref », « Comment
faire »… Functions take the HTML of a body and return it rewritten; or a `div` around a body, which
they change: it is read and written once for all of them (`reshaped`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from itertools import count

from lxml.html import HtmlElement

from journal.language.french import COLON
from journal.web.html_trees import inner_html, new_element, tree_of

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEADING = re.compile(r'<h([2-6])\b[^<>]*>(.*?)(?:<a class="headerlink".*?)?</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
# The first cell of a row of Markdown's, which knows no other heads than those of columns.
_FIRST_CELL = re.compile(r"(<tr>\s*)<td\b([^<>]*>.*?)</td>", re.DOTALL)
_CELL = re.compile(r'<t[dh]\b[^<>]*? style="[^"]*"[^<>]*>')
_STYLE = re.compile(r' style="(?:text-align:\s*(center|right|end))?[^"]*"')
# An address that shows itself, with or without what GitHub adds to « www. » and to a mail.
_BARE = re.compile(r'<a (href="(?:http://|mailto:)?([^"]+)">\2</a>)')
# What ends the words of a box: they are one line of the list, and a label holds no block.
_BLOCKS = frozenset({
    "blockquote", "details", "div", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol",
    "p", "pre", "section", "table", "ul",
})  # fmt: skip
_LAYOUT = re.compile(r">(?!\n<)\s*\n\s*<")
# What begins the identifiers of the build and of the templates: no heading makes a colon, and the
# gate lets nobody type one.
OURS = "site:"


def reshaped(html: str, *steps: Callable[[HtmlElement], object]) -> str:
    """A body that is changed in several steps."""
    root = tree_of(html)
    for step in steps:
        step(root)
    return inner_html(root)


def wrap_sections(root: HtmlElement) -> None:
    """Wrap each h2 and what follows it into `<section class="part part--<id>">`.

    A heading in a box, in a quotation or in a list begins no part; footnotes belong to none.
    """
    part: HtmlElement | None = None
    for element in list(root):
        if element.tag == "h2" and element.get("id"):
            part = new_element("section", {"class": f"part part--{element.get('id')}"})
            part.text = "\n"
            element.addprevious(part)
        elif element.get("class") == "footnote":
            part = None
        if part is not None:
            part.append(element)
    for section in root.iterchildren("section"):
        if len(section):
            section[-1].tail = f"{(section[-1].tail or '').rstrip()}\n"
        section.tail = "\n"


def cut_before_parts(html: str) -> tuple[str, str]:
    """What a page says before its first h2, and the rest; a heading in a box, in a quotation or in
    a list begins nothing.
    """
    root = tree_of(html)
    rest = new_element("div")
    for element in list(root):
        if len(rest) or element.tag == "h2":
            rest.append(element)
    return inner_html(root), inner_html(rest)


def fold_parts(html: str) -> str:
    """Fold each h2 and what follows it, and within it each h3: their words open them, without the
    sign that links to them.
    """
    root = tree_of(html)
    wrap_sections(root)
    for part in root.findall("section"):
        inner: HtmlElement | None = None
        for element in list(part):
            if element.tag == "h3":
                inner = new_element("section")
                inner.text = "\n"
                element.addprevious(inner)
            if inner is not None:
                inner.append(element)
        for section in [part, *part.findall("section")]:
            _fold(section)
    return inner_html(root)


def _fold(section: HtmlElement) -> None:
    """Have the words of its heading, which comes first, open it."""
    heading = section[0]
    for sign in heading.findall("a[@class='headerlink']"):
        sign.drop_tree()
    summary = new_element("summary")
    heading.addprevious(summary)
    summary.tail, heading.tail = heading.tail, None
    summary.append(heading)
    section.tag = "details"
    section.set("class", "folded")


def make_scrollable(html: str, page: str = "") -> str:
    """Put each table in a box that scrolls sideways and that keys reach (WCAG 2.2, 2.1.1).

    Some browsers let no one scroll without a pointer but for the `tabindex`; what has the focus
    needs a role and a name, which no other region has: its rank, and the heading that it stands
    under. The table stays a table for screen readers, which its own `display` would change.
    Its cells say by a class how they are aligned: the policy of pages forbids `style`.

    Args:
        html: a body.
        page: its title, where several pages are bound together.
    """
    ranks = count(1)
    of_page = f", {escape(page)}" if page else ""
    headings = [(found.end(), _TAG.sub("", found[2]).strip()) for found in _HEADING.finditer(html)]

    def boxed(found: re.Match[str]) -> str:
        table = _with_row_heads(_CELL.sub(lambda cell: _aligned(cell[0]), found[0]))
        above = [words for end, words in headings if end <= found.start()]
        under = COLON + above[-1].replace('"', "&quot;") if above else ""
        return (
            f'<div class="scroller" role="region" aria-label="Tableau {next(ranks)}{under}'
            f'{of_page}" tabindex="0">\n{table}\n</div>'
        )

    return _TABLE.sub(boxed, html)


def _with_row_heads(table: str) -> str:
    """A table whose rows are named by their first cells, unless it says itself what names what."""
    if "<th>" not in table and "<th class=" not in table:
        return table
    head, end, rows = table.partition("</thead>")
    return head + end + _FIRST_CELL.sub(r'\1<th scope="row"\2</th>', rows)


def _aligned(cell: str) -> str:
    """A cell whose `style` has become a class; to the left they all are by themselves."""
    said = _STYLE.search(cell)
    assert said
    rest = _STYLE.sub("", cell)
    if not said[1]:
        return rest
    named = "centred" if said[1] == "center" else "to-right"
    if ' class="' in rest:
        return rest.replace(' class="', f' class="{named} ', 1)
    return f'{rest[:3]} class="{named}"{rest[3:]}'


def make_tickable(root: HtmlElement) -> None:
    """Turn the boxes of a task list into controls: enabled, each named by its whole line.

    Pressing the line ticks the box; a link in it leads where it does. Ticking needs no script; what
    is ticked stays on the reader's page and is printed with it.
    """
    for rank, box in enumerate(list(filter(_is_of_a_task, root.iter("input"))), start=1):
        box.attrib.pop("disabled", None)
        box.set("id", f"{OURS}etape-{rank}")
        label = new_element("label", {"for": box.get("id")})
        label.text = (box.tail or "").lstrip()
        for element in list(box.itersiblings()):
            if element.tag in _BLOCKS:
                break
            label.append(element)
        box.tail = " "
        box.addnext(label)
        label.tail = None
        _end(label)
        if not label.text_content().strip():
            box.attrib["aria-label"] = f"Étape {rank}"


def _is_of_a_task(control: HtmlElement) -> bool:
    items = (item.get("class") or "" for item in control.iterancestors("li"))
    return control.get("type") == "checkbox" and any("task-list-item" in its for its in items)


def _end(label: HtmlElement) -> None:
    """Take away the space that ends a label."""
    if len(label):
        label[-1].tail = (label[-1].tail or "").rstrip()
    else:
        label.text = (label.text or "").rstrip()


def make_links_quiet(html: str) -> str:
    """Keep out of ears, keys and paper the links that only repeat what is beside them.

    The sign after a heading would end its name and be a stop of its own; an address shown as it is
    (`class="bare"`) needs not be printed again.
    """
    silent = '<a aria-hidden="true" tabindex="-1" class="headerlink"'
    return _BARE.sub(r'<a class="bare" \1', html.replace('<a class="headerlink"', silent))


def without_layout(page: str) -> str:
    """A page without what only lays its template out: lines and margins between two tags."""
    return _LAYOUT.sub(">\n<", page)


def show_code(text: str) -> str:
    """HTML of a plain text: what stands between grave accents is code, which nobody typesets."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
