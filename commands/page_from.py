"""A page from what somebody sent, a form's text or a mail: `make page DEPUIS=fichier.txt`.

The program that GitHub runs on a new form calls the same function, with the text in a file and
with somewhere to write the reply. Exit status: 0, done; 1, something must be mended first, and
nothing is written; 2, the text cannot be read.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from journal.entries.kinds import Kind
from journal.forms.fetched_pictures import from_github, printed
from journal.forms.issue_forms import issue_forms
from journal.forms.mail_or_file import text_of
from journal.forms.propose import Proposal, propose
from journal.forms.reply import as_text, reply
from journal.language.dates import today
from journal.ledger.records import LEDGER_NAME, read_ledger
from journal.machine.disk import write_all
from journal.writing.answers import Place
from journal.writing.blanks import RefusedError
from journal.writing.questions import read_place

DOCS = Path("docs")


def main(arguments: list[str] | None = None) -> int:
    """Make a page in the docs/ of the current folder, and say in French what was done."""
    parser = argparse.ArgumentParser(description="Fait une page d'un formulaire ou d'un courriel.")
    parser.add_argument("depuis", type=Path, help="le fichier qui contient le texte")
    parser.add_argument("--deja", default="", help="la page que le même message a déjà donnée")
    parser.add_argument("--reponse", type=Path, help="où écrire la réponse à faire")
    parser.add_argument("--proposition", default="", help="adresse de la proposition")
    parser.add_argument("--apercu", default="", help="adresse de la page telle qu'elle paraîtra")
    options = parser.parse_args(arguments)
    if options.depuis == Path():
        return _refuse("Il manque le fichier : écrivez « make page DEPUIS=courriel.txt ».")
    try:
        text = text_of(options.depuis.read_bytes())
        place = read_place(DOCS, Kind.VISIT, today(os.environ, datetime.now(UTC)))
    except OSError:
        return _refuse(f"{options.depuis} ne peut pas être lu : donnez le nom d'un fichier texte.")
    except RefusedError as refused:
        return _refuse(str(refused))
    former = options.deja.removeprefix(f"{DOCS.as_posix()}/")
    proposal = propose(text, place, former=former, published=_published())
    files, remarks = printed(proposal.pictures, from_github)
    if remarks:
        proposal = replace(proposal, files={}, remarks=(*proposal.remarks, *remarks))
    if proposal.files:
        _write(proposal, files, place)
    if options.reponse:
        said = reply(proposal, change=options.proposition, preview=options.apercu)
        options.reponse.write_text(said, encoding="utf-8")
    _say(proposal)
    return 1 if proposal.faults else 0


def _published() -> list[str]:
    """The addresses that were published once."""
    ledger = Path(LEDGER_NAME)
    records, _ = read_ledger(ledger.read_bytes() if ledger.is_file() else b"")
    return [record.name for record in records.values()]


def _write(proposal: Proposal, pictures: dict[str, bytes], place: Place) -> None:
    """Write the page, its pictures, and the forms, whose menu has one visit more."""
    pages = {path: text.encode() for path, text in proposal.files.items()}
    write_all({DOCS / path: content for path, content in {**pages, **pictures}.items()})
    known = read_place(DOCS, Kind.VISIT, place.today)
    forms = issue_forms(known.themes, known.visits)
    write_all({Path(path): text.encode() for path, text in forms.items() if Path(path).is_file()})


def _say(proposal: Proposal) -> None:
    if proposal.faults:
        print("Rien n'est écrit. À compléter dans le texte :")
        print(as_text(proposal.faults), end="")
    for path in proposal.files:
        print(f"{(DOCS / path).as_posix()} est écrite. « make serve » la montre.")
    if proposal.notes:
        print("À savoir :")
        print(as_text(proposal.notes), end="")
    if not proposal.faults and not proposal.files:
        print("Ce message signale une erreur : il n'y a pas de page à en faire.")


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
