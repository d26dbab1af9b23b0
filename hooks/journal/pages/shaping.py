"""What the body of a page needs once it is HTML: parts, boxes to tick, tables, links.

Markdown gives headings one after the other; a reader's page has parts: « En bref », « Comment
faire »… All functions take the HTML of a body and return it rewritten.
"""

from __future__ import annotations

import re

_HEADING = re.compile(r'(?=<h2 id="(?P<id>[^"]+)")')
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_BARE = re.compile(r'<a (href="([^"]+)">\2</a>)')
_ITEM = re.compile(
    r'<li class="task-list-item"><input(?P<attributes>[^>]*)>\s*(?P<text>.*?)\s*</li>', re.DOTALL
)


def wrap_sections(html: str) -> str:
    """Wrap each h2 and what follows it into `<section class="part part--<id>">`."""
    starts = [(match.start(), match["id"]) for match in _HEADING.finditer(html)]
    if not starts:
        return html
    parts = [html[: starts[0][0]]]
    ends = [start for start, _ in starts[1:]] + [len(html)]
    for (start, anchor), end in zip(starts, ends, strict=True):
        content = html[start:end].rstrip()
        parts.append(f'<section class="part part--{anchor}">\n{content}\n</section>\n')
    return "".join(parts)


def make_scrollable(html: str) -> str:
    """Put each table in a box that scrolls sideways and that keys reach (WCAG 2.2, 2.1.1).

    Some browsers let no one scroll without a pointer but for the `tabindex`; what has the focus
    needs a name. The table stays a table for screen readers, which its own `display` would change.
    """
    return _TABLE.sub(
        r'<div class="scroller" role="group" aria-label="Tableau" tabindex="0">\n\g<0>\n</div>',
        html,
    )


def make_tickable(html: str) -> str:
    """Turn the boxes of a task list into controls: enabled, each with its label.

    Ticking needs no script; what is ticked stays on the reader's page and is printed with it.
    """
    count = 0

    def item(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        checked = " checked" if "checked" in match["attributes"] else ""
        return (
            f'<li class="task-list-item"><input type="checkbox" id="etape-{count}"'
            f'{checked}> <label for="etape-{count}">{match["text"]}</label></li>'
        )

    return _ITEM.sub(item, html)


def make_links_quiet(html: str) -> str:
    """Keep out of ears, keys and paper the links that only repeat what is beside them.

    The sign after a heading would end its name and be a stop of its own; an address shown as it is
    (`class="bare"`) needs not be printed again.
    """
    silent = '<a aria-hidden="true" tabindex="-1" class="headerlink"'
    return _BARE.sub(r'<a class="bare" \1', html.replace('<a class="headerlink"', silent))
