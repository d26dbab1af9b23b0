"""A preview that makes what has changed alone shows the site that is built whole, byte for byte."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from bench.peers import ENVIRONMENT
from journal.machine import cache
from journal.machine.left_behind import FORMER
from journal.newsletter import feed_files
from support.building import ALONE, ROOT, build, link_code, share_caches
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
    assert pages == {"visites/atelier/index.html"}
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


def test_a_style_that_a_stopped_aside_has_left_goes(tmp_path: Path, whole: Whole) -> None:
    """Of a booklet that was laid out, and that no page names any more."""
    changed = CHANGES["a text"](BASE)
    with rebuilt(tmp_path / "preview") as preview:
        preview.built(BASE)
        (preview.site / "assets/immutable/page.0a1b2c3d.css").write_text("@page{}", "utf-8")
        assert different(preview.built(changed), whole(changed)) == []


def test_feeds_that_are_cut_otherwise_have_pages_made_again(
    tmp_path: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of subscriptions names their archives."""
    monkeypatch.setattr(feed_files, "MOST_BYTES", 20_000)
    days = {f"voir-{rank}": f"2026-01-{rank:02}" for rank in range(1, 25)}
    many, more = dict(BASE), dict(BASE)
    for slug, day in days.items():
        many |= tip(slug, date=day)
        more |= tip(slug, date=day, description="Une page du carnet, et ce qu'elle dit. " * 5)
    first, second = whole(many), whole(more)
    archives = [{p for p in site if "created-" in p} for site in (first, second)]
    assert archives[0] != archives[1]
    with rebuilt(tmp_path / "preview") as preview:
        assert different(preview.built(many), first) == []
        assert different(preview.built(more), second) == []
        assert different(preview.built(many), first) == []


