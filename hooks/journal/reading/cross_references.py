"""What entries say of each other and of the site: themes, visits, identifiers, addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from journal.entries.addresses import redirects
from journal.entries.any_entry import AnyEntry
from journal.entries.kinds import Kind
from journal.entries.organisations import organisation_slug, spellings
from journal.entries.themes import Theme
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.headers.yaml_quotes import quoted
from journal.headers.yaml_text import YamlText
from journal.problems.guesses import Guesses
from journal.problems.problem import Explanation, Problem, Severity
from journal.reading.tree import THEMES_FILE

EXPLANATIONS = {
    "identifiant-en-double": Explanation(
        "Deux pages ont le même identifiant permanent.", "En changer un, ou le retirer."
    ),
    "theme-inconnu": Explanation(
        "Le thème n'est pas dans docs/themes.yml.", "En choisir un dans la liste."
    ),
    "theme-sans-page": Explanation(
        "Aucune page ne porte ce thème (simple avertissement).",
        "L'employer ; ou le retirer, s'il n'a jamais servi.",
    ),
    "visite-inconnue": Explanation(
        "La visite citée n'existe pas.", "Écrire le nom de son fichier, sans « .md »."
    ),
    "structure-ecrite-autrement": Explanation(
        "La structure est déjà connue, et son nom s'écrit autrement (simple avertissement).",
        "L'écrire comme la première page qui parle d'elle.",
    ),
    "structures-jointes": Explanation(
        "Le nom de la structure en réunit deux, qui ont déjà leurs pages (simple avertissement).",
        "N'écrire que celle où la visite a eu lieu, et nommer l'autre dans le texte.",
    ),
    "adresse-deja-prise": Explanation(
        "Une ancienne adresse est celle d'une autre page, ou d'un fichier que le site publie.",
        "La retirer ; celle d'une page, d'une des deux.",
    ),
}

# « ATAO et JOUJOU », « ATAO / JOUJOU », « ATAO, JOUJOU ».
_JOINED = re.compile(r"\s+(?:et|&|\+|avec|puis|ou|-|–|—)\s+|\s*[,;/|+&]\s*|\n", re.IGNORECASE)
# More than one reads through.
_MANY = 30

Entries = Mapping[str, AnyEntry]
Headers = Mapping[str, YamlText]


def unknown_themes(
    entries: Entries, headers: Headers, themes: Mapping[str, Theme]
) -> Iterator[Problem]:
    """Tags that no theme has; a theme's former slug is known."""
    guesses = Guesses()
    for path, entry in entries.items():
        for index, slug in enumerate(entry.tags):
            if slug not in themes:
                yield headers[path].problem(
                    ("tags", index),
                    "theme-inconnu",
                    unknown_theme(slug),
                    _nearest(slug, themes, guesses),
                )


def unknown_theme(slug: str) -> str:
    """What is said of a slug that no theme has."""
    return f"« {slug} » n'est pas un thème."


def unknown_visits(
    entries: Entries, headers: Headers, visits: Collection[str]
) -> Iterator[Problem]:
    """Tips and presentations that name no visit, or a visit that names itself.

    Args:
        entries: path under docs/ to entry.
        headers: path under docs/ to header.
        visits: slugs of all visits, those whose own page cannot be read included.
    """
    guesses = Guesses()
    for path, entry in entries.items():
        key, slug = visit_named_by(entry)
        itself = isinstance(entry, Visit) and slug == entry.slug
        if not slug or (slug in visits and not itself):
            continue
        others = set(visits) - {entry.slug if isinstance(entry, Visit) else ""}
        yield headers[path].problem(
            (key,),
            "visite-inconnue",
            f"Aucune {'autre ' if itself else ''}visite ne s'appelle « {slug} ».",
            "Écrivez le nom d'un fichier de docs/visites/, sans « .md ». "
            + _nearest(slug, others, guesses),
        )


def visit_named_by(entry: AnyEntry) -> tuple[str, str]:
    """The key by which an entry names a visit, and that visit's slug; both empty without any."""
    if isinstance(entry, Tip):
        return "visite", entry.visit
    if isinstance(entry, Visit) and entry.presented_during:
        return "lors_de", entry.presented_during
    return "", ""


def same_identifiers(entries: Entries, headers: Headers) -> Iterator[Problem]:
    """Two entries of a kind with one permanent identifier: subscribers would get only one."""
    first: dict[tuple[str, str], str] = {}
    # A page that took the name of another is at fault, not the one that had it.
    for path, entry in sorted(entries.items(), key=lambda item: bool(item[1].permanent_id)):
        identity = (entry.kind.value, entry.permanent_name)
        if identity not in first:
            first[identity] = path
            continue
        yield headers[path].problem(
            ("id",),
            "identifiant-en-double",
            f"L'identifiant « {identity[1]} » est déjà celui de docs/{first[identity]}.",
            "Choisissez-en un autre, ou retirez la ligne « id ».",
        )


