"""Real builds, in this process, of the real pages or of small trees written as text."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

ROOT = Path(__file__).resolve().parents[2]
SITE_URL = "https://carnet.example/nantes/"

# The pages that mkdocs.yml names in its navigation, and one theme, one visit, one tip.
SMALL_TREE = {
    "index.md": ("Un carnet de visites pour essayer", "home.html"),
    "visites/index.md": ("Les visites", "visits.html"),
    "conseils/index.md": ("Les conseils", "tips.html"),
    "themes/index.md": ("Les thèmes", "themes.html"),
    "glossaire.md": ("Glossaire", "main.html"),
    "abonnement.md": ("S'abonner", "subscribe.html"),
}


def page(header: str, body: str = "Un texte.") -> str:
    """A page of Markdown, its header dedented."""
    return f"---\n{textwrap.dedent(header).strip()}\n---\n\n{body}\n"


def visit(slug: str = "atelier", *, more: str = "", body: str = "Un texte.") -> dict[str, str]:
    """A sound visit, as a one-file tree; `more` adds lines to its header."""
    header = f"""\
title: Une visite chez {slug.capitalize()}
description: Ce que l'on apprend en allant voir cette structure, en une phrase.
date: 2026-03-20
visite_le: 2026-03-14
structure: {slug.capitalize()}
tags: [reemploi]
{more}"""
    return {f"visites/{slug}.md": page(header, body)}


def tip(slug: str = "oser", *, visit: str = "atelier", more: str = "") -> dict[str, str]:
    """A sound tip, as a one-file tree; `more` adds lines to its header."""
    header = f"""\
title: Un conseil pour {slug}
description: Ce que ce conseil permet de faire, en une phrase assez longue.
date: 2026-03-20
visite: {visit}
tags: [reemploi]
{more}"""
    return {f"conseils/{slug}.md": page(header)}


def small_tree(*trees: Mapping[str, str]) -> dict[str, str]:
    """The smallest journal that builds without a warning, with files added or replaced."""
    files = {
        path: page(f"title: {title}\ndescription: Une page du carnet.\ntemplate: {template}")
        for path, (title, template) in SMALL_TREE.items()
    }
    files["themes.yml"] = "reemploi:\n  nom: Réemploi\n  description: Servir encore.\n"
    for tree in (visit(), tip(), *trees):
        files |= tree
    return files


def write_tree(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a tree of texts under a folder, and return the folder."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def build(
    site: Path, *, docs: Path = ROOT / "docs", strict: bool = True, **settings: object
) -> Path:
    """Build pages with the real configuration, as `mkdocs build` does; return the site's folder.

    The site's address is `SITE_URL`, in a sub-folder of its host, unless the environment says
    otherwise. `settings` are keys of mkdocs.yml to replace.
    """
    config = load_config(
        config_file=str(ROOT / "mkdocs.yml"),
        docs_dir=str(docs),
        site_dir=str(site),
        strict=strict,
        **settings,
    )
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return site
