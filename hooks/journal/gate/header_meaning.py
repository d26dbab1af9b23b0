"""The header of an entry, once its values are typed: what only their meaning can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from journal.entries.addresses import former, is_address
from journal.entries.any_entry import AnyEntry
from journal.entries.page import LISTED_BY, TEMPLATES
from journal.entries.reserved_paths import is_too_long, name_taken
from journal.entries.visit import Visit
from journal.gate.draft import Draft
from journal.gate.header_titles import check_names
from journal.gate.hours import check_hours
from journal.gate.inclusive_forms import abbreviated_forms
from journal.gate.link_targets import Surroundings
from journal.gate.pictures_in_text import NAMES_A_FILE, image_faults, names_a_file
from journal.gate.visit_states import check_states
from journal.gate.web_links import Fault, public_address, web_fault
from journal.headers.value_types import NAME_BYTES
from journal.headers.yaml_quotes import quoted
from journal.headers.yaml_text import Location, YamlText
from journal.language.communes import commune_meant
from journal.language.lost_apostrophes import with_apostrophes
from journal.problems.problem import Explanation, Problem, Severity
from journal.reading.tree import is_drawing
from journal.web.hosts import is_private

EXPLANATIONS = {
    "lieu-manquant": Explanation(
        "Une visite annoncée doit dire où elle a lieu.",
        "Ajouter « lieu » avec la commune.",
    ),
    "lieu-mal-ecrit": Explanation(
        "Le nom de la commune est tout en capitales, sans capitale, ou précédé d'un code postal "
        "(simple avertissement).",
        "L'écrire comme sur une carte : `lieu: Nantes`.",
    ),
    "titre-en-capitales": Explanation(
        "Un titre en capitales se lit mal et s'épelle à voix haute.", "L'écrire en minuscules."
    ),
    "page-sans-texte": Explanation(
        "L'en-tête est là, mais rien ne le suit.", "Écrire la page sous l'en-tête."
    ),
    "texte-sans-image": Explanation(
        "« image_alt » décrit une image absente.", "Ajouter « image », ou retirer la ligne."
    ),
    "gabarit-inconnu": Explanation(
        "La mise en forme demandée par « template » n'existe pas.", "Retirer la ligne."
    ),
    "gabarit-manquant": Explanation(
        "Une page de liste n'a plus la ligne qui lui donne sa liste (simple avertissement).",
        "La remettre dans l'en-tête, comme `template: visits.html`.",
    ),
}


def check_header(
    entry: AnyEntry, header: YamlText, draft: Draft, *, today: date, around: Surroundings
) -> Iterator[Problem]:
    """Everything about one entry that needs no other entry."""
    yield from _check_title(entry, header)
    yield from check_names(entry, header, today)
    yield from _check_wording(entry, header)
    yield from _check_image(entry, header, around)
    yield from _check_addresses(entry, header, around)
    if not draft.text.text.strip():
        yield header.problem(
            (),
            "page-sans-texte",
            "La page n'a pas de texte après son en-tête.",
            "Écrivez-le sous la seconde ligne « --- ».",
        )
    if isinstance(entry, Visit):
        yield from _check_place(entry, header)
        yield from _check_announcement(entry, header, today)
        yield from check_states(entry, header, today)
        yield from check_hours(entry, header)


def check_template(header: YamlText) -> Iterator[Problem]:
    """The template that a plain page asks for, or without which it is empty."""
    template = header.values.get("template")
    if template is None and (wanted := LISTED_BY.get(header.path)):
        yield header.problem(
            (),
            "gabarit-manquant",
            f"Sans la ligne « template: {wanted} », cette page n'aurait que son texte.",
            "Ajoutez-la à l'en-tête ; ou, si c'est voulu : template: main.html",
            severity=Severity.WARNING,
        )
    # MkDocs stops on one that is not there.
    if isinstance(template, str) and template not in TEMPLATES:
        yield header.problem(
            ("template",),
            "gabarit-inconnu",
            f"« {template} » n'est pas un gabarit de page.",
            f"Retirez la ligne, ou choisissez parmi : {', '.join(sorted(TEMPLATES))}.",
        )


def _check_title(entry: AnyEntry, header: YamlText) -> Iterator[Problem]:
    title = entry.title
    if title.isupper():
        proposal = title.capitalize().replace('"', '\\"')
        yield header.problem(
            ("title",),
            "titre-en-capitales",
            "Le titre est tout en capitales : il se lit mal, et une voix de synthèse l'épelle. "
            "Seuls les noms propres en prennent une.",
            f'Écrivez : title: "{proposal}"',
        )


def _check_place(visit: Visit, header: YamlText) -> Iterator[Problem]:
    """A commune as letters have it, « 44000 NANTES CEDEX 2 », where lists show it."""
    if not visit.place:
        return
    place = visit.place
    meant = commune_meant(place)
    if meant != place:
        yield header.problem(
            ("lieu",),
            "lieu-mal-ecrit",
            f"« {place} » n'est pas écrit comme le nom d'une commune.",
            f"Écrivez : lieu: {meant}" if meant else "Écrivez le nom de la commune, comme Nantes.",
            severity=Severity.WARNING,
        )


def _check_wording(entry: AnyEntry, header: YamlText) -> Iterator[Problem]:
    texts = {"title": entry.title, "description": entry.description, "image_alt": entry.image_alt}
    if isinstance(entry, Visit):
        texts |= {"structure": entry.organisation, "lieu": entry.place, "adresse": entry.venue}
    for key, text in texts.items():
        if text and (meant := with_apostrophes(text)) != text:
            yield header.problem(
                (key,),
                "reste-de-conversion",
                f"Il manque une apostrophe dans « {text} ».",
                f"Écrivez : {key}: {quoted(meant)}",
                severity=Severity.WARNING,
            )
        for _, message, hint in abbreviated_forms(text or ""):
            yield header.problem((key,), "forme-abregee", message, hint, severity=Severity.WARNING)


def _check_addresses(entry: AnyEntry, header: YamlText, around: Surroundings) -> Iterator[Problem]:
    """Where sources, registration and the organisation's site lead, where the page once was."""
    addresses: list[tuple[Location, str | None, bool]] = [
        (("sources", index, "url"), source.url, source.accessed_on is not None)
        for index, source in enumerate(entry.sources)
    ]
    if isinstance(entry, Visit):
        addresses.append((("inscription",), entry.registration, False))
        addresses.append((("site",), entry.website, True))
    for place, address, is_read in addresses:
        fault = web_fault(address, entry.path, around) if address else None
        # Where a source was read, or a site is, is where it is: nobody is to try another address.
        if fault and is_read and fault.code == "lien-non-chiffre":
            continue
        if fault and not _is_published(fault, str(address)):
            yield _of_address(fault, place, entry.path, header, around)
    for index, address in enumerate(entry.former_addresses):
        if not is_address(address):
            place = ("anciennes_adresses", index)
            yield header.problem(place, *_former_fault(address))


