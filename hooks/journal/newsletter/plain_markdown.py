"""HTML that stands alone, as Markdown that GitHub reads back as the same HTML.

It is made of what is published, never of what was typed: a remark, a definition that nothing uses,
a note that nothing calls are in no page, and in none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from journal.language.typography import typeset
from journal.web.html_trees import tree_of

_BLOCKS = frozenset({
    "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "ol", "p", "pre", "table", "ul",
})  # fmt: skip
# What Markdown has no mark for, and text would lose: « m² », « XIXe ».
_KEPT = frozenset({"sub", "sup"})
_SPACES = re.compile(r"[\t\n\r\f\v][ \t\n\r\f\v]*| [ \t\n\r\f\v]+")
_ODD_SPACE = re.compile(r"[\t\n\r\f\v]")
# Found at once where none of the marks is; most texts have none.
_SIGN = re.compile(r"[\\`*\[\]<~|_&]")
_MARKS = re.compile(r"[\\`*\[\]<~|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
# What would begin a list, a heading, a quotation or a rule.
_OPENS = re.compile(r"^(?:(?P<digits>\d{1,9})(?=[.)](?:\s|$))|(?=[-+=#>]))", re.MULTILINE)
# No line ends but by this: those that were typed are spaces by then.
_BREAK = "\\\n"
_AROUND_BREAKS = re.compile(r" *(?P<line>\\\n) *|  +")
_ENDS = re.compile(r"^(?: |\\\n)+|(?: |\\\n)+\Z")


def to_markdown(html: str) -> str:
    """The Markdown of a body whose addresses are whole, and whose tags are those of feeds."""
    return "\n\n".join(_blocks(tree_of(html))) + "\n"


def _blocks(element: HtmlElement) -> Iterator[str]:
    """The blocks that an element holds; what stands between them is a paragraph."""
    words, previous = escaped(element.text), ""
    for child in element:
        tag = str(child.tag)
        if tag not in _BLOCKS:
            words = _joined(words, _inline(child, tag)) + escaped(child.tail)
            continue
        if text := _paragraph(words):
            yield text
        # Two lists in a row would be one, but for another mark.
        again = tag == previous and not words.strip()
        yield from _block(child, tag, again=again)
        previous = "" if again else tag
        words = escaped(child.tail)
    if text := _paragraph(words):
        yield text


def _block(element: HtmlElement, tag: str, *, again: bool) -> Iterator[str]:
    if tag in ("ul", "ol"):
        yield _list(element, again=again)
    elif tag == "blockquote":
        yield _prefixed("\n\n".join(_blocks(element)), "> ", "> ")
    elif tag == "pre":
        yield _code_block(element.text_content())
    elif tag == "table":
        yield from _table(element)
    elif tag == "hr":
        yield "---"
    elif tag in ("dt", "h1", "h2", "h3", "h4", "h5", "h6"):
        if words := _line(element):
            yield f"**{words}**" if tag == "dt" else f"{'#' * int(tag[1])} {words}"
    else:
        yield from _blocks(element)


def _paragraph(words: str) -> str:
    """A paragraph, none of whose lines opens anything else."""
    text = words.strip(" ")
    if not text:
        return ""
    if _BREAK in text or "  " in text:
        text = _ENDS.sub("", _AROUND_BREAKS.sub(lambda found: found["line"] or " ", text))
    text = text.strip(" ")
    if _BREAK not in text and not text[:1].isdigit() and text[:1] not in "-+=#>":
        return text
    return _OPENS.sub(lambda found: f"{found['digits'] or ''}\\", text)


def _line(element: HtmlElement) -> str:
    """What an element says, on one line."""
    return re.sub(" +", " ", _words(element).replace(_BREAK, " ")).strip(" ")


def _words(element: HtmlElement) -> str:
    """What an element holds, as inline Markdown."""
    words = escaped(element.text)
    for child in element:
        words = _joined(words, _inline(child, str(child.tag))) + escaped(child.tail)
    return words


def _joined(before: str, after: str) -> str:
    """Two pieces; marks that follow marks would be read as others."""
    if before.endswith(("*", "~")) and after.startswith(("*", "~")):
        after = f"<span></span>{after}"
    return before + after


def _inline(element: HtmlElement, tag: str) -> str:
    if tag == "br":
        return _BREAK
    if tag == "img":
        return f"![{escaped(typeset(element.get('alt', '')))}]({_target(element.get('src', ''))})"
    if tag == "code":
        return _code(element.text_content())
    words = _words(element)
    if tag == "a":
        return _link(words, element)
    if tag == "q":
        return f"«\u00a0{words}\u00a0»"
    if tag in _KEPT:
        return f"<{tag}>{words}</{tag}>"
    return _marked(words, element, *_MARKED[tag]) if tag in _MARKED else words


def _link(words: str, element: HtmlElement) -> str:
    address = element.get("href", "")
    if element.text_content() == address and not len(element):
        return f"<{address}>"
    return f"[{words.strip()}]({_target(address)})" if words.strip() else ""


def _target(address: str) -> str:
    return f"<{address}>" if re.search(r"[()\s]", address) else address


def _marked(words: str, element: HtmlElement, mark: str, tag: str) -> str:
    """Words between marks; or between tags, where marks beside a sign would be text (CommonMark,
    « delimiter run »).
    """
    inside = words.strip(" ")
    if not inside:
        return words
    before, after = _beside(element)
    holds = (inside[0].isalnum() or not before.strip()) and (
        inside[-1].isalnum() or not after.strip()
    )
    is_plain = holds and not {inside[0], inside[-1]} & {"*", "~"}
    opening, closing = (mark, mark) if is_plain else (f"<{tag}>", f"</{tag}>")
    return words.replace(inside, f"{opening}{inside}{closing}", 1)


def _beside(element: HtmlElement) -> tuple[str, str]:
    """The sign before an element and the one after it; another element is a sign too."""
    previous, following = element.getprevious(), element.getnext()
    before = element.getparent().text if previous is None else previous.tail or "*"
    after = element.tail or ("" if following is None else "*")
    return (before or "")[-1:], after[:1]


_MARKED: Mapping[str, tuple[str, str]] = {
    "em": ("*", "em"),
    "i": ("*", "em"),
    "strong": ("**", "strong"),
    "b": ("**", "strong"),
    "del": ("~~", "del"),
    "s": ("~~", "del"),
}


def escaped(text: str | None) -> str:
    """A plain text in which nothing is a mark."""
    if not text or text == "\n":  # Between two tags.
        return " " if text else ""
    if "  " in text or _ODD_SPACE.search(text):
        text = _SPACES.sub(" ", text)
    return _MARKS.sub(r"\\\g<0>", text) if _SIGN.search(text) else text


def _code(text: str) -> str:
    text = _SPACES.sub(" ", text)
    fence = _fence(text, 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _code_block(text: str) -> str:
    fence = _fence(text, 3)
    return f"{fence}\n{text.rstrip()}\n{fence}"


def _fence(text: str, least: int) -> str:
    """More grave accents than stand together in a text."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    return "`" * max(least, longest + 1)


def _list(element: HtmlElement, *, again: bool) -> str:
    number = int(element.get("start") or 1)
    items = []
    for item in element.iterchildren("li"):
        mark = "*" if again else "-"
        if element.tag == "ol":
            mark, number = f"{number}{')' if again else '.'}", number + 1
        # An item that holds nothing but words, and lists under them, needs no blank line.
        between = "\n" if {child.tag for child in item} & _BLOCKS <= {"ul", "ol"} else "\n\n"
        content = between.join(_blocks(item))
        items.append(_prefixed(content, f"{mark} ", " " * (len(mark) + 1)))
    # A list is loose when its items hold paragraphs.
    return ("\n\n" if element.findall("./li/p") else "\n").join(items)


def _prefixed(text: str, first: str, others: str) -> str:
    lines = [f"{others}{line}".rstrip() for line in text.split("\n")]
    return "\n".join([f"{first}{lines[0][len(others) :]}".rstrip(), *lines[1:]])


def _table(element: HtmlElement) -> Iterator[str]:
    """A table whose first row is its header, as Markdown has it."""
    if caption := element.find("./caption"):
        yield _line(caption)
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    if not rows:
        return
    columns = max(map(len, rows))
    sides = {"left": ":--", "right": "--:", "center": ":-:"}
    aligned = [sides.get(cell.get("align", ""), "---") for cell in rows[0]]
    lines = [[_line(cell) for cell in row] for row in rows]
    lines.insert(1, aligned)
    yield "\n".join(f"| {' | '.join([*line, *[''] * (columns - len(line))])} |" for line in lines)
