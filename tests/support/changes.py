"""A small journal, and what may be changed in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.corpus import write_pages
from support.journals import guide, page, small_tree, tip, visit, write_tree
from support.pictures import picture

# Path under docs/ to content.
Files = dict[str, str | bytes]

TABLE = "\n| Outil | Prix |\n| --- | --- |\n| Rabot | 12 € |\n"
NOTE = "\nUn mot[^1] : « oui » ; et après ?\n\n[^1]: Une note.\n"
LINKS = "Un [ESS](../glossaire.md#ess), un [conseil](../conseils/oser.md)."
SEEN = f"\n## Ce que nous avons vu\n\n{LINKS}\n"
BASE: Files = {
    **small_tree(
        visit("atelier", body=f"## En bref\n\nUn récit.{SEEN}{TABLE}{NOTE}"),
        tip(body="- [ ] Faire\n- [x] Fait\n\nVoir [la visite](../visites/atelier.md#en-bref).\n"),
        tip("partir", body="![Un établi](../images/etabli.jpg)\n*Un établi, de face.*\n"),
        guide(body="Lire [oser](../conseils/oser.md) : « c'est » ; 12 000 €.\n"),
        {
            "glossaire.md": page(
                "\n## ESS { #ess }\n\nUn mot, dit ESS.\n",
                title="Glossaire",
                description="Des mots du carnet, expliqués.",
            )
        },
    ),
    "images/etabli.jpg": picture(),
}


def edited(path: str, old: str, new: str) -> Callable[[Files], Files]:
    """What changes a text in a file."""

    def edit(files: Files) -> Files:
        text = files[path]
        assert isinstance(text, str)
        assert old in text
        return files | {path: text.replace(old, new)}

    return edit


def renamed(files: Files) -> Files:
    """A tip under another name, and the pages that lead to it."""
    text = files["conseils/oser.md"]
    assert isinstance(text, str)
    moved = text.replace("\n---\n", "\nanciennes_adresses: [conseils/oser/]\n---\n", 1)
    others = {
        path: content.replace("conseils/oser.md", "conseils/oser-mieux.md")
        if isinstance(content, str)
        else content
        for path, content in files.items()
        if path != "conseils/oser.md"
    }
    return others | {"conseils/oser-mieux.md": moved}


CHANGES: dict[str, Callable[[Files], Files]] = {
    "nothing": lambda files: files,
    "a text": edited("visites/atelier.md", "Un récit.", "Un récit, « revu » ; et corrigé."),
    "a heading": edited("conseils/partir.md", "![Un établi]", "## Partir\n\n![Un établi]"),
    "a title": edited("conseils/oser.md", "title: ", "title: Encore "),
    "a day": edited("conseils/oser.md", "2026-03-20", "2026-03-21"),
    "a slug": renamed,
    "a theme's name": edited("themes.yml", "nom: Réemploi", "nom: Refaire"),
    "a term": edited("glossaire.md", "Un mot, dit", "Un autre mot, dit"),
    "an anchor": edited("visites/atelier.md", "## En bref\n", "## En bref { #en-bref .large }\n"),
    "a picture": lambda files: files | {"images/etabli.jpg": picture("PNG")},
    "a page more": lambda files: files | tip("revenir", body="Un [conseil](oser.md).\n"),
    "a page less": lambda files: {p: text for p, text in files.items() if p != "guides/debuter.md"},
    "a visit announced": lambda files: (
        files | visit("fabrique", visite_le="2099-03-14", lieu="Nantes")
    ),
    "a visit cancelled": lambda files: (
        files | visit("fabrique", visite_le="2099-03-14", lieu="Nantes", annulee="2026-03-21")
    ),
    "a visit presented": lambda files: files | visit("fabrique", lors_de="atelier"),
    "a review": edited("guides/debuter.md", "relu_le: 2026-03-20", "relu_le: 2026-03-22"),
    "a picture of a page": lambda files: (
        files
        | visit("fabrique", image="../images/etabli.jpg", image_alt="Un établi dans un atelier.")
    ),
    "an organisation's name": edited("visites/atelier.md", "structure: A", "structure: Grand A"),
}


def write_files(docs: Path, files: Files) -> Path:
    """Write the files of a journal under a folder, which then holds no others."""
    for path in docs.rglob("*"):
        if path.is_file() and path.relative_to(docs).as_posix() not in files:
            path.unlink()
    write_tree(docs, {path: text for path, text in files.items() if isinstance(text, str)})
    for path, content in files.items():
        if isinstance(content, bytes):
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / path).write_bytes(content)
    return docs


def files_of(site: Path) -> dict[str, bytes]:
    """Path to content of every file of a site."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def changed_one_by_one(docs: Path) -> list[Files]:
    """Two hundred pages, then the same after each of several changes, which add up.

    Args:
        docs: a folder that is not there yet, in which to write them.
    """
    write_pages(docs, pages=200)
    states: list[Files] = [dict(files_of(docs))]
    for path, old, new in (
        ("conseils/conseil-0003-1.md", b"## Pourquoi", b"## Pourquoi faire"),
        ("visites/structure-0004.md", b'title: "', b'title: "Encore '),
        ("visites/structure-0005.md", b"structure: ", b"structure: Grand "),
        ("conseils/conseil-0006-2.md", b"tags: [", b"tags: [structurer-son-activite, "),
        ("themes.yml", "nom: Réemploi".encode(), b"nom: Refaire"),
        ("glossaire.md", b"## ", b"## Autre "),
        ("visites/structure-0007.md", b"date: 20", b"relu_le: 2030-12-01\ndate: 20"),
    ):
        content = states[-1][path]
        assert isinstance(content, bytes)
        assert old in content
        states.append(states[-1] | {path: content.replace(old, new, 1)})
    return states
