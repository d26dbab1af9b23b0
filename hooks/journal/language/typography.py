"""French typography, set by the build so that nobody has to type it.

The rules are those of the Imprimerie nationale's « Lexique des règles typographiques »: a narrow
no-break space before ; ! ? and inside numbers, a no-break space before : and inside « », a curly
apostrophe; nothing parts a day, its month and its year, a number and what it counts, an article
and a name. Spaces that are already no-break ones stay as they are; doing it twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from journal.language.rare_characters import seeker
from journal.language.typographic_rules import DIGIT, NAMES, NUMBERS, SIGNS, ruled

# What follows a verb and its hyphen, « sont-ils », « dites-le », or stresses a word, « ceux-ci ».
_AFTER_HYPHEN = "(?:ils?|elles?|on|je|tu|nous|vous|moi|toi|lui|leur|le|la|les|y|en|ce|ci|là|mêmes?)"

# Nothing is to be set in a text that has none of these: most of those between two tags.
_may_be_set = seeker(
    r"[';!?:«»&°]|\.\.|(?:^|\S)[\s\x1c-\x1f][,.]|\d(?:er)? | [LRDA]?\d|[Ll](?:e|a|es) [A-ZÀ-Þ]"
    rf"|\d-\d|[\dIVX]r?e|[a-z]-[a-z\d-]{{1,24}}\.[a-z]|\S-{_AFTER_HYPHEN}"
)

# A tag, with its attributes; what `_VERBATIM` elements hold is not prose.
_TOKEN = re.compile(r"""(<!--.*?-->|<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>)""", re.DOTALL)
_VERBATIM = ("code", "kbd", "pre", "samp", "script", "style", "textarea", "svg")
# What is heard or shown of an element besides its text.
_SAID = re.compile(r'(?<=\s)(aria-label|title)="([^"]*)"')
# How many elements are open that are no prose, and that hold text alone.
_PROSE = (0, 0)
# Elements that hold text alone.
_PLAIN = ("title", "option")
_APART = re.compile(rf"<(/?)({'|'.join((*_VERBATIM, *_PLAIN))})(?![\w-])", re.IGNORECASE)


# What is marked once it is set, in HTML: the raised letters of ordinals; a number in parts, a verb
# and its pronoun, the name of a host, that a browser would break after one of its hyphens. No other
# hyphen would do: the typeface has none, and who copies « L2113-13 » into a search must find what
# it names.
_ORDINAL = re.compile(r"(?<![\w-])([1I](?=er|re)|(?:\d+|[IVX]+)(?=es?\b))(ers?|res?|es?)(?![\w-])")
_IN_PARTS = re.compile(r"(?<![\w/.-])(?:[LRDA]\.?\u00a0?)?\d+(?:-\d+)+(?![\w/-])")
# « sont-elles », « a-t-on », « dites-le-moi »; but for a verb so long that a title would have no
# room for it on a telephone, which is broken before the « t » of « -t-on », never after.
_INVERTED = re.compile(
    rf"(?<![\w-])[^\W\d_]{{1,10}}(?:-t)?(?:-{_AFTER_HYPHEN}){{1,2}}(?![\w-])"
    r"|(?<=\w-)t-(?:ils?|elles?|on)(?![\w-])"
)
# « atao-insertion.fr », but for one that a narrow page would have no room for.
_HOST = re.compile(
    r"(?<![\w/.@:-])(?=[\w.-]{4,28}(?![\w.-]))(?:[a-z\d-]+\.)*[a-z\d]+(?:-[a-z\d]+)+\.[a-z]{2,6}"
    r"(?=[.]?(?![\w/.-]))"
)
_may_be_marked = seeker(rf"[\dIVX](?:r?e|-\d)|[a-z]-[a-z\d-]{{1,24}}\.[a-z]|\S-{_AFTER_HYPHEN}")
# Where one may be, and what is kept whole.
_KEPT_WHOLE = (
    (seeker(r"\d-\d"), _IN_PARTS),
    (seeker(rf"-{_AFTER_HYPHEN}"), _INVERTED),
    (seeker(r"-[a-z\d-]+\.[a-z]"), _HOST),
)
_UNBROKEN = '<span class="unbroken">'


def typeset(text: str) -> str:
    """Set a plain text: « Pourquoi ? » gets its narrow no-break space."""
    text = ruled(text, SIGNS)
    if DIGIT.search(text):
        text = ruled(text, NUMBERS)
    text = ruled(text, NAMES)
    return text.replace("...", "…") if "..." in text else text


def typeset_html(html: str, *, marks: bool = True) -> str:
    """Set the texts of an HTML page or fragment, names and titles that attributes give among them;
    code, other attributes and addresses stay untouched.

    Args:
        html: what is set.
        marks: whether ordinals are raised, and what has parts kept whole, which takes our styles.
    """
    return _set_parts(html, marks, _PROSE, _set)[0]


# A line that nobody reads; how long one is that is met once only, most often.
_META, _LONG = re.compile(r"\s*<meta .*>"), 150


class Typesetter:
    """Sets what a build has to, each text and each line once: most of them are in many pages."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._parts: dict[tuple[str, bool], str] = {}
        # It is at the second time that a long line is kept.
        self._lines: dict[str, str] = {}
        self._met: set[int] = set()

    def text(self, text: str) -> str:
        """As `typeset` sets it."""
        found = self._texts.get(text)
        if found is None:
            found = typeset(text)
            self._texts[text] = text if found == text else found
        return found

    def page(self, html: str) -> str:
        """As `typeset_html` sets it, line by line."""
        within = _PROSE
        found = []
        # No text nor tag goes on from one to the next.
        for line in html.replace(">\n", ">\0\n").split("\0"):
            done = self._lines.get(line) if within == _PROSE else None
            if done is None:
                opened = line.count("<")
                if opened != line.count(">"):  # But for a tag that is cut.
                    return typeset_html(html)
                if opened == 1 and _META.fullmatch(line):
                    found.append(line)
                    continue
                before = within
                done, within = _set_parts(line, True, before, self._part)
                if before == within == _PROSE:
                    self._keep(line, done)
            found.append(done)
        return "".join(found)

    def _part(self, text: str, marks: bool) -> str:
        known = self._parts.get((text, marks))
        if known is None:
            found = _set(text, marks, self.text)
            known = self._parts[text, marks] = text if found == text else found
        return known

    def _keep(self, line: str, done: str) -> None:
        if len(line) < _LONG or (digest := hash(line)) in self._met:
            self._lines[line] = line if done == line else done
        else:
            self._met.add(digest)


