"""One page of each type stands every proof; and each proof would see what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.page_types import PAGE_TYPES, addresses, type_of
from support.proofs import PROOFS, Windows

Harm = Callable[[Page], object]


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Windows]:
    opened = Windows(browser)
    yield opened
    opened.close()


@pytest.mark.parametrize("proof", PROOFS)
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_a_page_of_each_type_stands_every_proof(
    windows: Windows, address: str, kind: str, proof: str
) -> None:
    open_page = windows.opener(address + PAGE_TYPES[kind])
    assert PROOFS[proof](open_page, thorough=False) == []


def style(rules: str) -> Harm:
    return lambda page: page.add_style_tag(content=rules)


def script(program: str) -> Harm:
    return lambda page: page.evaluate(program)


HARMS = {
    "axe": style(".card p { color: var(--filet) !important }"),
    "keyboard": style(".card a:focus-visible { outline: none }"),
    "reflow": style(".card h3 { white-space: nowrap }"),
    "without_script": script("document.querySelector('main').append('Ajouté par un programme')"),
    "one_host": script("localStorage.setItem('visite', '1')"),
    "preferences": style(".card { background: var(--creme); border: 0 }"),
    "paper": style("@media print { .skip { all: revert !important } }"),
}


@pytest.mark.parametrize("proof", PROOFS)
def test_each_proof_sees_what_is_wrong(browser: Browser, address: str, proof: str) -> None:
    windows = Windows(browser)
    open_page = windows.opener(f"{address}visites/", HARMS[proof])
    assert PROOFS[proof](open_page, thorough=False) != []
    windows.close()


def test_every_page_of_the_site_has_a_known_type(site: Path) -> None:
    assert {type_of(address) for address in addresses(site)} == set(PAGE_TYPES)
