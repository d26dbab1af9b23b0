"""How long what a page says may be relied on: the site's months, or fewer where its header asks."""

from __future__ import annotations

from datetime import date

import pytest

from journal.entries.freshness import Freshness
from journal.entries.publisher import REVIEW_MONTHS, Site, review_months
from journal.language.dates import months_after
from support.journals import guide, journal, page, tip, visit

CHECKED = date(2026, 11, 27)
LAW = "L'article L2113-13 du Code de la commande publique le permet.\n"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ((2026, 11, 27), 12, (2027, 11, 27)),
        ((2026, 11, 30), 3, (2027, 2, 28)),
        ((2027, 11, 30), 3, (2028, 2, 29)),
        ((2028, 2, 29), 12, (2029, 2, 28)),
        ((2026, 12, 31), 1, (2027, 1, 31)),
        ((2026, 1, 31), 60, (2031, 1, 31)),
    ],
)
def test_months_later(day: tuple[int, int, int], months: int, later: tuple[int, int, int]) -> None:
    assert months_after(date(*day), months) == date(*later)


@pytest.mark.parametrize(
    ("today", "is_due"),
    [
        (date(2026, 11, 28), False),
        (date(2027, 11, 27), False),
        (date(2027, 11, 28), True),
        (date(2028, 11, 28), True),
    ],
)
def test_a_page_is_due_the_day_after_its_months(today: date, is_due: bool) -> None:
    assert Freshness(CHECKED, True, True).is_due(12, today) is is_due


@pytest.mark.parametrize(("own", "site", "kept"), [(6, 12, 6), (24, 12, 12), (None, 9, 9)])
def test_a_header_may_ask_for_fewer_months_never_for_more(
    own: int | None, site: int, kept: int
) -> None:
    freshness = Freshness(CHECKED, True, True, own)
    assert freshness.until(site) == months_after(CHECKED, kept)


def test_what_each_page_says_of_itself() -> None:
    glossary = page(LAW, title="Glossaire", description="Des mots.", relu_le="2026-05-01")
    catalogue = journal(
        visit(date="2026-03-20", visite_le="2026-04-01", ecrit_le="2026-04-05", lieu="Nantes"),
        tip(body=LAW, relire_apres="6"),
        guide(relu_le="2026-04-02"),
        {"glossaire.md": glossary, "a-propos.md": page(LAW, title="À propos", description="Ici.")},
    )
    assert catalogue.freshness == {
        "visites/atelier.md": Freshness(date(2026, 4, 5), False, False),
        "conseils/oser.md": Freshness(date(2026, 3, 20), False, True, 6),
        "guides/debuter.md": Freshness(date(2026, 4, 2), True, False),
        "glossaire.md": Freshness(date(2026, 5, 1), True, True),
    }


@pytest.mark.parametrize(
    ("extra", "months"),
    [
        ({"relire_apres": 6}, 6),
        ({"relire_apres": "18"}, 18),
        ({}, REVIEW_MONTHS),
        ({"relire_apres": None}, REVIEW_MONTHS),
        ({"relire_apres": "un an"}, REVIEW_MONTHS),
    ],
)
def test_the_sites_own_months(extra: dict[str, object], months: int) -> None:
    assert review_months(extra) == months
    site = Site.of(url="https://a.example/", name="Carnet", description="", extra=extra)
    assert site.review_months == months
