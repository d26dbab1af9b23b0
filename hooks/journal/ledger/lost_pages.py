"""Pages, themes and files that would vanish, and where to write that they have moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from journal.entries.addresses import address_of
from journal.entries.any_entry import AnyEntry
from journal.entries.booklets import is_of_booklet
from journal.entries.page import SHELL
from journal.entries.themes import Theme
from journal.ledger.compare import (
    Comparison,
    identity_at,
    in_ledger,
    to_type,
    withdraw_hint,
)
from journal.ledger.records import Record, Sort, is_of_organisation, page_key
from journal.newsletter.archives import feed_of
from journal.problems.problem import Explanation, Problem, tidy
from journal.reading.cross_references import unknown_theme
from journal.reading.tree import THEMES_FILE

EXPLANATIONS = {
    "adresse-perdue": Explanation(
        "Une page qui a paru n'est plus à son adresse : les liens vers elle ne mènent plus à rien.",
        "Ajouter à la page qui la remplace les lignes données.",
    ),
    "page-indispensable": Explanation(
        "Le site mène de lui-même, en tête ou au pied des pages, à une page qui n'est plus là.",
        "La remettre à sa place.",
    ),
    "fichier-perdu": Explanation(
        "Le site ne publie plus un flux ou un fichier auquel des personnes sont abonnées.",
        "Remettre ce qui le produisait.",
    ),
}

_THEMES = "themes/"
# Address to file.
_SHELL = MappingProxyType({address_of(path): path for path in sorted(SHELL)})


@dataclass
class _Heir:
    """The entry that replaces lost pages.

    Attributes:
        entry: it.
        lost: the pages.
        identity: what it must be called in feeds, when that is lost with them.
        certain: whether it is known to replace them, and not guessed.
    """

    entry: AnyEntry
    lost: list[Record] = field(default_factory=list)
    identity: str = ""
    certain: bool = True


def lost_pages(comparison: Comparison) -> tuple[list[Problem], set[str]]:
    """What is said of pages that vanish.

    Returns:
        The problems; and the identities of which nothing more is to be said.
    """
    problems = list(_of_the_shell(comparison))
    heirs: dict[str, _Heir] = {}
    told: set[str] = set()
    # The page of an organisation goes with that of a visit, of which all is said first.
    for record in sorted(comparison.lost_pages(), key=is_of_organisation):
        identity = identity_at(record)
        # A booklet's address leads on to that of its theme, of which all is said.
        if is_of_booklet(record.name) or record.name in _SHELL:
            continue
        if record.name.startswith(_THEMES) and record.name != _THEMES:
            problems.append(_lost_theme(record, comparison))
            continue
        naming = comparison.visits_naming(record)
        entry, certain = _heir(naming[0] if naming else record, comparison)
        if entry is None:
            if identity not in told:
                problems.append(_without_heir(record, comparison))
            told.add(identity)
            continue
        if not is_of_organisation(record):
            told.add(identity)
        heir = heirs.setdefault(entry.path, _Heir(entry))
        heir.lost.append(record)
        heir.certain &= certain
        if _takes_over(entry, identity, comparison):
            heir.identity = identity
    problems += [_moved(heir, comparison) for heir in heirs.values()]
    return problems, told


def _takes_over(entry: AnyEntry, identity: str, comparison: Comparison) -> bool:
    """Whether an entry, which has no identity that feeds know, must take this one."""
    return (
        identity in comparison.known_identities
        and identity not in comparison.by_identity
        and identity.startswith(f"{entry.kind.value}/")
        and not comparison.is_another(entry, identity)
    )


def _heir(record: Record, comparison: Comparison) -> tuple[AnyEntry | None, bool]:
    """The entry that replaces a lost page, and whether that is certain."""
    identity = identity_at(record)
    if entry := comparison.by_identity.get(identity):
        return entry, True
    if record.target:
        if entry := comparison.entry_at(record.target):
            return entry, True
        # The page that it led to is lost as well.
        led_to = comparison.ledger.get(page_key(record.target))
        if led_to and not led_to.target:
            return _heir(led_to, comparison)
    for holder in comparison.holders(identity):
        if entry := comparison.entry_at(holder.name):
            return entry, True
    return likeliest(record, comparison), False


def likeliest(record: Record, comparison: Comparison) -> AnyEntry | None:
    """The new entry that a lost page became: same title and day, same title, nearest name."""
    kind, _, slug = record.name.rstrip("/").rpartition("/")
    new = comparison.newcomers
    days = comparison.days.get(identity_at(record), set())
    same_day = [entry for day in sorted(days) for entry in new.get((kind, day), ())]
    same_title = new.get((kind, record.title), []) if record.title else []
    if same_title:
        return next((entry for entry in same_title if entry in same_day), same_title[0])
    # Of pages of one day, which are few, little likeness is enough.
    for among, cutoff in ((same_day, 0.3), (new.get((kind, ""), []), 0.6)):
        slugs = {entry.slug: entry for entry in among}
        if near := comparison.guesses.nearest(
            slug, slugs, among=f"{kind} {cutoff} {sorted(days)}", cutoff=cutoff
        ):
            return slugs[near[0]]
    return same_day[0] if len(same_day) == 1 else None


def _moved(heir: _Heir, comparison: Comparison) -> Problem:
    """Which keys an entry must be given to be found where its forerunners were."""
    entry, header = heir.entry, comparison.headers[heir.entry.path]
    addresses = [record.name for record in heir.lost]
    keys = [f"id: {heir.identity.partition('/')[2]}"] if heir.identity else []
    keys.append(f"anciennes_adresses: [{', '.join([*entry.former_addresses, *addresses])}]")
    rewritten = bool(entry.former_addresses or (heir.identity and entry.permanent_id))
    subject, verb = ("Les adresses", "ont") if len(addresses) > 1 else ("L'adresse", "a")
    said = f"{subject} {', '.join(addresses)} {verb} paru, et rien n'y répond plus"
    hint = to_type("Écrivez" if rewritten else "Ajoutez", keys)
    if not heir.certain:
        said += " : cette page semble l'ancienne sous un autre nom"
        hint += (
            " (Si c'en est une autre, et que l'ancienne a été retirée exprès, "
            f"{withdraw_hint(heir.lost[0], comparison.today)})"
        )
    return header.problem(("title",), "adresse-perdue", f"{said}.", hint)


def _of_the_shell(comparison: Comparison) -> Iterator[Problem]:
    """Pages that templates lead to: withdrawn or not, they are missed."""
    for address, path in _SHELL.items():
        record = comparison.ledger.get(page_key(address))
        if record and record.key not in comparison.present:
            yield in_ledger(
                record,
                "page-indispensable",
                f"Le site mène de lui-même à {address}, et docs/{path} n'existe plus.",
                f"Remettez docs/{path} à sa place.",
            )


def _without_heir(record: Record, comparison: Comparison) -> Problem:
    return in_ledger(
        record,
        "adresse-perdue",
        f"L'adresse {record.name} a paru, et rien n'y répond plus.",
        "Remettez la page à sa place. Si une autre visite ou un autre conseil la remplace, "
        f"ajoutez-y : anciennes_adresses: [{record.name}]. Si elle a été retirée exprès, "
        f"{withdraw_hint(record, comparison.today)}",
    )


def _lost_theme(record: Record, comparison: Comparison) -> Problem:
    slug = record.name.removeprefix(_THEMES).rstrip("/")
    said = f"La page {record.name} a paru, avec ses flux, et rien n'y répond plus"
    if heir := _heir_theme(record, slug, comparison):
        return _at_theme(
            heir,
            f"{said} : « {heir.slug} » semble ce thème sous un autre nom.",
            f"{'Écrivez' if heir.aliases else 'Ajoutez'} : "
            f"alias: [{', '.join([*heir.aliases, slug])}]",
        )
    return in_ledger(
        record,
        "adresse-perdue",
        f"{said}.",
        f"Sous le thème qui le remplace, dans docs/{THEMES_FILE}, ajoutez : alias: [{slug}]. S'il "
        f"a été retiré exprès, {withdraw_hint(record, comparison.today)}",
    )


def _at_theme(theme: Theme, message: str, hint: str) -> Problem:
    return Problem(THEMES_FILE, theme.line, "adresse-perdue", message, hint, key=theme.slug)


def _heir_theme(record: Record, slug: str, comparison: Comparison) -> Theme | None:
    themes = comparison.catalogue.themes.values()
    published = {t.slug: t for t in themes if page_key(t.address) in comparison.present}
    led_to = record.target.removeprefix(_THEMES).rstrip("/")
    if led_to in published:
        return published[led_to]
    new = {s: t for s, t in published.items() if page_key(t.address) not in comparison.ledger}
    if same := [theme for theme in new.values() if theme.name == record.title]:
        return same[0]
    near = comparison.guesses.nearest(slug, new, among="themes")
    return new[near[0]] if near else (next(iter(new.values())) if len(new) == 1 else None)


def renamed_themes(problems: Iterable[Problem], comparison: Comparison) -> list[Problem]:
    """Problems, in which a page filed under a theme that was published says what to do of it."""
    hints: dict[str, str] = {}
    for record in comparison.lost_pages():
        slug = record.name.removeprefix(_THEMES).rstrip("/")
        if record.name.startswith(_THEMES) and slug:
            hints[unknown_theme(slug)] = _of_renamed_theme(record, slug, comparison)
    return [
        tidy(replace(problem, hint=hints[p])) if (p := problem.message) in hints else problem
        for problem in problems
    ]


def _of_renamed_theme(record: Record, slug: str, comparison: Comparison) -> str:
    heir = _heir_theme(record, slug, comparison)
    file = f"docs/{THEMES_FILE}"
    if heir is None:
        return (
            f"Ce thème a paru, et {file} ne l'a plus : remettez-le. S'il a changé de nom, ajoutez "
            f"sous le nouveau : alias: [{slug}]"
        )
    return (
        f"Ce thème a paru, et {file} ne l'a plus. S'il s'appelle maintenant « {heir.slug} » : "
        f"d'abord, dans {file}, sous « {heir.slug} », "
        f"{'écrivez' if heir.aliases else 'ajoutez'} : alias: "
        f"[{', '.join([*heir.aliases, slug])}] ; ensuite, ici, écrivez « {heir.slug} », ou gardez "
        f"« {slug} », qui le désignera."
    )


def lost_files(comparison: Comparison) -> Iterator[Problem]:
    """Feeds and other files that would not be published any more; not those of a lost theme,
    nor the archives of a feed that is there: it keeps them all.
    """
    gone = {record.name for record in comparison.lost_pages()}
    gone |= {record.name for record in comparison.of(Sort.PAGE) if record.withdrawn}
    for record in comparison.of(Sort.FILE):
        folder = f"{record.name.rpartition('/')[0]}/"
        if (Sort.FILE, feed_of(record.name) or record.name, "") in comparison.present:
            continue
        if not record.withdrawn and folder not in gone:
            yield in_ledger(
                record,
                "fichier-perdu",
                f"Le fichier {record.name} a paru, et le site ne le publierait plus : qui s'y est "
                "abonné ne recevrait plus rien.",
                "Remettez ce qui le produisait. S'il a été retiré exprès, "
                f"{withdraw_hint(record, comparison.today)}",
            )