def _set_parts(
    html: str, marks: bool, within: tuple[int, int], set_text: Callable[[str, bool], str]
) -> tuple[str, tuple[int, int]]:
    """A piece of HTML, set.

    Args:
        html, marks: as above.
        set_text: sets a text between two tags, with marks or without.
        within: how many elements are open before it that are no prose, and that hold text alone.

    Returns:
        It, and how many are after it.
    """
    verbatim, plain = within
    parts = _TOKEN.split(html)
    for index, part in enumerate(parts):
        if index % 2:
            if not verbatim and ("aria-label=" in part or "title=" in part):
                parts[index] = _SAID.sub(_said, part)
            if (opened := _APART.match(part)) and not part.endswith("/>"):
                step = -1 if opened[1] else 1
                if opened[2].lower() in _PLAIN:
                    plain += step
                else:
                    verbatim += step
        # What only lays the page out, between two tags, is looked into no further.
        elif part and not verbatim and not part.isspace():
            is_whole = index > 0 and parts[index - 1] == _UNBROKEN
            parts[index] = set_text(part, marks and not plain and not is_whole)
    return "".join(parts), (verbatim, plain)


def _said(attribute: re.Match[str]) -> str:
    """An attribute that people hear or read, set."""
    text = escape(typeset(unescape(attribute[2])), quote=False).replace('"', "&quot;")
    return f'{attribute[1]}="{text}"'


def _set(text: str, marks: bool, in_french: Callable[[str], str] = typeset) -> str:
    """A text between two tags, set."""
    if not _may_be_set(text):
        return text
    found = escape(in_french(unescape(text)), quote=False)
    return _marked(found) if marks and _may_be_marked(text) else found


def _marked(text: str) -> str:
    text = _ORDINAL.sub(r"\1<sup>\2</sup>", text)
    for may_be_in, kept_whole in _KEPT_WHOLE:
        if may_be_in(text):
            text = kept_whole.sub(rf"{_UNBROKEN}\g<0></span>", text)
    return text
