"""The key figures of a page, as its boxes have them: one that has many begins with their list."""

from __future__ import annotations

from dataclasses import dataclass

from journal.web.html_trees import tree_of

# Fewer are seen at a glance.
_MANY = 5


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure in a box.

    Attributes:
        figure: « 60 000 € hors taxes ».
        rules: what it rules, by the words in bold with which its box begins.
        anchor: of the part where it stands.
    """

    figure: str
    rules: str
    anchor: str


def key_figures(html: str) -> list[KeyFigure]:
    """Those of a body in parts whose boxes say what they rule; none where there are few."""
    if html.count('class="admonition chiffre"') < _MANY:
        return []
    found = []
    for part in tree_of(html).iterchildren("section"):
        [anchor] = part.xpath("h2/@id")[:1] or [""]
        for box in part.find_class("chiffre"):
            figure, *said = box.findall("p")
            if (
                anchor
                and said
                and not said[0].text
                and (rules := said[0].find("strong")) is not None
            ):
                words = " ".join(rules.text_content().split()).rstrip(".")
                found.append(KeyFigure(figure.text_content(), words, anchor))
    return found
