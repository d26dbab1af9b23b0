"""The glossary: what its words mean, and where a text has them, in whatever form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import pairwise

from lxml.html import HtmlElement

from journal.language.acronyms import ACRONYM, folded_words, meanings_of
from journal.language.french import folded
from journal.language.rare_characters import seeker
from journal.language.typography import typeset_html
from journal.pages.shaping import OURS
from journal.web.allowed_html import EVERYDAY_WORD
from journal.web.html_trees import inner_html, new_element, tree_of

_WORD = re.compile(r"\w+")
# What can be looked for: « C++ », « n° » would be found in any C, in any n.
_FINDABLE = re.compile(r"[\w\s'’-]{2,}")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
# What may part the words of a term: spaces, a hyphen, an apostrophe.
_BETWEEN = re.compile(r"[\s-]+|['’]")
# A piece of something longer, which is no term: « sous-lot », « @ess », « ess.fr ».
_JOINED_BEFORE, _JOINED_AFTER = re.compile(r"[-.@#_]$"), re.compile(r"-|[.@]\w")
# « On dit aussi « structure d'insertion » ou « … ». »: what else a term is called, in its meaning.
_ALSO = re.compile(
    r"\bOn dit (?:aussi|souvent|parfois|encore)(?P<names>(?:\s(?:ou\s)?«\s?[^«»]+?\s?»,?)+)"
)
# Down to what ends it, outside of brackets; « (définition du carnet) » before that.
_SENTENCE = re.compile(r"(?:\([^()]*\)|[^()])*?[.!?…](?=\s|$)")
_SOURCE = re.compile(r"\s*\([^()]*\)(?=[.!?…]$)")
_QUOTED = re.compile(r"«\s?([^«»]+?)\s?»")
# « Code de la commande publique » is the name of a law.
_OF_A_CODE = re.compile(r"\bcodes?\s+(?:de\s+|du\s+|des\s+)(?:la\s+|l['’])?$", re.IGNORECASE)


@dataclass(frozen=True)
class Definition:
    """A word of the glossary and what it means.

    Attributes:
        anchor: its own within the glossary.
        term: plain text, « ACI, atelier et chantier d'insertion ».
        meaning: plain text.
        everyday: whether its first word means too many other things to be looked for.
        links: where its meaning leads, as the glossary has it.
    """

    anchor: str
    term: str
    meaning: str
    everyday: bool = False
    links: tuple[str, ...] = ()

    @property
    def identifier(self) -> str:
        """Its own within the page that uses it."""
        return f"{OURS}mot-{self.anchor}"

    @cached_property
    def listed(self) -> str:
        """It and the first sentence of its meaning, as items of a list: HTML, set."""
        return typeset_html(f"<dt>{escape(self.term)}</dt><dd>{escape(self._in_short)}</dd>")

    @property
    def _in_short(self) -> str:
        """What it means in a sentence, without the source that ends it."""
        first = _SENTENCE.match(self.meaning)
        return _SOURCE.sub("", first[0] if first else self.meaning)

    @cached_property
    def acronym(self) -> str:
        """« ACI », or nothing."""
        first = self.term.partition(",")[0].strip()
        return first if ACRONYM.fullmatch(first) else ""

    @property
    def phrase(self) -> str:
        """What it is in full; what follows the comma of any other term only makes it plain."""
        first, _, rest = self.term.partition(",")
        return rest.strip() if self.acronym else first

    @property
    def others(self) -> list[str]:
        """What else it is called, as its meaning says."""
        return [name for said in _ALSO.finditer(self.meaning) for name in _QUOTED.findall(said[0])]


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of the glossary, down to the next word.

    Attributes:
        anchor: of the word; empty for what comes before the first one.
        heading: the word, as HTML, without the sign that links to it; empty where there is none.
        meaning: what follows, as HTML.
    """

    anchor: str
    heading: str
    meaning: str


def terms_of(html: str) -> list[Term]:
    """A glossary in pieces."""
    root = tree_of(html)
    pieces: list[tuple[str, HtmlElement]] = [("", new_element("div"))]
    pieces[0][1].text = root.text
    for element in list(root):
        if element.tag == "h2":
            pieces.append((element.get("id") or "", new_element("div")))
        pieces[-1][1].append(element)
    return [Term(anchor, _take_heading(piece), inner_html(piece)) for anchor, piece in pieces]


def _take_heading(piece: HtmlElement) -> str:
    """The heading that a piece begins with, which leaves it."""
    heading = next(piece.iterchildren("h2"), None)
    if heading is None:
        return ""
    for sign in heading.findall("a[@class='headerlink']"):
        sign.drop_tree()
    box = new_element("div")
    box.append(heading)
    heading.tail = None
    return inner_html(box)


