"""Writes the letter of a month into build/lettre/: `make lettre MOIS=2026-11`.

Exit codes: 0, written; 1, a page cannot be published; 2, not a month, or no address of a site;
3, nothing published then.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.config import load_config

from journal.entries.publisher import Sender, Site, site_url_fault
from journal.gate.examine import examine
from journal.language.dates import today
from journal.ledger.announcements import with_announcements
from journal.ledger.records import ledger_in, read_ledger
from journal.machine.atomic_files import write_all
from journal.newsletter.letter_contents import Telling, tell
from journal.newsletter.letter_mail import press, write_letter
from journal.newsletter.month import Month
from journal.pages.colours import read_palette
from journal.pictures.fonts import family
from journal.pictures.picture_addresses import places_of
from journal.problems.problem import errors
from journal.problems.report import as_text
from journal.reading.tree import is_picture, read_tree

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

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
    site_url, tree = config.site_url or "", read_tree(Path(config.docs_dir))
    examination = examine(
        tree,
        today=today(os.environ, datetime.now(UTC)),
        site_url=site_url,
    )
    if found := errors(examination.problems):
        return _refuse(1, as_text(found, site_url).rstrip())
    ledger = ledger_in(Path()) or b""
    catalogue = with_announcements(examination.catalogue, read_ledger(ledger)[0])
    telling = tell(catalogue, month)
    if telling is None:
        return _refuse(3, f"Rien n'a été publié en {month} : pas de lettre à écrire.")
    _write(telling, config, places_of(tree, filter(is_picture, tree)))
    return 0


def _write(telling: Telling, config: MkDocsConfig, pictures: Mapping[str, str]) -> None:
    """Write the files, and say what whoever sends them must know."""
    site = Site.of(
        url=config.site_url or "",
        name=config.site_name,
        description=config.site_description or "",
        extra=config.extra,
    )
    sender = Sender.of(extra=config.extra, site_name=site.name)
    overrides = config.theme.custom_dir or "overrides"
    palette = read_palette(Path(overrides))
    printed_with = press(
        overrides,
        pictures=pictures,
        light=palette.light,
        dark=palette.dark,
        family=family(),
    )
    letter = write_letter(telling, site=site, sender=sender, press=printed_with)
    forms = {"html": letter.html.encode(), "txt": letter.text.encode(), "eml": letter.mail}
    month = telling.month
    files = {FOLDER / f"{month.code}.{suffix}": content for suffix, content in forms.items()}
    write_all(files)
    print("La lettre est écrite :", *files, sep="\n  ")
    if telling.draft:
        print(f"C'est un brouillon, et elle le dit : {month} n'est pas fini.")
    if not sender.mail:
        print("Attention : elle n'a pas d'expéditeur. Votre programme de courriel y mettra le")
        print("  vôtre ; ou donnez une adresse, seule, à « extra.editeur.courriel » (mkdocs.yml).")
    if urlsplit(site.url).hostname in ("127.0.0.1", "localhost"):
        print(f"Attention : ses liens mènent à cette machine. {_with_address(month)}")


def _with_address(month: Month) -> str:
    return f"Donnez l'adresse du site publié :\n  make lettre MOIS={month.code} SITE_URL=https://…/"


def _refuse(code: int, message: str) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
