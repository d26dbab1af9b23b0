"""A site made of what was kept is the same, byte for byte, whatever has changed since."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.peers import ENVIRONMENT
from journal.machine import cache
from support.building import ALONE, ROOT, build, share_caches, with_a_letter
from support.changes import BASE, CHANGES, Files, changed_one_by_one, edited, files_of, write_files
from support.journals import page

Built = dict[str, bytes]

WAYS = "Comment écrire dans ce carnet, pas à pas."


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Built]:
    """Builds files, in caches of its own or in none."""
    share_caches(tmp_path / "cache")
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")
    number = iter(range(1_000))

    def build_it(files: Files, *, caches: bool = True, **settings: object) -> Built:
        place = tmp_path / str(next(number))
        docs = write_files(place / "docs", files)
        monkeypatch.setenv("CACHE", "1" if caches else "0")
        return files_of(build(place / "site", docs=docs, **settings))

    return build_it


@pytest.fixture
def bodies(tmp_path: Path) -> Callable[[], set[Path]]:
    """The bodies that are kept, and what is made of them."""
    rooms = ("bodies", "newsletter", "search", "shapes")
    return lambda: {file for room in rooms for file in (tmp_path / "cache" / room).iterdir()}


def test_a_body_is_made_once(
    built: Callable[..., Built], bodies: Callable[[], set[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = built(BASE)
    kept = bodies()
    for made in (
        "journal.markdown.extension.to_html",
        "journal.newsletter.items.stand_alone",
        "journal.newsletter.llms_txt.to_markdown",
        "journal.pages.glossary_popovers.open_words",
        "journal.search.records.other_notations",
    ):
        monkeypatch.setattr(made, lambda *_, **__: pytest.fail("made again"))
    assert built(BASE) == first
    assert bodies() == kept
    monkeypatch.undo()


def test_what_is_kept_changes_no_byte(built: Callable[..., Built]) -> None:
    """All at once; `make audit` takes each change by itself."""
    assert built(BASE) == built(BASE, caches=False)
    files = BASE
    for name in ("a text", "a title", "a theme's name", "an anchor", "a page more"):
        files = CHANGES[name](files)
    assert built(files) == built(files, caches=False)


@pytest.mark.parametrize(
    "damage",
    [lambda own, other: own[: len(own) // 2], lambda own, other: other],
    ids=["cut short", "another's"],
)
def test_damaged_bodies_are_made_again(
    damage: Callable[[bytes, bytes], bytes],
    built: Callable[..., Built],
    bodies: Callable[[], set[Path]],
) -> None:
    first = built(BASE)
    files = sorted(bodies())
    contents = [file.read_bytes() for file in files]
    for file, content, other in zip(files, contents, contents[1:] + contents[:1], strict=True):
        file.write_bytes(damage(content, other))
    assert built(BASE) == first
    assert [file.read_bytes() for file in files] == contents


@pytest.mark.audit
@pytest.mark.parametrize("name", CHANGES)
def test_no_change_is_missed(name: str, built: Callable[..., Built]) -> None:
    files = CHANGES[name](BASE)
    clean = built(files, caches=False)
    built(BASE)
    assert built(files) == clean
    assert built(BASE) == built(BASE, caches=False)


@pytest.mark.audit
@pytest.mark.parametrize(
    "settings",
    [{"site_url": "https://ailleurs.example/"}, {"repo_url": "https://depot.example/carnet"}],
    ids=str,
)
def test_no_setting_is_missed(settings: dict[str, object], built: Callable[..., Built]) -> None:
    files = edited("visites/atelier.md", "Un récit.", "[Écrire](../contribuer.md)")(BASE)
    files |= {"contribuer.md": page("Un texte.\n", title="Écrire ici", description=WAYS)}
    built(files)
    clean = built(files, caches=False, **settings)
    assert built(files, **settings) == clean
    assert built(files) == built(files, caches=False) != clean


@pytest.mark.audit
def test_no_template_is_missed(built: Callable[..., Built], tmp_path: Path) -> None:
    """A part of all pages, that of some, and a style sheet."""
    ours = tmp_path / "overrides"
    shutil.copytree(ROOT / "overrides", ours)
    theme = ALONE | {"custom_dir": str(ours)}
    sites = [built(BASE, theme=theme)]
    for name in ("partials/footer.html", "partials/entry_card.html", "styles/base.css"):
        file = ours / name
        comment = "/* Autre. */" if name.endswith(".css") else "<p>Autre.</p>"
        file.write_text(f"{file.read_text('utf-8')}\n{comment} .autre {{}}\n", "utf-8")
        sites.append(built(BASE, theme=theme))
        assert sites[-1] == built(BASE, theme=theme, caches=False) != sites[-2]


@pytest.mark.audit
def test_nothing_is_missed_among_many_pages(
    built: Callable[..., Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hundred, changed one after the other."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])
    first, *others = changed_one_by_one(tmp_path / "many")
    built(first)
    for rank, many in enumerate(others):
        assert built(many) == built(many, caches=False), rank


@pytest.mark.audit
def test_the_real_pages_are_the_same(
    built: Callable[..., Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cold, warm, on a day when pages have to be read over again."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", with_a_letter()["SOURCE_DATE_EPOCH"])
    sites: list[Built] = []

    def real(caches: str, **settings: object) -> Built:
        monkeypatch.setenv("CACHE", caches)
        site = tmp_path / f"real{len(sites)}"
        sites.append(files_of(build(site, docs=ROOT / "docs", strict=True, **settings)))
        return sites[-1]

    clean = real("0")
    assert real("1") == clean
    assert real("1") == clean
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")
    later = real("0")
    assert later != clean
    assert real("1") == later


def test_what_was_said_of_a_page_is_said_each_time(
    built: Callable[..., Built],
    bodies: Callable[[], set[Path]],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The gate lets no such link through: here, MkDocs finds one by itself."""
    built(BASE)
    kept = len(bodies())
    links = "[un carnet](carnet), [un autre](../carnet).\n"
    monkeypatch.setattr("journal.gate.links.check", lambda *_: iter(()))
    files = BASE | {"conseils/oser.md": str(BASE["conseils/oser.md"]) + links}
    caplog.clear()
    said = []
    for _ in range(2):
        with pytest.raises(SystemExit):
            built(files)
        said.append([r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING])
        caplog.clear()
    assert said[0] == said[1]
    assert any("carnet" in message for message in said[0])
    assert len(bodies()) == kept