class Lexicon:
    """The words of a glossary, and where a text has them.

    Attributes:
        definitions: anchor to definition, in the order of the glossary.
    """

    def __init__(self, glossary: str) -> None:
        """Read the body of the glossary, once for the whole site."""
        self.definitions = read_definitions(glossary)
        self._acronyms: dict[str, str] = {}
        self._phrases: dict[str, list[tuple[list[str], str]]] = {}
        # What is known of each word that was met, as pages have the same ones: those by which no
        # term begins among it.
        self._singulars: dict[str, str] = {}
        self._others: set[str] = set()
        for anchor, definition in self.definitions.items():
            if not definition.everyday:
                self._acronyms |= dict.fromkeys(_writings(definition.acronym), anchor)
            if definition.acronym or not definition.everyday:
                for phrase in (definition.phrase, *definition.others):
                    if words := _findable(phrase):
                        self._phrases.setdefault(words[0], []).append((words, anchor))
        # Each acronym, its anchor, and the first word of what it stands for, if any.
        self._spelt = [
            (known.acronym, anchor, folded_words(known.phrase)[:1])
            for anchor, known in self.definitions.items()
            if known.acronym
        ]
        spelt = "|".join(acronym for acronym, _, _ in self._spelt)
        # Most pages have none beside a parenthesis.
        self._may_tell = seeker(rf"(?s)(?:{spelt})\s*\(|\(.?(?:{spelt})")
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where each term begins and ends in a text, the longest first, and its anchor."""
        words, others = _WORD.findall(text), self._others
        if others.issuperset(words):
            return
        begins = [i for i, w in enumerate(words) if w not in others and self._may_begin(w)]
        places: list[re.Match[str]] = []
        done = 0
        for index in begins:
            for length, anchor in self._terms_at(words, index) if index >= done else ():
                places = places or list(_WORD.finditer(text))
                there = places[index : index + length]
                if _is_whole(text, there):
                    done = index + length
                    yield there[0].start(), there[-1].end(), anchor
                    break

    def _may_begin(self, word: str) -> bool:
        """Whether a term begins by a word that was not met yet, or that begins one."""
        begins = word in self._acronyms or self._singular(word) in self._phrases
        if not begins:
            self._others.add(word)
        return begins

    def _terms_at(self, words: list[str], index: int) -> Iterator[tuple[int, str]]:
        """How many words each term has that may be at an index, the longest first; its anchor."""
        first = words[index]
        phrases = self._phrases.get(self._singular(first), ())
        if phrases:
            longest = len(phrases[0][0])
            there = [self._singular(word) for word in words[index : index + longest]]
            for phrase, anchor in phrases:
                if there[: len(phrase)] == phrase:
                    yield len(phrase), anchor
        if first in self._acronyms:
            yield 1, self._acronyms[first]

    def _singular(self, word: str) -> str:
        known = self._singulars.get(word)
        if known is None:
            known = self._singulars[word] = _singular(word)
        return known

    def named_in(self, text: str) -> set[str]:
        """Anchors of the terms that a text has."""
        return {anchor for _, _, anchor in self.find(text)}

    def taken(self, text: str) -> frozenset[str]:
        """Anchors of the acronyms that a page uses for something else, and says so."""
        there = set(ACRONYM.findall(text)) if self._may_tell(text) else ()
        return frozenset(
            anchor
            for acronym, anchor, first in self._spelt
            if acronym in there
            for meaning in meanings_of(acronym, text)
            if folded_words(meaning)[:1] != first
        )


def read_definitions(html: str) -> Mapping[str, Definition]:
    """What each `h2` of a glossary defines, by its anchor, down to the next one."""
    definitions = {}
    for heading in tree_of(html).iterchildren("h2"):
        meaning, links = [], []
        for element in heading.itersiblings():
            if element.tag == "h2":
                break
            meaning.append(words_in(element))
            links += [link.get("href") or "" for link in element.iter("a")]
        anchor = heading.get("id") or ""
        everyday = EVERYDAY_WORD in (heading.get("class") or "").split()
        definitions[anchor] = Definition(
            anchor, words_in(heading), " ".join(meaning), everyday, tuple(links)
        )
    return definitions


def words_in(element: HtmlElement) -> str:
    """The text of an element, without the sign that follows a heading."""
    signs = {sign for link in element.find_class("headerlink") for sign in link.itertext()}
    return " ".join("".join(t for t in element.itertext() if t not in signs).split())


def _findable(phrase: str) -> list[str]:
    """The words by which a phrase is found in a text, without what it ends with in brackets."""
    phrase = _ASIDE.sub("", phrase)
    if not _FINDABLE.fullmatch(phrase):
        return []
    return [_singular(word[0]) for word in _WORD.finditer(phrase)]


def _is_whole(text: str, words: list[re.Match[str]]) -> bool:
    """Whether words stand together in a text, and are no piece of something longer."""
    start, end = words[0].start(), words[-1].end()
    return (
        all(
            _BETWEEN.fullmatch(text, word.end(), following.start())
            for word, following in pairwise(words)
        )
        and not _JOINED_BEFORE.search(text, max(0, start - 1), start)
        and not _JOINED_AFTER.match(text, end)
        and not _OF_A_CODE.search(text, max(0, start - 30), start)
    )


def _singular(word: str) -> str:
    """A word as terms are compared: neither capitals, accents nor the sign of a plural."""
    letters = folded(word)
    if len(letters) < 4:
        return letters
    if letters.endswith("aux") and not letters.endswith("eaux"):
        return f"{letters[:-3]}al"
    return letters[:-1] if letters[-1] in "sx" else letters


def _writings(acronym: str) -> list[str]:
    """« SCOP », « SCOPs », « Scop », « Scops »; one that is spelt out has capitals only."""
    as_a_word = [acronym.capitalize()] if len(acronym) >= 4 else []
    return [form + end for form in [acronym, *as_a_word] for end in ("", "s") if acronym]
