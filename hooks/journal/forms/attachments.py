"""What people drop in a form: pictures to fetch from GitHub, and files that the site does not take.

GitHub puts a dropped picture in the text, as `![name](address)` or as an `<img>` of its own, and
any other file as a link. Only GitHub's own hosts of attachments are ever asked for anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import NamedTuple

from journal.forms.prose import as_line
from journal.forms.remarks import Remark, remark
from journal.gate.documents_and_films import ADVICE
from journal.gate.pictures_in_text import names_a_file
from journal.language.french import folded
from journal.new_pages.question import Question
from journal.problems.problem import Severity

# As many as one page bears.
MOST_PICTURES = 12
# Source: https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/attaching-files
_ATTACHED = re.compile(
    r"https://(?:github\.com/user-attachments/assets/[\w-]{1,100}"
    r"|(?:private-)?user-images\.githubusercontent\.com/[\w./%-]{1,300}(?:\?[\w.=&%+-]{1,2000})?)"
)
_ATTACHED_FILE = re.compile(
    r"https://github\.com/(?:user-attachments/files|[\w.-]+/[\w.-]+/files)/\S+"
)
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]\n]{0,500})\]\(\s*<?(?P<target>[^\s()<>]{1,3000})>?(?:\s+\"[^\"\n]*\")?\s*\)"
    r"|<img\b(?P<attributes>[^<>]{0,4000})>",
    re.IGNORECASE,
)
_IMAGE_AND_UNDER = re.compile(
    rf"(?:{_IMAGE.pattern})(?:[ \t]*\n(?P<under>(?![ \t]*(?:!\[|<img))[^\n]*\S[^\n]*))?",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"\b(?P<name>src|alt)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s>]+))"
)
_FILE = re.compile(r"!?\[(?P<words>[^\[\]\n]{0,300})\]\((?P<target>https?://[^\s()<>]{1,2000})\)")
# An address on a line of its own is how GitHub shows a film.
_FILM = re.compile(r"^[ \t]*(https://github\.com/user-attachments/assets/\S+)[ \t]*$", re.MULTILINE)
_LONGEST_NAME = 200
_THANKS = re.compile(
    r"\W*(?:un (?:grand )?)?(?:merci|bonne (?:journee|soiree|reception|lecture)"
    r"|(?:bien )?cordialement|bien a vous|a bientot)\b.{0,60}$|\W*voila\W*$"
)
# There was none to join.
_NONE = re.compile(r"\b(?:pas|aucune?|sans|rien|non|ni)\b")
_UNDER_IT = "Écrivez sous elle, en une phrase, ce qu'elle montre."
_IN_ORDER = (
    "Écrivez sous cette question, pour chaque photo, une ligne qui dit ce qu'elle montre, dans "
    "l'ordre où elles sont jointes, ou précédée du nom du fichier."
)
_ELSEWHERE = (
    "une image est restée sur un autre site.",
    "Enregistrez-la, puis déposez-la ici : le site ne montre que les siennes.",
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to fetch.

    Attributes:
        address: where it is, on one of GitHub's hosts of attachments or in a mail.
        path: where it goes under docs/, as a JPEG.
        alt: what it shows.
    """

    address: str
    path: str
    alt: str

    @property
    def name(self) -> str:
        """Its path from the page, which it stands beside."""
        return self.path.rpartition("/")[2]


class Lost(NamedTuple):
    """Why a picture cannot be taken: reads after « la photo : »; and what to do."""

    reason: str
    hint: str


def is_attachment(address: str) -> bool:
    """Whether an address is that of a picture dropped at GitHub's."""
    return bool(_ATTACHED.fullmatch(address))


