"""The recipes for a server of one's own, tried on this machine: nginx and Caddy serve a built site.

Both are told the same by one table (`journal.hosting`): each test asks both.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote

import brotli
import pytest
from playwright.sync_api import Browser, expect

from audit.install import SERVERS
from journal.hosting.compressed_copy import deliver
from journal.hosting.response_headers import FOR_EVER, place_of
from journal.hosting.servers import write_caddy, write_nginx
from journal.hosting.static_hosts import read_redirects
from support.building import build
from support.journals import small_tree, themes, visit, write_tree
from support.packages import missing, must_run
from support.proofs import REFUSED

pytestmark = pytest.mark.audit

SECONDS = 20
BROTLI = next(path for path in SERVERS if path.endswith(".so"))
ANNOUNCED = {"date": "2026-03-01", "visite_le": "2026-12-14", "lieu": "Nantes"}


def nginx(folder: Path, recipe: str) -> list[str]:
    """The command that runs nginx on a recipe, in a folder of its own."""
    (folder / "journal.conf").write_text(recipe, "utf-8")
    (folder / "nginx.conf").write_text(
        f"load_module {BROTLI};\ndaemon off;\npid {folder}/pid;\n"
        + ("user root;\n" if os.geteuid() == 0 else "")
        + f"events {{}}\nhttp {{\n  access_log off;\n  include {folder}/journal.conf;\n}}\n",
        "utf-8",
    )
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or ""
    return [program, "-e", f"{folder}/errors", "-p", str(folder), "-c", f"{folder}/nginx.conf"]


def caddy(folder: Path, recipe: str) -> list[str]:
    """The same for Caddy."""
    options = "{\n\tadmin off\n\tauto_https off\n}\n"
    (folder / "Caddyfile").write_text(options + recipe, "utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]


RUN: dict[str, Callable[[Path, str], list[str]]] = {"nginx": nginx, "caddy": caddy}


@dataclass
class Served:
    """A site that a real server serves.

    Attributes:
        port: of this machine.
        site: the folder of the built site.
        public: the folder of what is served.
    """

    port: int
    site: Path
    public: Path

    @property
    def address(self) -> str:
        """Of the site."""
        return f"http://127.0.0.1:{self.port}/nantes/"

    def ask(self, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        """What is answered to one request, of a path from the site's root."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", f"/nantes/{quote(path, safe='/%')}", headers=named)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def built(folder: Path, site_url: str) -> Path:
    """A site that has a former address, a calendar and somebody to write to."""
    moved = visit("neuf", anciennes_adresses="[visites/vieux/, visites/été/]", **ANNOUNCED)
    renamed = {"themes.yml": themes(reemploi="Réemploi")["themes.yml"] + "  alias: [recup]\n"}
    search = {"recherche.md": (Path(__file__).parents[2] / "docs/recherche.md").read_text("utf-8")}
    tree = write_tree(folder / "docs", small_tree(moved, renamed, search))
    with pytest.MonkeyPatch.context() as changes:
        changes.setenv("SITE_URL", site_url)
        changes.setenv("SOURCE_DATE_EPOCH", "1774440000")  # 25 March 2026
        publisher = {"courriel": "contact@example.org"}
        extra = {"editeur": publisher, "autorite": "essai,2026", "licence": {}}
        return build(folder / "site", docs=tree, extra=extra)


@pytest.fixture(scope="module", params=RUN)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    if packages := missing(SERVERS):
        reason = f"Il manque {' et '.join(packages)} : « make audit » les installe sur Debian."
        pytest.fail(reason) if must_run() else pytest.skip(reason)
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    found = Served(port, folder / "site", folder / "public")
    built(folder, found.address)
    deliver(found.site, found.public / "nantes", time.time())
    write = write_nginx if request.param == "nginx" else write_caddy
    scheme = "" if request.param == "nginx" else "http://"
    recipe = write(
        place_of(found.address),
        read_redirects((found.site / "_redirects").read_text("utf-8")),
        listen=f"{scheme}127.0.0.1:{port}",
        folder=str(found.public),
    )
    own = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        command = RUN[request.param](folder, recipe)
        process = subprocess.Popen(command, stdout=log, stderr=log, env=own)
    try:
        for _ in range(SECONDS * 10):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            assert process.poll() is None, (folder / "log").read_text("utf-8")
            time.sleep(0.1)
        yield found
    finally:
        process.terminate()
        process.wait(SECONDS)


def test_a_page_is_sent_with_its_policy(served: Served) -> None:
    for path, status in (("", 200), ("visites/neuf/", 200), ("nulle-part", 404)):
        answer, body = served.ask(path)
        assert answer.status == status
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        [own] = re.findall(r'"content-security-policy" content="([^"]*)"', body.decode())
        assert answer.headers["Content-Security-Policy"] == f"{own};frame-ancestors 'none'"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] in ("no-cache", None if status == 404 else "")


