"""The structure that every real page has, whatever its template."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from fontTools.ttLib import TTFont

from journal.entries.addresses import address_of
from journal.entries.page import SHELL
from journal.entries.reserved_paths import ADDED
from support.building import ROOT
from support.html import parse, text_of
from support.journals import SITE_URL


def pages(site: Path) -> list[Path]:
    found = [*site.rglob("index.html"), site / "404.html"]
    assert len(found) > 20
    return found


def test_one_h1_and_no_heading_level_skipped(site: Path) -> None:
    for page in pages(site):
        headings = parse(page).xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
        levels = [int(heading.tag[1]) for heading in headings]
        assert levels[0] == 1, page
        assert levels.count(1) == 1, page
        jumps = [b - a for a, b in pairwise(levels)]
        assert max(jumps, default=0) <= 1, page
        assert all(text_of(heading) for heading in headings), page


def test_what_templates_lead_to_is_required_by_the_gate() -> None:
    asked = re.compile(
        r"""['"]([a-z-]+/(?:[a-z-]+/)*)(?:\#[\w-]+)?['"](?:\ \|\ url|\),)""", re.VERBOSE
    )
    found = {
        address
        for template in (ROOT / "overrides").rglob("*.html")
        for address in asked.findall(template.read_text("utf-8"))
    }
    assert {"a-propos/", "recherche/", "contribuer/ecrire/", "abonnement/"} <= found
    assert found <= {address_of(path) for path in (*SHELL, *ADDED)}
    assert all((ROOT / "docs" / path).is_file() for path in SHELL)


def test_landmarks_and_language(site: Path) -> None:
    for page in pages(site):
        tree = parse(page)
        assert tree.get("lang") == "fr", page
        assert [len(tree.xpath(f"//{name}")) for name in ("main", "footer")] == [1, 1], page
        names = tree.xpath("//*[self::nav or self::aside]/@aria-label")
        unnamed = tree.xpath("//*[self::nav or self::aside][not(@aria-labelledby)]")
        assert len(names) == len(unnamed), page
        # What is heard or shown of an element is set as any text.
        said = tree.xpath("//@aria-label | //@title")
        assert not [text for text in said if "'" in text], page


def test_breadcrumbs_lead_back_home_through_the_section(site: Path) -> None:
    trail = parse(site / "visites/atao/index.html").xpath("//nav[@class='breadcrumbs']//li")
    assert [text_of(step) for step in trail[:2]] == ["Accueil", "Visites"]
    assert trail[-1].get("aria-current") == "page"
    assert not parse(site / "index.html").xpath("//nav[@class='breadcrumbs']")


def test_titles_and_descriptions_are_unique(site: Path) -> None:
    trees = [parse(page) for page in pages(site)]
    titles = [tree.xpath("string(//title)") for tree in trees]
    assert len(set(titles)) == len(titles)
    assert all(title.endswith("Visites apprenantes") for title in titles)
    described = [tree.xpath("string(//meta[@name='description']/@content)") for tree in trees]
    assert all(described)


def test_every_internal_link_and_anchor_resolves(site: Path) -> None:
    trees = {page: parse(page) for page in pages(site)}
    checked = 0
    for page, tree in trees.items():
        here = SITE_URL + page.relative_to(site).as_posix().removesuffix("index.html")
        for address in tree.xpath("//@href | //@src"):
            target = urlsplit(urljoin(here, address))
            if f"{target.scheme}://{target.netloc}" not in SITE_URL:
                continue
            path = unquote(target.path).removeprefix(urlsplit(SITE_URL).path)
            file = site / path / "index.html" if path.endswith("/") or not path else site / path
            assert file.is_file(), f"{page}: {address}"
            if target.fragment and file in trees:
                assert trees[file].xpath("//*[@id=$id]", id=unquote(target.fragment)), (
                    f"{page}: {address}"
                )
            checked += 1
    assert checked > 500


def test_nothing_is_asked_of_another_host(site: Path) -> None:
    for page in pages(site):
        asked = parse(page).xpath("//script/@src | //img/@src | //link[@rel!='canonical']/@href")
        assert not [
            a for a in asked if urlsplit(a).netloc not in ("", urlsplit(SITE_URL).netloc)
        ], page


def test_pytest_looks_into_every_room(pytestconfig: pytest.Config) -> None:
    """Its own list leaves out folders named « build », « dist »… without a word."""
    left_out = pytestconfig.getini("norecursedirs")
    rooms = {file.parent.name for file in (ROOT / "tests").rglob("test_*.py")}
    assert len(rooms) > 6
    assert [room for room in rooms for pattern in left_out if fnmatch(room, pattern)] == []


def test_whose_work_is_sent_to_readers_is_said(site: Path) -> None:
    notice = text_of(parse(site / "mentions-legales/index.html").xpath("//main")[0])
    faces = [TTFont(path)["name"] for path in sorted(site.rglob("*.woff2"))]
    families = {face.getDebugName(1) for face in faces}
    assert {"Atkinson Hyperlegible", "Spectral SemiBold"} == families
    assert all(f"{name.removesuffix(' SemiBold')}, d" in notice for name in families)
    assert (site / "pagefind").is_dir()
    assert "Pagefind, licence MIT" in notice
    assert "Material Design Icons, de Pictogrammers, licence Apache 2.0" in notice
