"""The longest that the gate lets through is read whole, on a phone and in large letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from support.building import build
from support.journals import small_tree, tip, visit, write_tree
from support.proofs import PROOFS, Windows
from support.serving import serve
from support.waiting import wait_until

WORD = "Interprofessionnalisationnellement"
NAME = f"Coopérative{WORD}{WORD}"
TITLE = f"{NAME}, comment nommer"
SLUG = "-".join(["emploi"] * 6)
ADDRESS = "https://example.org/" + "tres-longue-adresse-sans-la-moindre-coupure-" * 5
HEADER = {
    "title": f'"{TITLE}"',
    "description": f'"{WORD * 3}, puis une phrase assez longue pour la lettre."',
    "tags": f"[reemploi, {SLUG}]",
    "auteurs": f"[{NAME}, {WORD}]",
    "sources": f'[{{titre: "{NAME}", url: "{ADDRESS}"}}]',
}
AHEAD = {
    "visite_le": "2090-03-14",
    "lieu": "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson",
    "horaire": "14:00-17:00",
    "adresse": f'"{WORD * 2}"',
    "inscription": ADDRESS,
}
BODY = f"""\
## En bref

{WORD * 3} et [{ADDRESS}]({ADDRESS}).

## {WORD * 2}

!!! chiffre "{WORD}"
    {WORD * 2}

`{WORD * 3}`

    {WORD * 5}

- [ ] {WORD * 2}

| {WORD} | {WORD} | {WORD} | {WORD} |
|---|---|---|---|
| {WORD} | 1 | 2 | 3 |
"""
THEMES = f"""\
reemploi:
  nom: Réemploi
  description: Servir encore.
{SLUG}:
  nom: {WORD}
  description: {WORD * 2}.
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A journal whose every name is as long as may be."""
    folder = tmp_path_factory.mktemp("long")
    tree = small_tree(
        visit("usine", body=BODY, structure=NAME, **HEADER, **AHEAD),
        visit("lieu", body=BODY, structure=NAME, visite_le="2026-03", **HEADER),
        # Enough of them for the list to be narrowed.
        *(visit(f"v{i}") for i in range(5)),
        tip("voir", body=BODY, visite="usine", **HEADER),
        {"themes.yml": THEMES},
    )
    with serve(build(folder / "site", docs=write_tree(folder / "docs", tree))) as host:
        yield host.address


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Windows]:
    opened = Windows(browser)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "visites/",
        f"visites/#theme-{SLUG}",
        "conseils/",
        "visites/usine/",
        "conseils/voir/",
        f"themes/{SLUG}/",
    ],
)
def test_nothing_is_lost(windows: Windows, root: str, path: str) -> None:
    assert PROOFS["reflow"](windows.opener(root + path), thorough=False) == []


@pytest.mark.parametrize("path", [f"visites/#theme-{SLUG}", "visites/usine/"])
def test_imposed_colours_bound_what_is_announced_or_chosen(
    windows: Windows, root: str, path: str
) -> None:
    assert PROOFS["preferences"](windows.opener(root + path), thorough=False) == []


def test_keys_reach_tables_too(windows: Windows, root: str) -> None:
    assert PROOFS["keyboard"](windows.opener(f"{root}visites/usine/"), thorough=False) == []


def test_a_meaning_that_goes_on_below_says_so_until_its_end(browser: Browser, address: str) -> None:
    arrow = "element => getComputedStyle(element, '::after').content.includes('▾')"
    with browser.new_page(viewport={"width": 320, "height": 480}, has_touch=True) as page:
        page.goto(f"{address}visites/atao/")
        page.locator("label.word", has_text="réservé").first.click()
        meaning = page.locator("[popover]:popover-open")
        expect(meaning).to_contain_text("Un marché, ou un lot")
        assert meaning.evaluate("element => element.scrollHeight > element.clientHeight")
        assert meaning.evaluate(arrow)
        meaning.hover()
        page.mouse.wheel(0, 900)
        wait_until(page, f"() => !({arrow})(document.querySelector(':popover-open'))")
