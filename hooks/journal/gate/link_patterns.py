"""How other tools and hasty hands write links: each pattern has the groups `text` and `target`."""

from __future__ import annotations

import re

from journal.language.rare_characters import any_of
from journal.markdown.text import MarkdownText

_TEXT = r"[^()\[\]\n]{1,200}"
_AIM = r"(?:https?:|mailto:|tel:|www\.|[\w./-]{1,200}\.md\b)[^()\[\]\s]*"
_WEB = r"(?:https?://|www\.)[^\s<>{}\[\]\"|]{1,500}"
APART = re.compile(rf"(?<!!)\[(?P<text>{_TEXT})\][ \n\u00a0]+\((?P<target>{_AIM})\)")
# Each has the groups `text` and `target`.
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\((?<!\]\()(?P<text>{_TEXT})\)\[(?P<target>{_AIM})\]",
        rf"\((?<!\]\()(?P<target>{_AIM})\)\[(?P<text>{_TEXT})\]",
        # Wikis: « [https://… texte] », « [[https://…|texte]] », « [[texte|https://…]] », Org's.
        rf"\[(?<![\[!]\[)(?P<target>{_WEB})[ \u00a0]+(?P<text>{_TEXT})\](?![(\[:])",
        rf"\[\[(?P<target>{_WEB})(?:(?:\||\]\[|[ \u00a0]+)(?P<text>{_TEXT}))?\]\]",
        rf"\[\[(?P<text>[^\[\]\n|]{{1,200}})\|(?P<target>{_WEB})\]\]",
        # SPIP: « [texte->adresse] ».
        (
            rf"\[(?P<text>[^\[\]\n]{{0,200}}?)[ \u00a0]?->[ \u00a0]?(?P<target>{_AIM}"
            r"|(?:art|article|rub|rubrique|doc|document|mot|auteur)?\d{1,7})\]"
        ),
        # Textile: « "texte":https://… »; Slack: « <https://…|texte> ».
        rf"\"(?P<text>[^\"\n]{{1,200}})\":(?P<target>{_WEB})",
        rf"<(?P<target>{_WEB})\|(?P<text>[^<>\n]{{1,200}})>",
        # Jira: « [texte|https://…] », and the reverse; « [texte]<https://…> », « [texte]{…} ».
        rf"[\[{{](?P<text>{_TEXT.replace('()', '()|{}')})\|(?P<target>{_WEB})[\]}}]",
        rf"[\[{{](?P<target>{_WEB})\|(?P<text>{_TEXT.replace('()', '()|{}')})[\]}}]",
        rf"\[(?<!!\[)(?P<text>{_TEXT})\][<{{](?P<target>{_WEB})[>}}]",
        # AsciiDoc: « https://…[texte] ».
        rf"(?P<target>https?://[^\s<>()\[\]\"|]{{1,500}})\[(?P<text>(?!/){_TEXT})\](?!\()",
        # « [texte]https://… », « [texte(https://…) », « {texte}(https://…) ».
        rf"\[(?<!!\[)(?P<text>{_TEXT})\](?!\S{{0,500}}\[/)(?P<target>{_WEB})",
        rf"\[(?<!!\[)(?P<text>{_TEXT})\((?P<target>{_AIM})\)(?![^\[\n]*\])",
        # « Voir [texte]: https://… »; at the head of a line, it would serve other links.
        rf"\[(?<=\S [\[])(?P<text>{_TEXT})\]:[ \u00a0]?(?P<target>{_WEB})",
        rf"\{{(?P<text>[^{{}}()\[\]\n]{{1,200}})\}}\((?P<target>{_AIM})\)",
        # Between brackets, GitHub makes no link of an address: « [https://…] », « [texte : … ] ».
        (
            r"\[(?<![!\]\[(]\[)(?:(?P<text>[^\[\]()\n]{1,200}?)[ \u00a0]?:[ \u00a0]+)?"
            r"(?P<target>https?://[^\s<>{}\[\]\"|]{1,500})\](?![(\[:{])"
        ),
    )
)
# Without one of these, there is none of them.
_has_a_sign = any_of(")[", "->", '":', "|", "]<", "]{", "}(", "]http", "]www", "]:")
_BRACKETS_OF_FORMS = (
    re.compile(r"\[(?:\[|https?:|www\.)", re.IGNORECASE),
    re.compile(r"://[^\s<>()\[\]\"|]{1,500}\["),
    re.compile(r"\[[^\[\]()\n]{1,200}(?:\((?:https?:|www\.|mailto:)|: https?:)"),
)


def may_have_a_form(text: MarkdownText) -> bool:
    """Whether a link may have another form, as fast as that can be seen."""
    return _has_a_sign(text.prose) or (
        text.signs.holds("[") and any(pattern.search(text.prose) for pattern in _BRACKETS_OF_FORMS)
    )
