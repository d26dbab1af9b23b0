"""The header of an entry, once its values are typed: what only their meaning can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journal.addresses import is_address
from journal.entries import Entry, Tip, Visit
from journal.french import format_date
from journal.gate.draft import Surroundings
from journal.gate.images import image_faults
from journal.gate.wording import abbreviated_forms
from journal.headers.yaml_text import Location, YamlText
from journal.problems.problem import Problem, Severity

FIRST_YEAR = 2020

# The templates of overrides/ that a page may ask for; the others have their own pages.
TEMPLATES = frozenset(
    {
        *("main.html", "home.html", "visits.html", "tips.html", "themes.html", "subscribe.html"),
        *("accessibility.html", "contribute.html", "legal_notice.html", "search_page.html"),
    }
)


class HeaderDraft:
    """One entry's header under examination."""

    def __init__(self, entry: Visit | Tip, header: YamlText) -> None:
        self.entry = entry
        self.header = header

    def problem(
        self,
        key: str,
        code: str,
        message: str,
        hint: str,
        *,
        within: Location = (),
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem of one key, or of the whole header when the key is absent.

        `within` says which part of a value that has several: `(0, "url")`.
        """
        line, column = self.header.position((key, *within))
        path = f"docs/{self.entry.path}"
        return Problem(
            path, line, code, message, hint, key=key or None, column=column, severity=severity
        )


def check_header(
    entry: Visit | Tip, header: YamlText, *, today: date, around: Surroundings
) -> Iterator[Problem]:
    """Everything about one entry that needs no other entry."""
    draft = HeaderDraft(entry, header)
    yield from _check_publication_day(draft, today)
    yield from _check_title(draft)
    yield from _check_wording(draft)
    yield from _check_image(draft, around)
    yield from _check_addresses(draft)
    if not around.drafts[entry.path].text.text.strip():
        yield draft.problem(
            "",
            "page-sans-texte",
            "La page n'a pas de texte après son en-tête.",
            "Écrivez-le sous la seconde ligne « --- ».",
        )
    if isinstance(entry, Visit):
        yield from _check_announcement(draft, entry, today)


def check_template(path: str, header: YamlText) -> Iterator[Problem]:
    """The template that a plain page asks for: MkDocs stops on one that is not there."""
    template = header.values.get("template")
    if isinstance(template, str) and template not in TEMPLATES:
        line, column = header.position(("template",))
        yield Problem(
            f"docs/{path}",
            line,
            "gabarit-inconnu",
            f"« {template} » n'est pas un gabarit de page.",
            f"Retirez la ligne, ou choisissez parmi : {', '.join(sorted(TEMPLATES))}.",
            key="template",
            column=column,
        )


def _check_publication_day(draft: HeaderDraft, today: date) -> Iterator[Problem]:
    day = draft.entry.published_on
    if day > today:
        yield draft.problem(
            "date",
            "date-a-venir",
            f"La page serait publiée le {format_date(day)}, qui n'est pas encore là.",
            f"Écrivez : date: {today.isoformat()}",
        )
    elif day.year < FIRST_YEAR:
        yield draft.problem(
            "date",
            "date-trop-ancienne",
            f"« date » est le jour où la page paraît ici : le carnet n'existait pas en {day.year}.",
            f"Écrivez : date: {today.isoformat()} ; le jour de la visite va dans « visite_le ».",
        )


def _check_title(draft: HeaderDraft) -> Iterator[Problem]:
    title = draft.entry.title
    if title.isupper():
        proposal = title.capitalize().replace('"', '\\"')
        yield draft.problem(
            "title",
            "titre-en-capitales",
            "Le titre est tout en capitales : il se lit mal, et s'épelle à voix haute.",
            f'Écrivez : title: "{proposal}" (et les capitales des noms propres)',
        )


def _check_wording(draft: HeaderDraft) -> Iterator[Problem]:
    entry = draft.entry
    texts = {"title": entry.title, "description": entry.description, "image_alt": entry.image_alt}
    for key, text in texts.items():
        for _, message, hint in abbreviated_forms(text or ""):
            yield draft.problem(key, "forme-abregee", message, hint, severity=Severity.WARNING)


def _check_addresses(draft: HeaderDraft) -> Iterator[Problem]:
    """Where sources and registration lead, and where the page once was."""
    entry = draft.entry
    addresses: list[tuple[str, Location, str | None]] = [
        ("sources", (index, "url"), source.url) for index, source in enumerate(entry.sources)
    ]
    if isinstance(entry, Visit):
        addresses.append(("inscription", (), entry.registration))
    for key, within, address in addresses:
        if address and address.startswith("http:"):
            yield draft.problem(
                key,
                "lien-non-chiffre",
                "Cette adresse commence par http:// : elle n'est pas chiffrée.",
                f"Essayez plutôt : https{address[4:]}",
                within=within,
                severity=Severity.WARNING,
            )
    for index, address in enumerate(entry.former_addresses):
        if not is_address(address):
            yield draft.problem(
                "anciennes_adresses",
                "adresse-invalide",
                f"« {address} » n'est pas l'adresse d'une page de ce site.",
                "Écrivez ce qui suivait l'adresse du site, comme visites/ancien-nom/.",
                within=(index,),
            )


def _check_image(draft: HeaderDraft, around: Surroundings) -> Iterator[Problem]:
    entry: Entry = draft.entry
    if entry.image and not entry.image_alt:
        yield draft.problem(
            "image",
            "image-sans-texte",
            "L'image de la page n'a pas de texte de remplacement.",
            "Ajoutez une ligne « image_alt: Ce que montre l'image ».",
        )
    if entry.image_alt and not entry.image:
        yield draft.problem(
            "image_alt",
            "texte-sans-image",
            "« image_alt » décrit une image que la page n'a pas.",
            "Ajoutez une ligne « image: … », ou retirez celle-ci.",
        )
    if entry.image:
        for code, message, hint in image_faults(entry.image, entry.path, around):
            yield draft.problem("image", code, message, hint)


def _check_announcement(draft: HeaderDraft, visit: Visit, today: date) -> Iterator[Problem]:
    if visit.is_announced(today) and not visit.place:
        yield draft.problem(
            "visite_le",
            "lieu-manquant",
            f"La visite est annoncée ({visit.held_on}), mais la page ne dit pas où elle a lieu.",
            "Ajoutez une ligne avec le nom de la commune, par exemple « lieu: Nantes ».",
        )
