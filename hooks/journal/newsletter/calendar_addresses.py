"""Where calendars are, without what writes them: the ledger asks, and so does every page."""

from __future__ import annotations

from collections.abc import Iterator

from journal.entries.addresses import former, is_address
from journal.entries.catalogue import Catalogue
from journal.entries.visit import Visit

# From the site's root.
AGENDA_ADDRESS = "agenda.ics"
_FILE = "visite.ics"


def calendar_address(visit: Visit) -> str:
    """Address of the calendar of one visit, from the site's root."""
    return f"{visit.address}{_FILE}"


def calendar_addresses(catalogue: Catalogue) -> Iterator[str]:
    """Address of every calendar, from the site's root, former ones among them."""
    yield AGENDA_ADDRESS
    for visit in catalogue.announced:
        yield from addresses_of_visit(visit)


def addresses_of_visit(visit: Visit) -> Iterator[str]:
    """Address of the calendar of a visit, then those that it had."""
    yield calendar_address(visit)
    for address in visit.former_addresses:
        if is_address(address):
            yield f"{former(address)}{_FILE}"
