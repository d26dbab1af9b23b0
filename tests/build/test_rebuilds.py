"""A preview that makes what has changed alone shows the site that is built whole, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from bench.peers import ENVIRONMENT
from journal.machine import cache
from journal.newsletter import feed_files
from support.building import ALONE, ROOT, build, share_caches
from support.changes import BASE, CHANGES, Files, changed_one_by_one, edited, files_of, write_files
from support.journals import tip
from support.rebuilding import ADDRESS, rebuilt

Built = dict[str, bytes]
Whole = Callable[..., Built]

SOME = {name: CHANGES[name] for name in ("a text", "a slug", "a theme's name", "a picture")}
# What a gate refuses, and what it would be without it.
BROKEN: dict[str, Callable[[Files], Files]] = {
    "a page": edited("visites/atelier.md", "## En bref", "#### En bref"),
    "a header": edited("conseils/oser.md", "title: Un", "title: Un : un"),
    "the themes": edited("themes.yml", "nom: Réemploi", 'nom: "Réemploi'),
    "a file that is no page": lambda files: files | {"notes.txt": "Un texte."},
}


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Whole:
    """Builds a site whole."""
    share_caches(tmp_path / "cache")
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")
    monkeypatch.setenv("SITE_URL", ADDRESS)
    number = iter(range(1_000))

    def build_it(files: Files, **settings: object) -> Built:
        place = tmp_path / "whole" / str(next(number))
        docs = write_files(place / "docs", files)
        return files_of(build(place / "site", docs=docs, **settings))

    return build_it


def different(before: Built, after: Built) -> list[str]:
    return sorted(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))


@pytest.mark.parametrize("changes", [SOME, pytest.param(CHANGES, marks=pytest.mark.audit)])
def test_what_changed_alone_gives_the_whole_site(
    tmp_path: Path, whole: Whole, changes: dict[str, Callable[[Files], Files]]
) -> None:
    """Each after the others, which were taken back."""
    clean = whole(BASE)
    expected = {name: whole(change(BASE)) for name, change in changes.items()}
    with rebuilt(tmp_path / "preview") as preview:
        assert different(preview.built(BASE), clean) == []
        for name, change in changes.items():
            assert (name, different(preview.built(change(BASE)), expected[name])) == (name, [])
            assert (name, different(preview.built(BASE), clean)) == (name, [])


def test_what_is_wrong_is_shown_and_goes(
    tmp_path: Path, whole: Whole, caplog: pytest.LogCaptureFixture
) -> None:
    """As in a preview that begins with it."""
    clean = whole(BASE)
    expected = {}
    for name, change in BROKEN.items():
        with rebuilt(tmp_path / name) as fresh:
            expected[name] = fresh.built(change(BASE))
    with rebuilt(tmp_path / "preview") as preview:
        preview.build(BASE)
        for name, change in BROKEN.items():
            assert (name, different(preview.built(change(BASE)), expected[name])) == (name, [])
            assert (name, different(preview.built(BASE), clean)) == (name, [])
    caplog.clear()


def test_what_has_not_changed_stays_where_it_is(tmp_path: Path, whole: Whole) -> None:
    def written() -> dict[str, tuple[int, int]]:
        places = (path for path in preview.site.rglob("*") if path.is_file())
        return {
            place.relative_to(preview.site).as_posix(): (stat.st_ino, stat.st_mtime_ns)
            for place in places
            for stat in [place.stat()]
        }

    with rebuilt(tmp_path / "preview") as preview:
        preview.built(BASE)
        before = written()
        preview.built(CHANGES["a text"](BASE))
        after = written()
    changed = {path for path in after if before.get(path) != after[path]}
    pages = {path for path in changed if path.endswith("index.html")}
    # That of subscriptions is made whatever happens.
    assert pages == {"visites/atelier/index.html", "abonnement/index.html"}
    # What MkDocs writes whatever happens, the ledger, and what holds the text.
    whatever = {"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz", "adresses.txt"}
    others = {path for path in changed - pages - whatever if "pagefind/" not in path}
    assert others == {
        "visites/atelier/index.html.md",
        *(
            f"{folder}feed_{form}"
            for folder in ("", "visites/", "themes/reemploi/")
            for form in ("rss_created.xml", "json_created.json")
        ),
        *("feed_rss_updated.xml", "feed_json_updated.json"),
    }


def test_a_build_that_fails_is_forgotten(
    tmp_path: Path,
    whole: Whole,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Should it stop in the middle, nothing is known of what was written."""
    clean = whole(CHANGES["a title"](BASE))
    with rebuilt(tmp_path / "preview") as preview:
        preview.build(BASE)
        with monkeypatch.context() as patched:
            patched.setattr("journal.pages.kept_pages.KeptPages.put", stop)
            with pytest.raises(Abort):
                preview.build(CHANGES["a page more"](BASE))
        caplog.clear()
        assert different(preview.built(CHANGES["a title"](BASE)), clean) == []