def _former_fault(address: str) -> tuple[str, str, str]:
    """Code, message and hint for what is no former address."""
    path = former(address)
    if path == "/":
        taken = "la page d'accueil"
    elif name := name_taken(path):
        taken = f"« {name} », que le site publie lui-même"
    elif is_too_long(path):
        return (
            "adresse-invalide",
            f"Cette adresse est trop longue : {NAME_BYTES} signes au plus entre deux barres.",
            "Retirez-la : aucune page n'a pu y être.",
        )
    else:
        return (
            "adresse-invalide",
            f"« {address} » n'est pas l'adresse d'une page de ce site.",
            "Écrivez ce qui suivait l'adresse du site, comme visites/ancien-nom/.",
        )
    message = f"L'ancienne adresse « {address} » prendrait la place de {taken}."
    return "adresse-deja-prise", message, "Retirez-la."


def _is_published(fault: Fault, address: str) -> bool:
    """Whether an address is that of our site as it is published: no path can stand for it here."""
    is_ours = fault.code == "lien-vers-notre-site"
    return is_ours and not is_private(urlsplit(address).hostname or "")


def _of_address(
    fault: Fault, place: Location, origin: str, header: YamlText, around: Surroundings
) -> Problem:
    """What is wrong with an address of a header, which is always whole: never a path."""
    meant = public_address(fault.meant, origin, around)
    hint = f"Écrivez : {place[-1]}: {meant}" if meant else fault.hint or "Retirez cette ligne."
    if fault.code == "lien-vers-notre-site" and not meant:
        hint = "Écrivez l'adresse du site publié, ou retirez cette ligne."
    return header.problem(place, fault.code, fault.message, hint, severity=fault.severity)


def _check_image(entry: AnyEntry, header: YamlText, around: Surroundings) -> Iterator[Problem]:
    if entry.image and not entry.image_alt:
        yield header.problem(
            ("image",),
            "image-sans-texte",
            "L'image de la page n'est pas décrite pour qui ne la voit pas.",
            "Ajoutez une ligne « image_alt: Ce que montre l'image ».",
        )
    if entry.image_alt and not entry.image:
        yield header.problem(
            ("image_alt",),
            "texte-sans-image",
            "« image_alt » décrit une image que la page n'a pas.",
            "Ajoutez une ligne « image: … », ou retirez celle-ci.",
        )
    if entry.image and entry.image_alt and names_a_file(entry.image_alt, entry.image):
        yield header.problem(
            ("image_alt",),
            "image-sans-texte",
            NAMES_A_FILE.format(entry.image_alt),
            "Dites ce qu'elle montre : image_alt: Ce que montre l'image",
            severity=Severity.WARNING,
        )
    if entry.image and is_drawing(entry.image):
        yield header.problem(
            ("image",),
            "dessin-refuse",
            "L'image d'une page est une photographie : les listes ne montrent pas de dessin.",
            "Retirez « image » et « image_alt », et montrez le dessin dans le texte.",
        )
    elif entry.image:
        for code, message, hint in image_faults(entry.image, entry.path, around):
            yield header.problem(("image",), code, message, hint)


def _check_announcement(visit: Visit, header: YamlText, today: date) -> Iterator[Problem]:
    if visit.is_ahead(today) and not visit.place:
        yield header.problem(
            ("visite_le",),
            "lieu-manquant",
            f"La visite est annoncée ({visit.held_on}), mais la page ne dit pas où elle a lieu.",
            "Ajoutez une ligne avec le nom de la commune, par exemple « lieu: Nantes ».",
        )
