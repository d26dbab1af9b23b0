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
from journal.entries.publisher import site_url_fault
from journal.forms.fetched_pictures import from_github, printed, taker
from journal.forms.issue_forms import issue_forms
from journal.forms.mail_or_file import incoming, with_files
from journal.forms.mail_parts import Mail
from journal.forms.propose import Around, Proposal, propose
from journal.forms.reply import as_text, reply
from journal.language.dates import today
from journal.ledger.records import ledger_in, read_ledger
from journal.machine.atomic_files import write_all
from journal.new_pages.answers import Place
from journal.new_pages.interview import read_place
from journal.new_pages.skeletons import RefusedError

DOCS = Path("docs")


def main(arguments: list[str] | None = None) -> int:
    """Make a page in the docs/ of the current folder, and say in French what was done."""
    parser = argparse.ArgumentParser(description="Fait une page d'un formulaire ou d'un courriel.")
    parser.add_argument("depuis", type=Path, help="le fichier qui contient le texte")
    parser.add_argument("--photos", default="", help="d'où viennent les photos : courriel, dossier")
    parser.add_argument("--deja", default="", help="la page que le même message a déjà donnée")
    parser.add_argument("--reponse", type=Path, help="où écrire la réponse à faire")
    parser.add_argument("--proposition", default="", help="adresse de la proposition")
    parser.add_argument("--apercu", default="", help="adresse de la page telle qu'elle paraîtra")
    options = parser.parse_args(arguments)
    if options.depuis == Path():
        return _refuse("Il manque le fichier : écrivez « make page DEPUIS=courriel.txt ».")
    try:
        mail = incoming(options.depuis.read_bytes())
        if options.photos:
            mail = _with_pictures(mail, Path(options.photos))
        place = read_place(DOCS, Kind.VISIT, today(os.environ, datetime.now(UTC)))
        place = replace(place, site_url=_site_url())
    except OSError:
        return _refuse(f"{options.depuis} ne peut pas être lu : donnez le nom d'un fichier texte.")
    except RefusedError as refused:
        return _refuse(str(refused))
    around = Around(
        former=options.deja.removeprefix(f"{DOCS.as_posix()}/"),
        published=_published(),
        joined={address: picture.name for address, picture in mail.joined.items()},
        others=mail.others,
    )
    proposal, pictures = _proposed(mail, place, around)
    if proposal.files:
        _write(proposal, pictures, place)
    if options.reponse:
        said = reply(proposal, change=options.proposition, preview=options.apercu)
        options.reponse.write_text(said, encoding="utf-8")
    _say(proposal)
    return 1 if proposal.faults else 0


def _proposed(mail: Mail, place: Place, around: Around) -> tuple[Proposal, dict[str, bytes]]:
    """What is proposed, and its pictures by path; those that cannot be taken keep nothing back."""
    proposal = propose(mail.text, place, around)
    prints, lost = printed(proposal.pictures, taker(mail.joined, from_github))
    if lost:
        proposal = propose(mail.text, place, replace(around, lost=lost))
    known = [picture for picture in proposal.pictures if picture.address in prints]
    return proposal, {picture.path: prints[picture.address] for picture in known}


def _with_pictures(mail: Mail, place: Path) -> Mail:
    """A text with the pictures of another mail, a picture's file, or each file of a folder."""
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    return with_files(mail, [(file.name, file.read_bytes()) for file in files if file.is_file()])


def _site_url() -> str:
    """The address of the published site; nothing when it is not known, or is none."""
    address = os.environ.get("SITE_URL", "")
    return "" if not address or site_url_fault(address) else f"{address.rstrip('/')}/"


def _published() -> list[str]:
    """The addresses that were published once."""
    records, _ = read_ledger(ledger_in(Path()) or b"")
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
