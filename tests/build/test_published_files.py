"""What is published is exactly what is meant, and complete."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from journal.entries.addresses import former, is_address
from journal.entries.kinds import Kind
from journal.entries.reserved_paths import in_one_place
from journal.web.content_security_policy import page_policy
from support.html import asset, parse, text_of
from support.journals import SITE_URL, small_tree, visit

BuildTree = Callable[[dict[str, str]], Path]

_KINDS, _DIGEST = "|".join(Kind), "[0-9a-f]{8}"
ALLOWED = re.compile(
    rf"""
      (?:[a-z0-9-]+/)*index\.html | 404\.html
    | _headers | _redirects | \.nojekyll
    | robots\.txt | adresses\.txt | sitemap\.xml(?:\.gz)?
    | llms\.txt | (?:{_KINDS})/[a-z0-9-]+/index\.html\.md
    | feed_(?:rss_updated(?:-\d+)?\.xml|json_updated(?:-\d+)?\.json)
    | (?:(?:{_KINDS}|lettres|themes/[a-z0-9-]+)/)?
      feed_(?:rss|json)_created(?:-\d{{4}}(?:-\d+)?)?\.(?:xml|json)
    | abonnement/(?:flux|lettre)\.opml | agenda\.ics | visites/[a-z0-9-]+/visite\.ics
    | assets/feed\.(?:css|png)
    | assets/immutable/(?:agenda|copy|folded|moved|print|redirect|ticks|to-check)\.{_DIGEST}\.js
    | assets/immutable/(?:search|search-opener)\.{_DIGEST}\.js
    | assets/immutable/(?:journal|booklet|glossary|home|kit|list)\.{_DIGEST}\.css
    | assets/immutable/(?:map|page|reference|search|subscribe|themes)\.{_DIGEST}\.css
    | assets/immutable/favicon\.{_DIGEST}\.svg
    | assets/immutable/(?:regular|bold|title)\.{_DIGEST}\.woff2
    | assets/immutable/[a-z0-9-]+-\d+\.{_DIGEST}\.webp
    | images/[a-z0-9-]+\.png
    | (?:visites|conseils)/[a-z0-9-]+-\d+\.jpg
    | partage/(?:{_KINDS})-[a-z0-9-]+\.png
    | pagefind/(?:pagefind\.js|pagefind-entry\.json|wasm\.fr\.pagefind|facets\.txt|words\.txt)
    | pagefind/(?:pagefind\.fr_\w+\.pf_meta|fragment/fr_\w+\.pf_fragment|index/fr_\w+\.pf_index)
    """,
    re.VERBOSE,
)


def test_every_published_file_is_of_an_allowed_kind(site: Path) -> None:
    names = [p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()]
    assert [name for name in names if not ALLOWED.fullmatch(name)] == []


def test_no_former_address_takes_the_place_of_what_is_published(site: Path) -> None:
    names = [p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()]
    files = [name for name in names if not name.endswith("index.html")]
    assert len(files) > 50
    assert [n for n in files if is_address(n) or is_address(f"{n}/") or is_address(f"{n}/x/")] == []
    pages = [name for name in names if name.endswith("/index.html")]
    taken = {name.removesuffix("index.html") for name in pages}
    assert {former(name) for name in pages} == {former(f"{name}/") for name in pages} == taken
    assert list(in_one_place(names)) == []


def test_what_no_browser_reads_is_not_sent(site: Path) -> None:
    styles = asset(site, "journal.css").read_text("utf-8")
    assert "/*" not in styles
    assert "  " not in styles
    assert '"Texte repli"' in styles
    assert 'content:" (" attr(href) ")"' in styles
    assert "1.1rem + .11vw" in styles, "signs of arithmetic keep their spaces"
    opener = asset(site, "search-opener.js").read_text("utf-8")
    assert not opener.startswith("//")
    assert "\n  " not in opener


def test_each_page_begins_with_its_policy_and_holds_nothing_that_it_refuses(site: Path) -> None:
    kinds = set()
    for path in site.rglob("*.html"):
        charset, policy, referrer, *_ = (page := parse(path)).xpath("//head/*")
        assert charset.get("charset") == "utf-8"
        assert policy.get("http-equiv") == "content-security-policy", path
        assert (referrer.get("name"), referrer.get("content")) == ("referrer", "no-referrer")
        kinds.add(policy.get("content"))
        assert page.xpath("//style | //@style | //@*[starts-with(name(), 'on')] | //base") == []
        inline = {script.get("type") for script in page.xpath("//script[not(@src)]")}
        assert inline <= {"application/ld+json"}, path
    assert kinds == {page_policy()}


def test_a_name_that_bears_a_digest_is_that_of_one_content(site: Path) -> None:
    files = [path for path in (site / "assets/immutable").iterdir() if path.is_file()]
    assert len(files) > 20
    for path in files:
        digest = path.name.split(".")[-2]
        assert sha256(path.read_bytes()).hexdigest().startswith(digest), path.name
    # Pages ask for nothing of the site's own under a name that stays while its content changes.
    pages = "\n".join(path.read_text("utf-8") for path in site.rglob("*.html"))
    assert re.findall(r"[\"/]assets/(?!immutable/)", pages) == []


def test_every_promised_address_exists(site: Path) -> None:
    for address in (
        *("", "visites/", "visites/atao/", "visites/joujou/"),
        *("conseils/", "conseils/se-faire-connaitre/", "conseils/acculturer-a-l-ess/"),
        *("conseils/se-lancer-sans-attendre/", "themes/", "themes/marches-publics/"),
        *("guides/", "guides/premiere-reponse/", "guides/regles-2026/"),
        *("guides/acheter-a-l-ess/", "guides/organiser-une-visite/"),
        *("abonnement/", "glossaire/", "contribuer/", "contribuer/ecrire/"),
        *("contribuer/messages/", "a-propos/", "accessibilite/"),
        *("mentions-legales/", "lettres/", "lettres/2026-11/", "agenda/"),
        *("structures/", "structures/atao/", "structures/joujou/"),
        *("livret/", "themes/marches-publics/livret/"),
    ):
        assert (site / address / "index.html").is_file(), address


def test_the_sitemap_lists_every_page_to_be_found_and_robots_leads_to_it(site: Path) -> None:
    tree = ET.fromstring((site / "sitemap.xml").read_bytes())
    found = {loc.text for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    pages = {
        SITE_URL + page.parent.relative_to(site).as_posix().removeprefix(".") + "/"
        for page in site.rglob("index.html")
        if not parse(page).xpath("//meta[@name='robots']")
    }
    assert found == {page.replace("nantes//", "nantes/") for page in pages}
    assert (
        f"Sitemap: {SITE_URL}sitemap.xml" in (site / "robots.txt").read_text("utf-8").splitlines()
    )


def test_the_404_page_works_at_any_depth_of_a_sub_folder(site: Path) -> None:
    page = parse(site / "404.html")
    assert page.xpath("string(//h1)") == "Cette page n’existe pas"
    assert "/nantes/visites/" in page.xpath("//main//a/@href")
    own = [href for href in page.xpath("//a/@href") if not href.startswith(("https:", "#"))]
    assert [href for href in own if not href.startswith("/nantes/")] == []


def test_what_the_publisher_has_not_said_is_said_to_be_missing(site: Path) -> None:
    notice = parse(site / "mentions-legales/index.html")
    [told] = notice.xpath("//section[@aria-labelledby='site:editeur']")
    assert "celui de l’hébergeur restent à indiquer ici" in text_of(told)
    assert notice.xpath("//dt[.='Hébergeur']") == []
    assert "licence à préciser par l’éditeur" in notice.xpath("string(//main)")
    assert "licence" not in notice.xpath("string(//footer)")


def test_machines_find_the_markdown_of_each_entry(site: Path) -> None:
    index = (site / "llms.txt").read_text("utf-8")
    named = set(re.findall(rf"\]\({SITE_URL}([^)]*)\)", index))
    assert [name for name in named if not _is_published(site, name)] == []
    pages = {page for kind in Kind for page in (site / kind).glob("*/index.html")}
    entries = {page for page in pages if page.with_name("index.html.md").is_file()}
    assert {page.relative_to(site).as_posix() for page in entries} == {
        name.removesuffix(".md") for name in named if name.endswith(".md")
    }
    for page in pages:
        links = parse(page).xpath("//link[@type='text/markdown']/@href")
        assert links == (["index.html.md"] if page in entries else [])


def _is_published(site: Path, address: str) -> bool:
    return (site / address / "index.html" if address.endswith("/") else site / address).is_file()


def test_what_is_hidden_from_readers_is_hidden_from_machines(build_tree: BuildTree) -> None:
    """Remarks of two forms, definitions that nothing uses, keys for us alone."""
    body = (
        "Un texte.<!-- secret-1 -->\n\n<!--\nsecret-2\n-->\n\n[//]: # (secret-3)\n\n"
        "[jamais]: https://example.org/secret-4\n\n"
        "[Le conseil](../conseils/oser.md), `<!-- montré -->`.\n"
    )
    site = build_tree(small_tree(visit(body=body, anciennes_adresses="[visites/secret-5/]")))
    text = (site / "visites/atelier/index.html.md").read_text("utf-8")
    assert "secret" not in text
    assert f"[Le conseil]({SITE_URL}conseils/oser/), `<!-- montré -->`." in text
