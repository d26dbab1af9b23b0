"""A page opened from a folder: what is followed there names a file, and nothing else changes."""

from __future__ import annotations

import pytest

from journal.pages.offline_copy import for_a_folder

FOLLOWED = {
    "../visites/": "../visites/index.html",
    "visites/atao/#haut": "visites/atao/index.html#haut",
    "../recherche/?q=velo": "../recherche/index.html?q=velo",
    ".": "./index.html",
    "./": "./index.html",
    "..": "../index.html",
    "../..": "../../index.html",
    "../../": "../../index.html",
    "./#haut": "./index.html#haut",
}
AS_IT_IS = [
    "",
    "#haut",
    "?q=velo",
    "adresses.txt",
    "../feed_rss_created.xml",
    "../images/etabli.jpg#/",
    "https://carnet.example/visites/",
    "mailto:a@example.org?subject=a/",
    "tel:+33240000000",
    "//example.org/visites/",
    "/nantes/visites/",
    "fichier.html?de=a/",
]


@pytest.mark.parametrize(("address", "expected"), FOLLOWED.items())
def test_a_directory_is_followed_by_the_name_of_its_file(address: str, expected: str) -> None:
    page = '<a class="x > y" title=\'"\' href="{0}">a</a><form data-search action="{0}">'
    assert for_a_folder(page.format(address)) == page.format(expected)


@pytest.mark.parametrize("address", AS_IT_IS)
def test_anything_else_stays_as_it_is(address: str) -> None:
    page = f'<a href="{address}">a</a>'
    assert for_a_folder(page) == page


def test_only_what_is_followed_changes() -> None:
    page = (
        '<link rel="canonical" href="visites/"><p>&lt;a href="visites/"&gt;</p>'
        '<a data-href="visites/">a</a><abbr href="visites/">b</abbr>'
    )
    assert for_a_folder(page) == page


@pytest.mark.parametrize("space", ["", " "])
def test_a_former_address_leads_to_a_file(space: str) -> None:
    page = f'<meta http-equiv="refresh" content="0;{space}url=../atao/">'
    assert for_a_folder(page) == page.replace("atao/", "atao/index.html")
