"""The organisations that visits are about, and where all that was learned at each is found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

from journal.entries.any_entry import AnyEntry
from journal.entries.visit import Visit
from journal.headers.value_types import NAME_BYTES
from journal.language.french import folded, short_slug, slugified, without_accents

# Folder of their pages, in addresses; the page that lists them is its index.
ORGANISATIONS = "structures"
_LIST = "index"
# Signs that tell no name from another; those of « C++ » or « C# » do.
_PLAIN = re.compile("[\\w\\s'’.,;:!?&/()«»“”\"–—-]+", re.ASCII)


@dataclass(frozen=True)
class Organisation:
    """An organisation, by what visits say of it.

    Attributes:
        name: as the first page about it spells it.
        slug: of its page.
        visits: the pages about it, newest first: those of what was presented elsewhere too.
    """

    name: str
    slug: str
    visits: tuple[Visit, ...]

    @property
    def website(self) -> str | None:
        """Address of its own site, as the newest page that gives one does."""
        return next((visit.website for visit in self.visits if visit.website), None)

    @property
    def path(self) -> str:
        """Path of its page, as if it were a file under docs/."""
        return f"{ORGANISATIONS}/{self.slug}.md"

    @property
    def address(self) -> str:
        """Address of its page, from the site's root."""
        return address_of_slug(self.slug)


def organisation_slug(name: str) -> str:
    """What names that differ by capitals, accents or signs alone have in common, and part of an
    address; what letters and figures leave out (« C++ », « Ёлка ») is told apart, and so is what no
    disk would take.
    """
    slug = slugified(name)
    if len(slug) > NAME_BYTES:
        slug = short_slug(slug)
    elif slug and slug != _LIST and _PLAIN.fullmatch(without_accents(name)):
        return slug
    return f"{slug}-{crc32(folded(name).encode()):x}".lstrip("-")


def address_of_slug(slug: str) -> str:
    """Address of an organisation's page, from the site's root."""
    return f"{ORGANISATIONS}/{slug}/"


def organisation_address(visit: Visit) -> str:
    """Address of the page of the organisation that a visit is about, from the site's root."""
    return address_of_slug(organisation_slug(visit.organisation))


def spellings(entries: Iterable[AnyEntry]) -> Mapping[str, Visit]:
    """Slug of each organisation to the page whose spelling of its name is the known one: the first
    that was published.
    """
    visits = (entry for entry in entries if isinstance(entry, Visit))
    found: dict[str, Visit] = {}
    for visit in sorted(visits, key=lambda visit: (visit.published_on, visit.slug)):
        found.setdefault(organisation_slug(visit.organisation), visit)
    return found


def organisations_of(visits: Iterable[Visit]) -> dict[str, Organisation]:
    """Slug to organisation; each has its visits in their order."""
    about: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        about[organisation_slug(visit.organisation)].append(visit)
    known = spellings(visit for visits in about.values() for visit in visits)
    return {
        slug: Organisation(known[slug].organisation, slug, tuple(found))
        for slug, found in about.items()
    }
