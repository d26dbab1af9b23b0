"""What people write, as the Markdown that they meant: drafts of word processors, mails, notes.

What a text means stays: paragraphs, lists, headings, links, emphasis. What could act, or would mean
something nobody meant, becomes plain text. The gate remains the judge of the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from journal.forms.footnotes import called_notes, note_of, without_notes
from journal.forms.inline import EACH_BULLET, as_inline, in_plain_signs
from journal.forms.pasted_tables import with_tables
from journal.headers.plain_texts import plainly
from journal.markdown.list_markers import BULLETS, DRAWN_BOXES, FONT_BULLETS, INNER_BULLETS, box_of

# ---- Lines ---------------------------------------------------------------------------------------

_BULLET = re.compile(
    rf"^(?P<indent>[ \t]*)(?P<mark>[{EACH_BULLET}]|[{FONT_BULLETS}](?=\t| {{2}}))"
    r"\ufe0f?[ \t]+(?P<words>\S.*)$"
)
# In a list only: Word's second bullet is the letter o. The others are signs of its Wingdings.
_INNER_BULLET = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>o) (?P<words>\S.*)$")
_GLUED = BULLETS + INNER_BULLETS + DRAWN_BOXES
_GLUED_BULLET = re.compile(rf"^(?P<indent>[ \t]*)(?P<mark>[{_GLUED}])(?P<words>[^\s{_GLUED}].*)$")
_NUMBER = re.compile(
    r"^(?P<indent>[ \t]*)(?P<mark>\d{1,2})(?:[.)/]|\)\.| ?[-–])[ \t]+(?P<words>\S.*)$"
)
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>.*?)[ \t]*#*$")
_RULE = re.compile(r"^[ \t]*(?P<sign>[-*_=~])(?:[ \t]*(?P=sign)){2,}[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[^`\n]*$")
# A line of a mail that its program broke, in characters.
_BROKEN_AT = 60


@dataclass
class _Writer:
    """The lines written so far.

    Attributes:
        lines: without line ends.
        number: rank of the last numbered item; 0 out of such a list.
        in_list: whether the last thing written is an item.
        indent: how far the items of this list stand from the margin, in characters.
        least: least number of hashes among the headings, all of which go under a section's.
        is_broken: whether a program may have broken the lines, as those of mails do.
        level: of the last heading; that of the section at first.
        unclosed: sign of a fence to the least length of those that nothing closes.
    """

    least: int
    is_broken: bool = True
    lines: list[str] = field(default_factory=list)
    number: int = 0
    in_list: bool = False
    indent: int = 0
    level: int = 2
    unclosed: dict[str, int] = field(default_factory=dict)

    @property
    def last(self) -> str:
        return self.lines[-1] if self.lines else ""

    def apart(self) -> None:
        """Leave one blank line before what follows."""
        if self.last:
            self.lines.append("")

    def item(self, mark: str, words: str, indent: str, *, inner: bool = False) -> None:
        """An item of a list; an inner one, or one further from the margin, stands under another."""
        far = len(indent.expandtabs(4))
        if not self.in_list:
            self.indent = far
        inner = inner or far >= self.indent + 2
        # Word's bullets between two numbers are of the first.
        inner = inner or (mark == "-" and self.number > 0 and self.last != "")
        if not self.in_list or (not inner and not self._continues(mark)):
            self.apart()
            self.number = 0
        elif self.last == "":
            self.lines.pop()
        inner = inner and self.in_list
        if mark != "-" and not inner:
            self.number += 1
            mark = f"{self.number}."
        self.lines.append(f"{'    ' if inner else ''}{mark} {words}")
        self.in_list = True

    def _continues(self, mark: str) -> bool:
        """Whether an item goes on with the list before it, instead of beginning another."""
        return (mark == "-") == (self.number == 0)

    def paragraph(self, words: str, *, inner: bool = False) -> None:
        """A line of text, which goes on with the one before or begins a paragraph: an inner one,
        further from the margin, is of the item above.
        """
        if self.last and not self._goes_on(words):
            self.lines.append("")
        if not self.last and not (inner and self.in_list):
            self.in_list, self.number = False, 0
        indent = "    " if self.in_list else ""
        self.lines.append(f"{indent}{words}")

    def _goes_on(self, words: str) -> bool:
        """Whether a line was broken by a program: what follows is the same sentence."""
        before = self.last
        for sign in ("|", ">"):
            if before.startswith(sign) or words.startswith(sign):
                return before[0] == words[0]
        if before.startswith(("#", "```")):
            return False
        if words[:1].islower():
            return True
        return self.is_broken and len(before) >= _BROKEN_AT and before[-1] not in ".!?:;…»)>"

    def note(self, name: str, words: str) -> None:
        """A footnote, out of any list."""
        self.in_list, self.number = False, 0
        self.apart()
        self.lines += [f"[^{name}]: {words}", ""]

    def code(self, lines: list[str]) -> None:
        """A block of code, which nothing in it closes."""
        self.in_list, self.number = False, 0
        self.apart()
        self.lines += ["```", *(line.replace("```", "'''") for line in lines), "```", ""]

    def heading(self, marks: str, words: str) -> None:
        """A heading, under that of the section."""
        self.in_list, self.number = False, 0
        if words:
            self.apart()
            # No level is skipped.
            self.level = min(6, self.level + 1, 3 + len(marks) - self.least)
            self.lines += [f"{'#' * self.level} {words}", ""]


def as_markdown(answer: str, *, is_broken: bool = True) -> str:
    """A text as Markdown, each line of it; neither blank ends nor a final line break.

    Args:
        answer: what was written.
        is_broken: whether a program may have broken its lines, as those of mails do.
    """
    answer = in_plain_signs(answer)
    notes = called_notes(answer)
    lines = list(with_tables(answer.split("\n"), _begins_item))
    headings = [found for line in lines if (found := _HEADING.match(line))]
    writer = _Writer(min((len(found["marks"]) for found in headings), default=1), is_broken)
    start = 0
    while start < len(lines):
        line, start = lines[start], start + 1
        if fence := _FENCE.match(line):
            start = _write_fence(writer, fence["fence"], lines, start)
        elif (note := note_of(line)) and note["name"] in notes:
            writer.note(note["name"], as_inline(note["words"]))
        else:
            _write(writer, line)
    return "\n".join(writer.lines).strip("\n")


def _write(writer: _Writer, line: str) -> None:
    """One line of a text."""
    if not line.strip() or _RULE.match(line):
        writer.apart()
    elif heading := _HEADING.match(line):
        writer.heading(heading["marks"], as_inline(heading["words"]))
    elif bullet := _bullet(line, in_list=writer.in_list):
        inner = bullet["mark"] in f"o{INNER_BULLETS}"
        words = f"{box_of(bullet['mark'])}{as_inline(bullet['words'])}"
        writer.item("-", words, bullet["indent"], inner=inner)
    elif (number := _NUMBER.match(line)) and int(number["mark"]) in (1, writer.number + 1):
        writer.item("1.", as_inline(number["words"]), number["indent"])
    else:
        far = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        writer.paragraph(_begun(as_inline(line.strip())), inner=far >= writer.indent + 2)


def _begins_item(line: str) -> bool:
    """Whether a line is an item, whatever stands between its bullet and its words."""
    return bool(_BULLET.match(line) or _NUMBER.match(line.replace("\t", " ")))


def _bullet(line: str, *, in_list: bool) -> re.Match[str] | None:
    found = _BULLET.match(line) or _GLUED_BULLET.match(line)
    if not found and in_list:
        found = _INNER_BULLET.match(line)
    # « + 15 % », « - 3 degrés » in a sentence of its own.
    is_sum = found and found["mark"] == "+" and found["words"][0].isdigit()
    return None if is_sum else found


def _begun(words: str) -> str:
    """A paragraph whose first sign means nothing to Markdown."""
    if re.match(r"#|\+ |=+$|-+$|>[ ]?[\d=]|[-*](?= )", words):
        return f"\\{words}"
    return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", words)


def _write_fence(writer: _Writer, fence: str, lines: list[str], start: int) -> int:
    """A block of code, as it is when it is closed; where the lines that are left to read start."""
    sign, length = fence[0], len(fence)
    if length < writer.unclosed.get(sign, length + 1):
        closing = re.compile(rf" {{0,3}}{sign}{{{length},}} *")
        for end in range(start, len(lines)):
            if closing.fullmatch(lines[end]):
                writer.code(lines[start:end])
                return end + 1
        writer.unclosed[sign] = length
    writer.paragraph(as_inline(lines[start - 1].strip()))
    return start


def as_line(answer: str) -> str:
    """A text as one line without marks, for a header."""
    text = re.sub(r"!\[([^\[\]]*)\]\([^()\s]*\)", r"\1", " ".join(in_plain_signs(answer).split()))
    while meant := plainly(text):
        text = meant
    return text


def sentences(texts: Iterable[str], length: tuple[int, int]) -> str:
    """The first sentences of several texts, whole, as many as are needed.

    Args:
        texts: one after the other, in the order in which they may serve.
        length: the least and the most characters wanted.

    Returns:
        A text that may still be shorter; one that would be longer ends at a word, with « … ».
    """
    least, most = length
    said = ""
    for rank, text in enumerate(texts):
        if rank and len(said) >= least:
            break
        # What follows is another sentence.
        said += "." if said and text.strip() and said[-1].isalnum() and len(said) < most else ""
        for sentence in re.split(r"(?<=[.!?…])\s+", as_line(_without_marks(text))):
            longer = f"{said} {sentence}".strip()
            if len(longer) > most:
                break
            said = longer
        if not said and len(text) > most:
            cut = as_line(_without_marks(text))[:most]
            said = f"{cut.rpartition(' ')[0].rstrip(' ,;:') or cut}…"
    return said


def _without_marks(text: str) -> str:
    """Without notes, rules, addresses alone, nor what begins the lines of a list or a heading."""
    text = re.sub(r"^[ \t]*<?https?://\S+$", "", without_notes(text), flags=re.MULTILINE)
    lines = [line for line in text.split("\n") if not _RULE.match(line)]
    return "\n".join(
        f"{said}." if _ends_a_sentence(line, after) else said
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        for said in (_sentence(line),)
    )


def _ends_a_sentence(line: str, after: str) -> bool:
    """Whether a line ends a sentence without a full stop, and no program broke it there."""
    begins = not after.strip() or (len(line) < _BROKEN_AT and after.lstrip()[:1].isupper())
    return begins and line.rstrip()[-1:].isalnum() and _sentence(line)[-1:].isalnum()


def _sentence(line: str) -> str:
    """What an item of a list says, as a sentence; any other line as it is."""
    found = _bullet(line, in_list=False) or _NUMBER.match(line) or _HEADING.match(line)
    if not found:
        return re.sub(r"^\s*> +", "", line)
    words = found["words"].rstrip(" ,;")
    words = f"{words[:1].upper()}{words[1:]}"
    return words if words[-1:] in ".!?…:" else f"{words}."