def stop(*_: object) -> None:
    raise Abort("en panne")


def test_a_save_during_what_is_left_aside_comes_next(tmp_path: Path, whole: Whole) -> None:
    clean = whole(CHANGES["a title"](BASE))
    with rebuilt(tmp_path / "preview") as preview:
        preview.build(BASE)
        for name in ("a text", "a page less", "a theme's name"):
            preview.build(CHANGES[name](BASE))
        assert different(preview.built(CHANGES["a title"](BASE)), clean) == []


def test_feeds_that_are_cut_otherwise_have_pages_made_again(
    tmp_path: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of subscriptions names their archives."""
    monkeypatch.setattr(feed_files, "MOST_BYTES", 18_000)
    days = {f"voir-{rank}": f"2026-01-{rank:02}" for rank in range(1, 25)}
    many, more = dict(BASE), dict(BASE)
    for slug, day in days.items():
        many |= tip(slug, date=day)
        more |= tip(slug, date=day, title=f"Un conseil {'long ' * 20}")
    first, second = whole(many), whole(more)
    archives = [{p for p in site if "created-" in p} for site in (first, second)]
    assert archives[0] != archives[1]
    with rebuilt(tmp_path / "preview") as preview:
        assert different(preview.built(many), first) == []
        assert different(preview.built(more), second) == []
        assert different(preview.built(many), first) == []


def test_settings_templates_and_the_day_are_those_of_now(
    tmp_path: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "overrides"
    shutil.copytree(ROOT / "overrides", ours)
    settings: dict[str, object] = {"theme": ALONE | {"custom_dir": str(ours)}}

    def part(name: str, added: str) -> Callable[[], None]:
        return lambda: (ours / name).write_text(
            f"{(ours / name).read_text('utf-8')}{added}", "utf-8"
        )

    def later() -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "4100000000")

    changes: list[Callable[[], object]] = [
        part("partials/footer.html", "<p>Autre.</p>"),
        part("styles/base.css", ".autre { color: inherit }"),
        part("assets/ticks.js", "export {};"),
        lambda: settings.update(site_description="Un autre carnet."),
        later,
    ]
    sites, expected = [], []
    with rebuilt(tmp_path / "preview") as preview:
        preview.settings = settings
        preview.build(BASE)
        for change in changes:
            change()
            sites.append(preview.built(BASE))
    ours.rename(tmp_path / "changed")
    shutil.copytree(ROOT / "overrides", ours)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    del settings["site_description"]
    for change in changes:
        change()
        expected.append(whole(BASE, **settings))
    assert [different(*both) for both in zip(sites, expected, strict=True)] == [[]] * len(changes)


@pytest.mark.audit
def test_nothing_is_missed_among_many_pages(
    tmp_path: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])
    states = changed_one_by_one(tmp_path / "many")
    with rebuilt(tmp_path / "preview") as preview:
        sites = [preview.built(files) for files in states]
    for files, site in zip(states, sites, strict=True):
        assert different(site, whole(files)) == []


def test_a_folder_that_somebody_has_emptied_is_filled_again(tmp_path: Path) -> None:
    with rebuilt(tmp_path / "preview") as preview:
        before = preview.built(BASE)
        shutil.rmtree(preview.site)
        assert different(before, preview.built(BASE)) == []
