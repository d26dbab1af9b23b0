"""What hosts are told: one table, and what is made from it."""

from __future__ import annotations

import gzip
import os
import re
from datetime import date
from pathlib import Path

import brotli
import pytest

from journal.entries.publisher import Site
from journal.hosting.compressed_copy import deliver
from journal.hosting.response_headers import FOR_EVER, cache_of, place_of, type_of
from journal.hosting.security_txt import write_security
from journal.hosting.servers import write_caddy, write_nginx
from journal.hosting.static_hosts import read_redirects, write_headers, write_redirects

PLACE = place_of("https://carnet.example/nantes/")
WAYS = {"visites/vieux/": "visites/neuf/", "visites/été/": "visites/l'hiver/"}
# Said of all files, by each kind of host.
EVERYWHERE = ("frame-ancestors 'none'", "no-referrer", "nosniff", "same-origin", "camera=()")


def blocks(headers: str) -> dict[str, dict[str, str]]:
    """Path of each block of a file `_headers` to its headers."""
    found = {}
    for block in headers.strip().split("\n\n"):
        path, *lines = block.splitlines()
        found[path] = dict(line.strip().split(": ", 1) for line in lines)
    return found


def test_static_hosts_are_told_of_each_header_once_a_path() -> None:
    found = blocks(write_headers(PLACE))
    assert found.pop("/nantes/*") == PLACE.headers
    assert found["/nantes/assets/immutable/*"] == {"Cache-Control": FOR_EVER}
    # Cloudflare takes a hundred blocks, of lines of 2,000 signs, with one splat each.
    assert len(found) == 3
    assert all(len(value) < 1_900 for value in PLACE.headers.values())
    assert [path for path in found if path.count("*") != 1 or not path.endswith("*")] == []
    assert not {name for headers in found.values() for name in headers} & PLACE.headers.keys()


def test_former_addresses_lead_on_and_are_read_back() -> None:
    text = write_redirects(WAYS, PLACE)
    assert text.splitlines()[:2] == [
        "/nantes/visites/vieux/ /nantes/visites/neuf/ 301!",
        "/nantes/visites/vieux/ /nantes/visites/neuf/ 301",
    ]
    assert list(read_redirects(text)) == [
        ("/nantes/visites/vieux/", "/nantes/visites/neuf/"),
        ("/nantes/visites/%C3%A9t%C3%A9/", "/nantes/visites/l%27hiver/"),
    ]
    assert write_redirects({}, PLACE) == ""


@pytest.mark.parametrize("write", [write_nginx, write_caddy])
def test_servers_are_told_the_same(write) -> None:
    ways = read_redirects(write_redirects(WAYS, PLACE))
    recipe = write(PLACE, ways, listen="80", folder='/var/www/un "carnet"')
    assert all(part in recipe for part in (*EVERYWHERE, *PLACE.headers, FOR_EVER, "no-cache"))
    assert all(part in write_headers(PLACE) for part in (*EVERYWHERE, *PLACE.headers, FOR_EVER))
    for former in ("/nantes/visites/vieux", "/nantes/visites/été/"):
        assert f'"{former}" "/nantes/visites/' in recipe
    assert "application/xml; charset=utf-8" in recipe
    assert '"/var/www/un \\"carnet\\""' in recipe
    assert recipe.count("{") == recipe.count("}")


@pytest.mark.parametrize(
    ("path", "media_type", "is_kept"),
    [
        ("visites/atao/index.html", "text/html; charset=utf-8", False),
        # Shown by browsers, with the style sheet that it names; a type of feeds is downloaded.
        ("feed_rss_created.xml", "application/xml; charset=utf-8", False),
        ("themes/a/feed_json_created-2026-2.json", "application/json", False),
        ("pagefind/pagefind-entry.json", "application/json", False),
        ("assets/feed.png", "image/png", False),
        ("partage/visites-atao.png", "image/png", False),
        ("assets/immutable/a.12345678.css", "text/css; charset=utf-8", True),
        ("pagefind/fragment/fr_1.pf_fragment", "application/octet-stream", True),
    ],
)
def test_each_file_has_a_type_and_a_time(path: str, media_type: str, is_kept: bool) -> None:
    assert type_of(path) == media_type
    assert (cache_of(path) == FOR_EVER) is is_kept


def test_a_copy_keeps_what_has_not_changed_and_what_open_pages_may_ask_for(tmp_path: Path) -> None:
    site, copy = tmp_path / "site", tmp_path / "copy"
    day = 24 * 3600
    for path in (
        "index.html",
        "a.xml",
        "a.xml.gz",
        "b.png",
        "_headers",
        "assets/immutable/a.1.css",
    ):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(path.encode() * 50)
    assert deliver(site, copy, day) == 10
    assert not (copy / "_headers").exists()
    assert not list(copy.glob("b.png.*"))
    page = (site / "index.html").read_bytes()
    assert gzip.decompress((copy / "index.html.gz").read_bytes()) == page
    assert brotli.decompress((copy / "index.html.br").read_bytes()) == page
    for path in copy.rglob("*.*"):
        os.utime(path, (day, day))
    assert deliver(site, copy, day) == 0
    (site / "assets/immutable/a.1.css").unlink()
    (site / "b.png").unlink()
    assert deliver(site, copy, 2 * day) == 0
    assert not (copy / "b.png").exists()
    assert (copy / "assets/immutable/a.1.css.br").exists()
    deliver(site, copy, 40 * day)
    assert not list(copy.glob("assets/immutable/*"))
    assert (copy / "index.html").stat().st_mtime == day


def site_of(mail: str, repository: str = "") -> Site:
    return Site("https://carnet.example/", "Carnet", "", "", "", mail, repository)


def test_whoever_finds_a_weakness_knows_whom_to_tell() -> None:
    site = site_of("contact@example.org", "https://depot.example/carnet/")
    said = write_security(site, date(2026, 11, 30))
    assert said == (
        "Contact: mailto:contact@example.org\n"
        "Expires: 2027-10-01T00:00:00Z\n"
        "Preferred-Languages: fr\n"
        "Canonical: https://carnet.example/.well-known/security.txt\n"
        "Policy: https://depot.example/carnet/blob/main/SECURITY.md\n"
    )
    assert write_security(site, date(2026, 11, 1)) == said, "the same all month"
    assert write_security(site_of(""), date(2026, 11, 1)) is None


@pytest.mark.parametrize("month", range(1, 13))
def test_it_expires_within_a_year(month: int) -> None:
    """RFC 9116, section 2.5.5."""
    said = write_security(site_of("contact@example.org"), day := date(2026, month, 28))
    assert said
    [expires] = re.findall(r"^Expires: (\d{4}-\d\d-\d\d)T00:00:00Z$", said, re.MULTILINE)
    assert 280 < (date.fromisoformat(expires) - day).days < 365
