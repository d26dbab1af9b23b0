"""Within a line of what people write: signs that everyone sees, and nothing that acts."""

from __future__ import annotations

import re

from journal.markdown.list_markers import BULLETS, DRAWN_BOXES, INNER_BULLETS
from journal.reading import characters
from journal.web.pasted_addresses import BARE_PAGE, mended
from journal.web.trackers import unwrapped

_COMMAND = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_WORD_BULLET = re.compile(r"^(?P<indent>[ \t]*)[\ue000-\uf8ff](?=[ \t\u00a0])", re.MULTILINE)
_QUOTES = re.compile(r"[“„](?P<words>[^“”„\n]{1,500})[”“]")
# What people and word processors put before the items of a list, as characters of a pattern.
EACH_BULLET = re.escape(f"{BULLETS}{INNER_BULLETS}{DRAWN_BOXES}✓✔✅→➔➡👉*+–—-")

# ---- Characters ----------------------------------------------------------------------------------


def in_plain_signs(text: str) -> str:
    """A text in characters that people see, with French quotation marks."""
    text = _COMMAND.sub("", _WORD_BULLET.sub(r"\g<indent>•", text).replace("\x0b", "\n"))
    ends = "^[\u00a0\u202f]+|(?<![\u00a0\u202f ])[\u00a0\u202f ]+$"
    text = re.sub(ends, "", characters.clean(text), flags=re.M)
    text = re.sub(rf"(?<=[{EACH_BULLET}])[\u00a0\u202f\u2002-\u200a]+", " ", text)
    text = _QUOTES.sub(lambda quote: f"« {quote['words'].strip()} »", text)
    return re.sub(r"(?<=\w['’]) (?=«)", "", text)


# ---- Within a line -------------------------------------------------------------------------------

_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]+(?<!`)\1(?!`)")
_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{0,300})\]\((?P<target>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)?)"
    r"(?:\s+\"[^\"\n]*\")?\)"
)
_ADDRESS = re.compile(r"<?(?P<address>(?:https?://|(?<![\w./@])www\.)[^\s<>\"«»|`]+)>?")
# Settings and commands of other tools: shown, as code is.
_BRACES = re.compile(
    r"(?P<braces>\$?\{\{[^{}`\n]*\}\}|\{%[^{}`\n]*%\}|\$?\{[ :]*[#.:][^{}`\n]*\}"
    r"|\{[^{}`=\n]*=[^{}`\n]*\})"
)
_WIKI = re.compile(r"!?\[\[(?P<page>[^\[\]|\n]{1,200})(?:\|(?P<words>[^\[\]|\n]{1,200}))?\]\]")
_FILE = re.compile(
    r"[^/]*\.(?:pdf|docx?|od[tsp]|xlsx?|pptx?|csv|txt|zip|html?|heic|png|jpe?g)$", re.I
)
# Each pair of marks, from left to right: what stands between two bold words is none.
_BOLD = re.compile(r"\*\*(?P<start> *)(?P<words>[^*\n]*[^*\s])(?P<end> *)\*\*")
_OWN_PAGE = re.compile(r"(?:\.\./)*[\w./-]+\.(?:md|jpg)(?:#[\w-]+)?")


def as_inline(line: str) -> str:
    """A line in which nothing acts: code and links stay, everything else is text."""
    done, start = [], 0
    for code in _CODE.finditer(line):
        done += [_outside_code(line[start : code.start()]), code[0]]
        start = code.end()
    text = "".join([*done, _outside_code(line[start:])]).strip()
    # A definition would disappear, a box would lack its text.
    return re.sub(r"^(\[[^\[\]]*\]:|!!!)", r"\\\1", text)


def _outside_code(text: str) -> str:
    done, start = [], 0
    for found in re.finditer(f"{_LINK.pattern}|{_ADDRESS.pattern}|{_BRACES.pattern}", text):
        kept = f"`{found['braces']}`" if found["braces"] else _link(found)
        # « Le site<https://…> », as Outlook writes a link.
        is_glued = found["address"] and text[: found.start()][-1:].isalnum()
        done += [_as_text(text[start : found.start()]), " " if is_glued else "", kept]
        start = found.end()
    return "".join([*done, _as_text(text[start:])])


def _link(found: re.Match[str]) -> str:
    """A link to the web or to a page of ours; of any other, its words."""
    if found["address"]:
        after = re.search(r"[.,;:!?)\]}*_'’]*$", found["address"])
        end = after.start() if after else len(found["address"])
        address = found["address"]
        # A page's name may end with a parenthesis that it opens.
        if address[end : end + 1] == ")" and address[:end].count("(") > address[:end].count(")"):
            end += 1
        scheme = "" if "://" in address else "https://"
        return f"<{_bare(f'{scheme}{address[:end]}')}>{_as_text(address[end:])}"
    words, target = _as_text(found["words"]).strip(), _bare(mended(found["target"]))
    if BARE_PAGE.fullmatch(target) and not (_OWN_PAGE.fullmatch(target) or _FILE.match(target)):
        target = f"https://{target}"
    if re.match(r"https?://\S+$", target, re.I) or _OWN_PAGE.fullmatch(target):
        return f"[{words or target}]({target})"
    return words


def _bare(address: str) -> str:
    """An address without what a mail program or a tracker added to it, when that can be told."""
    found = unwrapped(address)
    return found.clean if found and found.clean else address


def _tight(bold: re.Match[str]) -> str:
    """« **le mot **suivant » as « **le mot** suivant »: spaces within the marks would show them."""
    before, after = bold.string[: bold.start()][-1:], bold.string[bold.end() :][:1]
    start = " " if bold["start"] and before.isalnum() else ""
    end = " " if bold["end"] and after.isalnum() else ""
    return f"{start}**{bold['words']}**{end}"


def _as_text(text: str) -> str:
    """Text that is no tag, no code, no setting; `*`, `_` and brackets may still mean something."""
    text = _WIKI.sub(lambda link: link["words"] or link["page"], text)
    text = _BOLD.sub(_tight, text)
    # A stroke before them would undo the one that is added; at the end, change what follows.
    return re.sub(r"(?<!\\)\\++$", "", re.sub(r"(?<!\\)\\*+([`<]|(?<=\])\()", r"\\\1", text))
