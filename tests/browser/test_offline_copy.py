"""The copy that is downloaded from a proposal, opened from a folder without any server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from support.building import ROOT
from support.html import parse
from support.proofs import REFUSED


@pytest.fixture(scope="module")
def copied(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("téléchargé ici") / "copie"
    command = [sys.executable, str(ROOT / "commands/copy_for_a_folder.py"), str(site), str(folder)]
    subprocess.run(
        command,
        env={"PYTHONPATH": str(ROOT / "hooks")},
        check=True,
        capture_output=True,
        timeout=60,
    )
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page(locale="fr-FR") as opened:
        said: list[str] = []
        opened.on("console", lambda message: said.append(message.text))
        yield opened
        assert [text for text in said if REFUSED in text] == []


def test_visits_are_reached_from_the_home_page_and_home_from_there(
    page: Page, copied: Path
) -> None:
    page.goto((copied / "index.html").as_uri())
    page.get_by_role("banner").get_by_role("link", name="Visites", exact=True).click()
    expect(page).to_have_url((copied / "visites/index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text("visites", ignore_case=True)
    page.get_by_role("main").get_by_role("article").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/index.html")


def test_the_search_says_why_it_cannot_work_there(page: Page, copied: Path) -> None:
    page.goto((copied / "recherche/index.html").as_uri())
    expect(page.get_by_role("status")).to_contain_text(["copie du site"])


def test_every_link_of_every_page_opens_a_file(copied: Path) -> None:
    pages = [path for path in copied.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 20
    lost = set()
    for path in pages:
        for link in parse(path).iter("a"):
            target = urljoin(path.as_uri(), link.get("href", ""))
            if target.startswith("file:") and not Path(unquote(urlsplit(target).path)).is_file():
                lost.add((path.relative_to(copied).as_posix(), link.get("href")))
    assert lost == set()