@dataclass
class Album:
    """The pictures of one page, named as they come.

    Attributes:
        stem: path of the page under docs/, without its end.
        taken: paths under docs/ that no picture may have.
        joined: addresses of the pictures of a mail, and their names.
        lost: addresses of those that cannot be taken, and why: left out.
        pictures, remarks: those found so far.
        counts: id of a question to how many pictures its answer has so far.
        left_out: address of those that cannot be taken, to question, name, and whether nothing says
            what they show.
    """

    stem: str
    taken: Collection[str]
    joined: Mapping[str, str] = field(default_factory=dict)
    lost: Mapping[str, Lost] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, tuple[Question, str, bool]] = field(default_factory=dict)

    def sort(self, answer: str, question: Question) -> str:
        """An answer whose pictures stand where they were dropped, under their names here.

        The line under a picture says what it shows, when nothing else does.
        """

        def shown(image: re.Match[str]) -> str:
            alt, target = _read(image)
            under = image["under"] or ""
            if under and not _THANKS.match(folded(under)) and _says_nothing(alt, target):
                return self._shown(under, target, question) + "\n"
            return self._shown(alt, target, question) + (f"\n{under}" if under else "")

        return self.without_files(_IMAGE_AND_UNDER.sub(shown, answer), question)

    def sort_described(self, answer: str, question: Question) -> list[Picture]:
        """The pictures of an answer in which a sentence beside each says what it shows."""
        answer = self.without_files(answer, question, keep_names=False)
        found = list(_IMAGE.finditer(answer))
        ends = [0, *(image.end() for image in found)]
        starts = [*(image.start() for image in found), len(answer)]
        words = _captions([answer[end:start] for end, start in zip(ends, starts, strict=True)])
        # Sentences come after the pictures, or all of them before.
        said = words[:-1] if all(words[:-1]) and not words[-1] else words[1:]
        for image, sentence in zip(found, said, strict=True):
            alt, target = _read(image)
            self._shown(sentence or alt, target, question)
        if not found and words[0] and not _NONE.search(folded(words[0])):
            message = "aucune photo n'est jointe."
            hint = "Joignez-la à votre message, ou laissez cette question sans réponse."
            self.remarks.append(remark(question, message, hint, Severity.WARNING))
        return self.pictures

    def _shown(self, alt: str, target: str, question: Question) -> str:
        """A picture as Markdown; of one that is elsewhere, a link."""
        alt = re.sub(r"[\[\]\\`<>]", "", as_line(alt)).rstrip(" :")
        if target in self.lost:
            self._leave_out(alt, target, question)
            return ""
        if not (is_attachment(target) or target in self.joined):
            self.remarks.append(remark(question, *_ELSEWHERE, Severity.WARNING))
            return f"[{alt or 'une image'}]({target})" if target.startswith("https://") else alt
        picture = next((known for known in self.pictures if known.address == target), None)
        if not picture:
            picture = self._added(alt, target, question)
        return f"![{picture.alt}]({picture.name})"

    def _added(self, alt: str, target: str, question: Question) -> Picture:
        """A picture that was not there yet."""
        rank = len(self.pictures) + 1
        named = self._named(alt, target, question)
        if _says_nothing(alt, target):
            message = f"la photo {named} n'est pas décrite : qui ne la voit pas n'en saura rien."
            hint = _UNDER_IT
            if target in self.joined and "photos" in question.id:
                hint = _IN_ORDER
            self.remarks.append(remark(question, message, hint))
        if rank == MOST_PICTURES + 1:
            message = f"il y a plus de {MOST_PICTURES} photos."
            self.remarks.append(remark(question, message, "Gardez les meilleures."))
        self.pictures.append(Picture(target, self._free(), alt or f"Photo n° {rank}"))
        return self.pictures[-1]

    def _named(self, alt: str, target: str, question: Question) -> str:
        """How one more picture of an answer is called to whoever sent it."""
        self.counts[question.id] += 1
        is_named = not _says_nothing(alt, target) or re.search(r"\d", alt)
        return f"« {alt} »" if is_named else f"n° {self.counts[question.id]}"

    def _leave_out(self, alt: str, target: str, question: Question) -> None:
        """Note a picture that cannot be taken, and whether its words are missing as well."""
        if target not in self.left_out:
            name = self._named(alt, target, question)
            self.left_out[target] = (question, name, _says_nothing(alt, target))

    def said(self) -> Iterator[Remark]:
        """Every remark; those on pictures that cannot be taken for the same reason as one."""
        yield from self.remarks
        groups: dict[tuple[Question, Lost], list[str]] = {}
        for target, (question, name, is_silent) in self.left_out.items():
            name += " (à décrire aussi, en une phrase)" if is_silent else ""
            groups.setdefault((question, self.lost[target]), []).append(name)
        for (question, (reason, hint)), names in groups.items():
            message = f"la photo {names[0]} n'est pas dans la page : {reason}."
            if len(names) > 1:
                all_names = f"{', '.join(names[:-1])} et {names[-1]}"
                message = (
                    f"les photos {all_names} ne sont pas dans la page : pour chacune, {reason}."
                )
            yield remark(question, message, hint, Severity.WARNING)

    def _free(self) -> str:
        """The next name that nothing has."""
        used = {*self.taken, *(picture.path for picture in self.pictures)}
        return next(path for rank in count(1) if (path := f"{self.stem}-{rank}.jpg") not in used)

    def without_files(self, answer: str, question: Question, *, keep_names: bool = True) -> str:
        """An answer without the files that the site does not take, but for names in a sentence."""

        def words(link: re.Match[str]) -> str:
            if not (_ATTACHED_FILE.match(link["target"])):
                return link[0]
            self._refuse_file(as_line(link["words"]), question)
            before = answer[: link.start()].rpartition("\n")[2]
            after = answer[link.end() :].partition("\n")[0]
            is_alone = not re.search(r"\w", before + after)
            return link["words"] if keep_names and not is_alone else ""

        def film(found: re.Match[str]) -> str:
            self._refuse_file("un film", question)
            return ""

        answer = _FILM.sub(film, answer)
        return _FILE.sub(words, answer)

    def _refuse_file(self, name: str, question: Question) -> None:
        self.remarks.append(
            remark(question, f"« {name} » n'est pas publié avec la page.", ADVICE, Severity.WARNING)
        )


def _captions(texts: list[str]) -> list[str]:
    """What is written before, between and after pictures, each a line; without thanks.

    Where pictures follow each other, and as many lines follow them or stand before them all, each
    line is that of one.
    """
    parts = [
        [
            line
            for line in map(as_line, text.split("\n"))
            if line and not _THANKS.match(folded(line))
        ]
        for text in texts
    ]
    first, count = parts[0], len(parts) - 1
    if count > 1 and len(first) == count and not any(parts[1:]):
        return [*first, ""]
    start = 1
    for rank in range(1, len(parts)):
        if parts[rank]:
            run = range(start, rank + 1)
            if len(parts[rank]) == len(run):
                for place, line in zip(run, parts[rank], strict=True):
                    parts[place] = [line]
            start = rank + 1
    return [" ".join(lines) for lines in parts]


def _read(image: re.Match[str]) -> tuple[str, str]:
    """What an image is said to show, and its address."""
    if image["target"]:
        return image["alt"], image["target"]
    given = {
        found["name"].lower(): unescape(found["a"] or found["b"] or found["c"] or "")
        for found in _ATTRIBUTE.finditer(image["attributes"])
    }
    return given.get("alt", ""), given.get("src", "")


def _says_nothing(alt: str, target: str) -> bool:
    """Whether what describes a picture is nothing, a file's name, or what GitHub puts there."""
    # A name is short, and a long sentence says something.
    words = alt.strip()[:_LONGEST_NAME]
    return not re.search(r"[^\W\d_]{2}", words) or names_a_file(words, target) or words == "Image"
