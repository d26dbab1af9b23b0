"""A page of most types stands every proof; and each proof would see what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.axe import ALL_BUT_COLOURS, violations
from support.page_types import PAGE_TYPES, addresses, type_of
from support.proofs import PROOFS, Windows

Harm = Callable[[Page], object]


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Windows]:
    opened = Windows(browser)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def harmed(browser: Browser) -> Iterator[Windows]:
    """Windows in which the policy of pages does not keep anybody from writing styles in them."""
    opened = Windows(browser, bypass_csp=True)
    yield opened
    opened.close()


# Plain pages, as « proposer » is; lists of cards, as that of visits is; what is of an organisation
# or of a month, listed as what is of a theme: only the audit reads these too.
ALIKE = {
    *("écrire une page", "messages de vérification", "page introuvable"),
    *("à propos", "accessibilité", "mentions légales"),
    *("liste des conseils", "liste des guides", "liste des structures", "liste des lettres"),
    *("liste des thèmes", "structure", "lettre du mois"),
}


@pytest.mark.parametrize("proof", PROOFS)
@pytest.mark.parametrize("kind", [kind for kind in PAGE_TYPES if kind not in ALIKE])
def test_a_page_of_each_type_stands_every_proof(
    windows: Windows, address: str, kind: str, proof: str
) -> None:
    open_page = windows.opener(address + PAGE_TYPES[kind])
    assert PROOFS[proof](open_page, thorough=False) == []


@pytest.mark.parametrize("kind", ["accueil", "liste des visites", "visite"])
def test_a_wide_window_breaks_no_rule_of_axe(windows: Windows, address: str, kind: str) -> None:
    with windows.opener(address + PAGE_TYPES[kind])() as page:
        assert violations(page, rules=ALL_BUT_COLOURS) == []


def style(rules: str) -> Harm:
    return lambda page: page.add_style_tag(content=rules)


def script(program: str) -> Harm:
    return lambda page: page.evaluate(program)


NIGHT = "@media (prefers-color-scheme: dark)"
WRITTEN = "addEventListener('load', () => document.body.append(document.createElement('style')))"
LIST, TIP = "visites/", "conseils/se-faire-connaitre/"
# What a proof must see: its name, a page, and what is done to it there.
HARMS = {
    "pale": ("axe", LIST, style(".card p { color: var(--filet) !important }")),
    "pale by night": ("axe", LIST, style(f"{NIGHT} {{ .card p {{ color: #555 !important }} }}")),
    "no focus": ("keyboard", LIST, style(".card a:focus-visible { outline: none }")),
    # A list of which one group has several cards.
    "upside down": (
        "keyboard",
        "guides/",
        style(".cards.cards { display: flex; flex-flow: column-reverse }"),
    ),
    "out of reach": ("keyboard", LIST, script("document.querySelector('.card a').tabIndex = 1")),
    "covered": ("keyboard", LIST, style("body::after { content: ''; position: fixed; inset: 0 }")),
    "wide": ("reflow", LIST, style(".card h3 { white-space: nowrap }")),
    "cut below": ("reflow", LIST, style(".card p { height: 1em; overflow: hidden }")),
    "one over another": ("reflow", LIST, style(".card p { margin-top: -1.4em !important }")),
    "only with a script": (
        "without_script",
        LIST,
        script("document.querySelector('main').append('Ajouté par un programme')"),
    ),
    "kept": ("one_host", LIST, script("localStorage.setItem('visite', '1')")),
    "cookie": ("one_host", LIST, script("document.cookie = 'visite=1'")),
    "elsewhere": (
        "one_host",
        LIST,
        lambda page: page.add_init_script("new Image().src = 'https://ailleurs.example/a.png'"),
    ),
    "written": ("one_host", LIST, lambda page: page.add_init_script(WRITTEN)),
    "a ground alone": ("preferences", LIST, style(".card { background: #eee; border: 0 }")),
    "one border": (
        "preferences",
        LIST,
        style(".card { background: #eee; border: 0; border-left: 2px solid }"),
    ),
    "moving": ("preferences", LIST, style(".card a { transition: color 1s }")),
    "thick underline": ("preferences", TIP, style("p { text-decoration: underline 0.5em }")),
    "a menu on paper": ("paper", LIST, style("@media print { .skip { all: revert !important } }")),
    "two sheets": ("paper", TIP, style(".task-list-item { padding: 3cm !important }")),
    "no address": ("paper", TIP, style(".on-paper { display: none !important }")),
    "another format": ("paper", TIP, style("@page { size: A5 }")),
}


@pytest.mark.parametrize("harm", HARMS)
def test_each_proof_sees_what_is_wrong(
    harmed: Windows, browser: Browser, address: str, harm: str
) -> None:
    proof, path, do_harm = HARMS[harm]
    # What is kept on a reader's device must not be there for the next proof.
    own = Windows(browser) if proof == "one_host" else harmed
    assert PROOFS[proof](own.opener(address + path, do_harm), thorough=False) != []
    if own is not harmed:
        own.close()


def test_every_proof_is_put_to_the_test() -> None:
    assert {proof for proof, _, _ in HARMS.values()} == set(PROOFS)


def test_every_page_of_the_site_has_a_known_type(site: Path) -> None:
    assert {type_of(address) for address in addresses(site)} == set(PAGE_TYPES)
