"""Writes the letter of a month into build/lettre/: `make lettre MOIS=2026-11`.

Exit codes: 0, written; 1, a page cannot be published; 2, not a month, or no address of a site;
3, nothing published then.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config

from journal.dates import today
from journal.disk import write_all
from journal.gate.examine import examine
from journal.newsletter.letter import Month, renderer, write_letter
from journal.pages.colours import read_palette
from journal.pictures.gallery import places_of
from journal.problems.problem import errors
from journal.problems.report import as_text
from journal.publisher import Site, mail_of, site_url_fault
from journal.reading.tree import is_picture, read_tree

FOLDER = Path("build/lettre")


def main(arguments: list[str]) -> int:
    """Write the three files of the letter; say in French what was done or why not."""
    try:
        month = Month.parse(arguments[0] if arguments else "")
    except ValueError as error:
        said = f"« {error} » n'est pas un mois" if str(error) else "Il manque le mois"
        return _refuse(2, f"{said} : écrivez par exemple « make lettre MOIS=2026-11 ».")
    if fault := site_url_fault(os.environ.get("SITE_URL")):
        return _refuse(2, f"{fault}.")
    config = load_config()
    docs = Path(config.docs_dir)
    tree = read_tree(docs)
    examination = examine(
        tree, today=today(os.environ, datetime.now(UTC)), site_url=config.site_url or ""
    )
    if found := errors(examination.problems):
        return _refuse(1, as_text(found, config.site_url or "").rstrip())
    catalogue = examination.catalogue
    site = Site.of(
        url=config.site_url or "",
        name=config.site_name,
        description=config.site_description or "",
        extra=config.extra,
    )
    sender = mail_of(config.extra)
    overrides = config.theme.custom_dir or "overrides"
    palette = read_palette(Path(overrides))
    letter = write_letter(
        catalogue,
        month,
        site=site,
        sender=sender,
        render=renderer(overrides, light=palette.light, dark=palette.dark),
        places=places_of(tree, filter(is_picture, tree)),
    )
    if letter is None:
        return _refuse(3, f"Rien n'a été publié en {month} : pas de lettre à écrire.")
    forms = {"html": letter.html.encode(), "txt": letter.text.encode(), "eml": letter.mail}
    files = {FOLDER / f"{month.code}.{suffix}": content for suffix, content in forms.items()}
    write_all(files)
    print("La lettre est écrite :", *files, sep="\n  ")
    if urlsplit(site.url).hostname in ("127.0.0.1", "localhost"):
        print("Attention : ses liens mènent à cette machine. Donnez l'adresse du site publié :")
        print(f"  make lettre MOIS={month.code} SITE_URL=https://…/")
    return 0


def _refuse(code: int, message: str) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