def other_spellings(entries: Entries, headers: Headers) -> Iterator[Problem]:
    """Organisations called almost as one that is known: without its accents, its article or its
    spaces. Capitals and signs make no difference, and nothing is said of them.
    """
    first: dict[str, Visit] = {}
    for visit in spellings(entries.values()).values():
        first.setdefault(_bare(visit.organisation), visit)
    for path, entry in entries.items():
        if not isinstance(entry, Visit):
            continue
        known = first[_bare(entry.organisation)]
        if _letters(entry.organisation) == _letters(known.organisation):
            continue
        yield headers[path].problem(
            ("structure",),
            "structure-ecrite-autrement",
            f"« {entry.organisation} » semble « {known.organisation} », déjà dans "
            f"docs/{known.path}.",
            f"Si c'est la même structure, écrivez : structure: {quoted(known.organisation)}",
            severity=Severity.WARNING,
        )


def joined_names(entries: Entries, headers: Headers) -> Iterator[Problem]:
    """Organisations whose name is those of several that are known: « ATAO et JOUJOU »."""
    visits = spellings(entries.values()).values()
    known = {_bare(visit.organisation): visit.organisation for visit in reversed([*visits])}
    for path, entry in entries.items():
        if not isinstance(entry, Visit):
            continue
        parts = [part.strip() for part in _JOINED.split(entry.organisation)]
        names = [known.get(_bare(part), "") for part in parts if part]
        if len(names) > 1 and all(names):
            yield headers[path].problem(
                ("structure",),
                "structures-jointes",
                f"« {entry.organisation} » réunit des structures déjà connues : "
                f"{' et '.join(f'« {name} »' for name in names)}.",
                "N'y mettez que celle où la visite a eu lieu, et nommez l'autre dans le texte. "
                f"Écrivez : structure: {quoted(names[0])}",
                severity=Severity.WARNING,
            )


def _letters(name: str) -> list[str]:
    """The words of a name; « L'Œuvre », « l’œuvre » and « L' ŒUVRE » have the same."""
    return re.findall(r"\w+", name.casefold())


def _bare(name: str) -> str:
    """What is left of a name without accents, spaces nor the article that begins it."""
    slug = organisation_slug(name)
    return re.sub(r"^(?:les?|la|l)-(?=.)", "", slug).replace("-", "")


def unused_themes(themes: Collection[Theme], used: Collection[str]) -> Iterator[Problem]:
    """Themes that no entry has: their page is empty, and nothing else is wrong.

    One that had entries stays, as people follow it.
    """
    for theme in themes:
        if theme.slug not in used:
            yield Problem(
                THEMES_FILE,
                theme.line,
                "theme-sans-page",
                f"Aucune page ne porte le thème « {theme.name} » : la sienne est vide.",
                f"Ajoutez « {theme.slug} » aux « tags » d'une page, ou retirez ce thème si "
                "personne ne le suit encore.",
                key=theme.slug,
                severity=Severity.WARNING,
            )


def taken_addresses(
    entries: Entries, headers: Headers, themes: Collection[Theme], pages: Collection[str]
) -> Iterator[Problem]:
    """Former addresses that a page holds now, or that two pages claim.

    Args:
        entries: path under docs/ to entry.
        headers: path under docs/ to header.
        themes: all themes.
        pages: addresses of all pages of docs/, and of those that the build adds.
    """
    for claim in redirects(entries.values(), themes, taken=pages)[1]:
        if isinstance(claim.owner, Theme):
            path, line = THEMES_FILE, claim.owner.line
        else:
            path = claim.owner.path
            line, _ = headers[path].position(("anciennes_adresses", claim.rank))
        yield Problem(
            path,
            line,
            "adresse-deja-prise",
            f"L'ancienne adresse « {claim.address} » est déjà celle d'une autre page.",
            "Retirez-la d'ici, ou de l'autre page.",
        )


def _nearest(word: str, known: Collection[str], guesses: Guesses) -> str:
    if near := guesses.nearest(word, known, limit=3, cutoff=0.65):
        return f"Vouliez-vous dire : {' ou '.join(near)} ?"
    if not known:
        return "Il n'y en a pas encore."
    return f"Choisissez parmi : {', '.join(sorted(known))}." if len(known) <= _MANY else ""


def misplaced(path: str, kind: Kind, taken: Collection[str]) -> Iterator[Problem]:
    """An entry among those of another kind, or the pages of the root; elsewhere its folder is said
    to be wrong.
    """
    folder, _, name = path.rpartition("/")
    if not folder or any(folder == other for other in Kind):
        yield Problem(
            path,
            1,
            "page-mal-rangee",
            f"Cette page est {kind.called.one_of} : elle n'est pas dans le dossier des "
            f"{kind.called.many}.",
            f"Une page de ce nom y est déjà : déplacez-la sous un autre nom, dans docs/{kind}/."
            if f"{kind}/{name}" in taken
            else f"Déplacez-la ; elle devient : docs/{kind}/{name}",
        )