@pytest.mark.parametrize("command", ["one process", pytest.param("build", marks=pytest.mark.audit)])
def test_settings_templates_and_the_day_are_those_of_now(
    tmp_path: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """In one process; then each in a process of its own."""
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
    if command == "one process":
        with rebuilt(tmp_path / "preview") as preview:
            preview.settings = settings
            preview.build(BASE)
            for change in changes:
                change()
                sites.append(preview.built(BASE))
    else:
        for change in (lambda: None, *changes):
            change()
            with rebuilt(tmp_path / "preview", command) as process:
                process.settings = settings
                sites.append(process.built(BASE))
                assert process.follows == (change is later)
        del sites[0]
    ours.rename(tmp_path / "changed")
    shutil.copytree(ROOT / "overrides", ours)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    del settings["site_description"]
    for change in changes:
        change()
        expected.append(whole(BASE, **settings))
    assert [different(*both) for both in zip(sites, expected, strict=True)] == [[]] * len(changes)


def test_what_cannot_be_asked_again_is_laid_out_where_its_style_is_known(
    tmp_path: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not by the other core, which would keep that to itself."""
    ours = tmp_path / "overrides"
    shutil.copytree(ROOT / "overrides", ours)
    booklet = ours / "booklet.html"
    asked = "{% block styles %}{% set _ = archives_of(range) %}"
    booklet.write_text(booklet.read_text("utf-8").replace("{% block styles %}", asked), "utf-8")
    settings: dict[str, object] = {"theme": ALONE | {"custom_dir": str(ours)}}
    clean = whole(BASE, **settings)
    monkeypatch.setattr("journal.machine.parallel._FEW", 1)
    for _ in range(2):
        with rebuilt(tmp_path, "build") as process:
            process.settings = settings
            assert different(process.built(BASE), clean) == []
        shutil.rmtree(tmp_path / "cache/last")


@pytest.mark.audit
def test_nothing_is_missed_among_many_pages(
    tmp_path: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])
    states = changed_one_by_one(tmp_path / "many")
    with rebuilt(tmp_path / "preview") as preview:
        sites = [preview.built(files) for files in states]
    with rebuilt(tmp_path / "site", "build") as first:
        first.build(states[-1])
    others = [after_another(tmp_path / "site", files) for files in states]
    for files, site, other in zip(states, sites, others, strict=True):
        clean = whole(files)
        assert different(site, clean) == []
        assert different(other, clean) == []


def test_a_folder_that_somebody_has_emptied_is_filled_again(tmp_path: Path) -> None:
    with rebuilt(tmp_path / "preview") as preview:
        before = preview.built(BASE)
        shutil.rmtree(preview.site)
        assert different(before, preview.built(BASE)) == []


def after_another(folder: Path, files: Files, command: str = "build") -> Built:
    """A site that is built by one process, after another has built it."""
    with rebuilt(folder, command) as process:
        site = process.built(files)
        assert process.follows
    return site


@pytest.mark.parametrize(
    ("command", "changes"),
    [
        ("build", SOME),
        ("serve", {"a title": CHANGES["a title"]}),
        pytest.param("build", CHANGES, marks=pytest.mark.audit),
        pytest.param("serve", CHANGES, marks=pytest.mark.audit),
    ],
)
def test_one_process_goes_on_from_another(
    tmp_path: Path, whole: Whole, command: str, changes: dict[str, Callable[[Files], Files]]
) -> None:
    clean = whole(BASE)
    expected = {name: whole(change(BASE)) for name, change in changes.items()}
    place = tmp_path / "site"
    with rebuilt(place, command) as first:
        assert different(first.built(BASE), clean) == []
        assert not first.follows
    for name, change in changes.items():
        found = after_another(place, change(BASE), command)
        assert (name, different(found, expected[name])) == (name, [])
    assert different(after_another(place, BASE, command), clean) == []


def spoil_files(site: Path, but: str = "") -> None:
    """What somebody may do in the folder of a site; but to one folder in it."""
    (site / "index.html").unlink()
    (site / "visites/atelier/index.html").write_text("Autre.", "utf-8")
    page = site / "conseils/oser/index.html"
    page.write_bytes(page.read_bytes()[::-1])
    (site / "feed_rss_created.xml").unlink()
    next(site.glob("pagefind/fragment/*")).unlink()
    next(site.glob("partage/*.png")).write_bytes(b"")
    (site / ".nojekyll").unlink()
    (site / "autre").mkdir()
    (site / "autre/page.html").write_text("Autre.", "utf-8")
    (site / "lien.html").symlink_to("404.html")
    if but != "guides":
        shutil.rmtree(site / "guides")


def test_what_is_otherwise_than_it_was_left_is_made_again(tmp_path: Path, whole: Whole) -> None:
    clean = whole(BASE)
    place = tmp_path / "site"
    with rebuilt(place, "build") as first:
        first.build(BASE)
    spoil_files(place / "site")
    (place / "site/.autre").mkdir()
    assert different(after_another(place, BASE), clean) == []
    assert (place / "site/.autre").is_dir(), "not ours to take away"
    shutil.rmtree(place / "site")
    assert different(after_another(place, BASE), clean) == []


@pytest.mark.parametrize("command", ["build", "serve"])
def test_what_is_the_same_stays_where_it_is_though_nothing_is_known(
    tmp_path: Path, whole: Whole, command: str
) -> None:
    """As without caches, or after a template has changed."""
    clean = whole(CHANGES["a title"](BASE))
    with rebuilt(tmp_path, command) as first:
        first.built(BASE)
    same = tmp_path / "site/guides/index.html"
    spoil_files(tmp_path / "site", but="guides")
    (tmp_path / "site/conseils/index.html").unlink()
    (tmp_path / "site/conseils/index.html").mkdir()
    (tmp_path / "site/conseils/index.html/autre.html").write_text("Autre.", "utf-8")
    shutil.rmtree(tmp_path / "cache/last")
    before = same.stat()
    with rebuilt(tmp_path, command) as second:
        assert different(second.built(CHANGES["a title"](BASE)), clean) == []
        assert not second.follows
    assert (same.stat().st_ino, same.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_nothing_changes_of_is_neither_written_again_nor_forgotten(
    tmp_path: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Feeds are all there as long as what they are made from is the same, and none was lost."""
    clean = whole(BASE)
    with rebuilt(tmp_path, "build") as first:
        first.build(BASE)
    with monkeypatch.context() as patched:
        patched.setattr("journal.newsletter.all_files.make_items", stop)
        for _ in range(2):
            assert different(after_another(tmp_path, BASE), clean) == []
    (tmp_path / "site/feed_json_created.json").unlink()
    assert different(after_another(tmp_path, BASE), clean) == []
    assert different(after_another(tmp_path, CHANGES["a title"](BASE)), clean) != []
    assert different(after_another(tmp_path, BASE), clean) == []


@pytest.mark.parametrize("command", ["build", "serve", ""])
def test_a_file_in_the_place_of_the_site_is_said_and_stays(tmp_path: Path, command: str) -> None:
    with rebuilt(tmp_path, command) as process:
        process.site.rmdir()
        process.site.write_text("Mes notes.", "utf-8")
        with pytest.raises(Abort, match=r"« .*/site » est un fichier.*déplacez-le"):
            process.build(BASE)
        assert process.site.read_text("utf-8") == "Mes notes."


@pytest.mark.parametrize(
    "spoil", [lambda content: content[:-1], lambda _: b"", lambda content: content[::-1]]
)
def test_what_was_left_and_is_spoilt_costs_time_alone(
    tmp_path: Path, whole: Whole, spoil: Callable[[bytes], bytes]
) -> None:
    clean = whole(CHANGES["a title"](BASE))
    with rebuilt(tmp_path / "site", "build") as first:
        first.build(BASE)
    [record] = (tmp_path / "cache/last").iterdir()
    record.write_bytes(spoil(record.read_bytes()))
    with rebuilt(tmp_path / "site", "build") as second:
        assert different(second.built(CHANGES["a title"](BASE)), clean) == []
        assert not second.follows


def test_without_caches_nothing_is_left(
    tmp_path: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = whole(BASE)
    monkeypatch.setenv("CACHE", "0")
    for _ in range(2):
        with rebuilt(tmp_path / "site", "build") as process:
            assert different(process.built(BASE), clean) == []
            assert not process.follows


def test_a_build_beside_the_site_takes_what_is_the_same_from_it(
    tmp_path: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And leaves the site as it is."""
    clean = whole(CHANGES["a text"](BASE))
    with rebuilt(tmp_path, "build") as first:
        before = first.built(BASE)
    former = (tmp_path / "site").rename(tmp_path / "former")
    monkeypatch.setenv(FORMER, str(former))
    assert different(after_another(tmp_path, CHANGES["a text"](BASE)), clean) == []
    assert files_of(former) == before
    same = "conseils/oser/index.html"
    assert (former / same).samefile(tmp_path / "site" / same)


@pytest.mark.parametrize("program", ["mkdocs", pytest.param("properdocs", marks=pytest.mark.audit)])
def test_real_processes_leave_it_to_each_other(tmp_path: Path, program: str) -> None:
    """Each with its own order of sets, and its own copies of hooks."""
    link_code(tmp_path, "hooks", "overrides")
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(text.replace("name: material", "name: null"), "utf-8")
    share_caches(tmp_path / cache.FOLDER)

    def built(site: str, *options: str) -> Built:
        command = (sys.executable, "-m", program, "build", "-f", "mkdocs.yml", "-d", site, *options)
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
        return files_of(tmp_path / site)

    write_files(tmp_path / "docs", BASE)
    first = built("site", "--dirty")
    page = tmp_path / "site/conseils/oser/index.html"
    before = page.stat().st_ino, page.stat().st_mtime_ns
    write_files(tmp_path / "docs", CHANGES["a text"](BASE))
    second = built("site", "--dirty")
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == before
    assert different(second, built("clean")) == []
    assert different(first, second) != []
