"""What a mail in HTML shows, as the marks of Markdown: emphasis, lists, quotations."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from journal.forms.split_by_question import receive

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "strike": "~~", "del": "~~"}
# What is before an answer, on its line.
_ASKED = re.compile(r"[?)]\s*:?\s*$")


def mark_emphasis(root: HtmlElement) -> None:
    """Bold, leaning and struck words."""
    for tag, mark in _MARKS.items():
        for element in list(root.iter(tag)):
            words = words_in(element)
            if words and (mark == "~~" or _is_emphasis(element)):
                # « <b>le mot </b>suivant ».
                typed = str(element.text_content())
                start, end = (" " if sign.isspace() else "" for sign in (typed[0], typed[-1]))
                say(element, f"{start}{mark}{words}{mark}{end}")


def mark_items(root: HtmlElement) -> None:
    """The items of lists, under one another."""
    for item in list(root.iter("li")):
        around = [element.tag for element in item.iterancestors("ul", "ol")]
        rank = 1 + sum(1 for _ in item.itersiblings("li", preceding=True))
        mark = f"{'  ' * (len(around) - 1)}{f'{rank}.' if around[:1] == ['ol'] else '-'} "
        within = item if (item.text or "").strip() or not len(item) else item[0]
        within.text = f"{mark}{(within.text or '').lstrip()}"


def mark_quotations(root: HtmlElement) -> None:
    """What somebody said, a paragraph a line."""
    for quotation in list(root.iter("blockquote")):
        if _is_quotation(quotation):
            parts = [words_in(part) for part in quotation.iter("p", "div")] or [words_in(quotation)]
            say(quotation, "\n>\n".join(f"> {part}" for part in parts if part))


def _is_emphasis(element: HtmlElement) -> bool:
    """Whether words stand out within a line; one that does whole is a question, or an answer that
    its colour tells from the question.
    """
    if element.getparent() is None or element.find(".//br") is not None:
        return False
    left, right = _beside(element)
    beside = left.rpartition("\n")[2] + right.partition("\n")[0]
    words = words_in(element)
    is_within = re.search(r"\w", beside) and not _ASKED.search(left)
    return bool(is_within) and not words.endswith(("?", ":")) and not words.startswith("*")


def _beside(element: HtmlElement) -> tuple[str, str]:
    """What stands on the same line as an element, before it and after it."""
    before, after, around = element.getprevious(), element.getnext(), element.getparent()
    left = (around.text if around is not None else "") or ""
    if before is not None:
        left = f"{before.text_content() if before.tag == 'span' else ''}{before.tail or ''}"
    right = element.tail or ""
    if after is not None and after.tag == "span" and not right:
        right = str(after.text_content())
    return left, right


def _is_quotation(element: HtmlElement) -> bool:
    """Whether a block is what somebody said, and not the mail that is answered."""
    is_cited = element.get("type") == "cite" or "quote" in element.get("class", "")
    is_plain = not any(True for _ in element.iter("li", "tr", "img")) and bool(words_in(element))
    return is_plain and not is_cited and receive(str(element.text_content())).form is None


def words_in(element: HtmlElement) -> str:
    """The text of an element, on one line."""
    return " ".join(str(element.text_content()).split())


def say(element: HtmlElement, text: str) -> None:
    """Let an element have this text alone."""
    for child in list(element):
        element.remove(child)
    element.text = text
