"""A picture given to a page that is there already: its form, made into that page with a picture."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from journal.entries.any_entry import model_of
from journal.forms.attachments import Album
from journal.forms.typed_answers import Answered
from journal.forms.written_page import Page
from journal.headers.frontmatter import read_front_matter
from journal.language.french import folded, words_of
from journal.problems.guesses import nearest
from journal.problems.problem import Severity
from journal.reading.decoding import read_text
from journal.reading.tree import Tree


def find_page(typed: str, tree: Tree) -> str | None:
    """The entry that a title, an address or a file's name leads to: its path under docs/."""
    known = {path: file for path, file in tree.items() if model_of(path) and not file.trouble}
    address = unquote(urlsplit(typed.strip("<> ")).path).strip("/")
    for path in known:
        stem = PurePosixPath(path).with_suffix("").as_posix()
        if address.removesuffix(".md").removesuffix("/index.html").endswith(stem):
            return path
    names: dict[str, str] = {}
    for path, file in known.items():
        text, _ = read_text(path, file)
        values = read_front_matter(text or "", path)[0].header.values
        for name in (values.get("structure"), values.get("title"), PurePosixPath(path).stem):
            if isinstance(name, str):
                names.setdefault(folded(name.strip()), path)
    if meant := nearest(folded(typed.strip()), list(names), cutoff=0.8):
        return names[meant[0]]
    # « La visite chez ATAO », when it can be of one page alone.
    said = words_of(typed)
    within = {
        path for name, path in names.items() if words_of(name).strip() and words_of(name) in said
    }
    return within.pop() if len(within) == 1 else None


def add_picture(answered: Answered, text: str, album: Album) -> Page:
    """The page with the picture at the end of its text, before what it leads to.

    Args:
        answered: the form; what is wrong is noted there.
        text: the page as it is now.
        album: where the picture is put.
    """
    question = answered.questions["photo"]
    alt = answered.line("montre")
    alt = re.sub(r'[\[\]\\`<>"]', "", alt)
    described = re.sub(r"!\[[^\[\]]*\]", lambda _: f"![{alt}]", answered.public("photo"))
    described = re.sub(r"""\balt\s*=\s*("[^"]*"|'[^']*')""", lambda _: f'alt="{alt}"', described)
    pictures = album.sort_described(described, question)
    # Without any picture there is nothing to publish.
    answered.remarks += [
        replace(said, severity=Severity.ERROR) if album.lost and not pictures else said
        for said in album.said()
    ]
    if answered.raw("photo") and not (pictures or album.lost):
        answered.refuse("photo", "aucune photo n'est jointe.", "Déposez-la dans ce champ.")
    if len(pictures) > 1:
        message = f"les {len(pictures)} photos ont la même description."
        answered.note("montre", message, "Envoyez-les une par une, chacune avec la sienne.")
    caption = re.sub(r"[*_`<>\[\]\\]", "", answered.line("legende"))
    shown = "\n\n".join(
        f"![{picture.alt}]({picture.name})" + (f"\n*{caption}*" if caption else "")
        for picture in pictures
    )
    page = Page()
    before, heading, after = _parted(text)
    page.add(before.rstrip("\n") + "\n")
    page.add(f"{shown}\n", question)
    page.add(f"{heading}{after}" if heading else "")
    return page


def _parted(text: str) -> tuple[str, str, str]:
    """A page before the first heading of what follows its story, and from there on."""
    story = re.search(r"^## (?:Ce que nous avons vu|Ce qui |Vu chez|L.exemple)", text, re.MULTILINE)
    start = story.end() if story else len(text)
    following = re.compile(r"^## ", re.MULTILINE).search(text, start)
    if not following:
        return text, "", ""
    return text[: following.start()], "## ", text[following.end() :]