def test_only_a_name_that_bears_a_digest_is_kept_for_ever(served: Served) -> None:
    kept = {
        path.relative_to(served.site).as_posix(): (
            served.ask(path.relative_to(served.site).as_posix())[0]
        )
        for path in served.site.rglob("*")
        if path.is_file() and path.name not in ("_headers", "_redirects", ".nojekyll")
    }
    assert all(answer.status in (200, 301) for answer in kept.values())
    for_ever = {
        path for path, answer in kept.items() if answer.headers["Cache-Control"] == FOR_EVER
    }
    assert for_ever == {
        path
        for path in kept
        if path.startswith(("assets/immutable/", "pagefind/fragment/", "pagefind/index/"))
    }
    assert len(for_ever) > 15
    others = {path: answer.headers["Cache-Control"] for path, answer in kept.items()}
    assert {others[path] for path in others.keys() - for_ever} <= {"no-cache"}
    missing_one, _ = served.ask("assets/immutable/rien.12345678.css")
    assert missing_one.status == 404
    assert missing_one.headers["Cache-Control"] != FOR_EVER


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("visites/vieux/", "/nantes/visites/neuf/"),
        ("visites/vieux", "/nantes/visites/neuf/"),
        ("visites/%C3%A9t%C3%A9/", "/nantes/visites/neuf/"),
        ("themes/recup/", "/nantes/themes/reemploi/"),
    ],
)
def test_a_former_address_leads_on_for_good(served: Served, former: str, present: str) -> None:
    answer, _ = served.ask(former)
    assert (answer.status, answer.headers["Location"]) == (301, present)
    assert served.ask(present.removeprefix("/nantes/"))[0].status == 200


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("feed_rss_created.xml", "application/xml; charset=utf-8"),
        ("themes/reemploi/feed_rss_created.xml", "application/xml; charset=utf-8"),
        ("feed_json_created.json", "application/json"),
        ("agenda.ics", "text/calendar; charset=utf-8"),
        ("visites/neuf/visite.ics", "text/calendar; charset=utf-8"),
        ("abonnement/flux.opml", "text/x-opml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("llms.txt", "text/plain; charset=utf-8"),
        ("visites/neuf/index.html.md", "text/markdown; charset=utf-8"),
        (".well-known/security.txt", "text/plain; charset=utf-8"),
        ("partage/visites-neuf.png", "image/png"),
    ],
)
def test_each_file_has_its_type(served: Served, path: str, media_type: str) -> None:
    answer, body = served.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, media_type)
    assert body == (served.site / path).read_bytes()


def test_texts_are_sent_compressed_as_they_were_ahead(served: Served) -> None:
    for path in ("visites/neuf/index.html", "feed_rss_created.xml", "pagefind/pagefind.js"):
        content = (served.site / path).read_bytes()
        for name, opened in (("br", brotli.decompress), ("gzip", gzip.decompress)):
            answer, body = served.ask(path, Accept_Encoding=name)
            assert answer.headers["Content-Encoding"] == name
            assert "accept-encoding" in answer.headers["Vary"].lower()
            assert opened(body) == content
            assert len(body) < len(content) / 2
    answer, _ = served.ask("agenda/", Accept_Encoding="gzip, deflate, br, zstd")
    assert answer.headers["Content-Encoding"] == "br"


def test_what_has_not_changed_is_not_sent_again_even_after_another_build(served: Served) -> None:
    path = "feed_rss_created.xml"
    tag = served.ask(path)[0].headers["ETag"]
    assert served.ask(path, If_None_Match=tag)[0].status == 304
    again = served.site.with_name("encore")
    shutil.copytree(served.site, again, copy_function=shutil.copyfile)
    assert deliver(again, served.public / "nantes", time.time()) == 0
    assert served.ask(path, If_None_Match=tag)[0].status == 304
    (again / path).write_bytes((again / path).read_bytes() + b"\n")
    assert deliver(again, served.public / "nantes", time.time()) == 3
    assert served.ask(path, If_None_Match=tag)[0].status == 200
    deliver(served.site, served.public / "nantes", time.time())
    shutil.rmtree(again)


def test_what_hosts_read_is_not_served(served: Served) -> None:
    for path in ("_headers", "_redirects", ".nojekyll"):
        assert served.ask(path)[0].status == 404


def test_a_reader_searches_under_these_headers(served: Served, browser: Browser) -> None:
    said: list[str] = []
    with browser.new_page(locale="fr-FR") as page:
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{served.address}visites/neuf/")
        page.get_by_role("searchbox").fill("neuf")
        expect(page.locator(".search-panel .search-title").first).to_be_visible()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{served.address}recherche/?q=neuf")
        expect(page.locator(".search-title").first).to_be_visible()
        page.goto(f"{served.address}feed_rss_created.xml")
        # Shown as a page, and in its style.
        shown = "[document.documentElement.nodeName, document.styleSheets.length]"
        assert page.evaluate(shown) == ["rss", 1]
    assert [text for text in said if REFUSED in text] == []
