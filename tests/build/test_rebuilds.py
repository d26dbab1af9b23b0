"""A preview that makes what has changed alone shows the site that is built whole, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.machine import cache
from support.building import build, share_caches
from support.changes import BASE, CHANGES, Files, files_of, write_files
from support.rebuilding import ADDRESS, rebuilt

Built = dict[str, bytes]


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Files], Built]:
    """Builds a site whole."""
    share_caches(tmp_path / "cache")
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")
    monkeypatch.setenv("SITE_URL", ADDRESS)
    number = iter(range(1_000))

    def build_it(files: Files) -> Built:
        place = tmp_path / str(next(number))
        return files_of(build(place / "site", docs=write_files(place / "docs", files)))

    return build_it


def rebuilt_each(tmp_path: Path, states: list[Files]) -> list[Built]:
    """The site of a preview after each state of its files."""
    with rebuilt(tmp_path / "docs", tmp_path / "preview") as preview:
        found = []
        for files in states:
            write_files(preview.docs, files)
            preview.build()
            found.append(preview.files())
    return found


def different(before: Built, after: Built) -> list[str]:
    return sorted(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))


def test_what_changed_alone_gives_the_whole_site(
    tmp_path: Path, whole: Callable[[Files], Built]
) -> None:
    states = [BASE]
    for change in CHANGES.values():
        states += [change(BASE), BASE]
    names = [name for change in CHANGES for name in (change, f"{change}, back")]
    expected = {id(files): whole(files) for files in {id(f): f for f in states}.values()}
    for name, files, site in zip(
        ["first", *names], states, rebuilt_each(tmp_path, states), strict=True
    ):
        assert (name, different(site, expected[id(files)])) == (name, [])


def test_a_folder_that_somebody_has_emptied_is_filled_again(tmp_path: Path) -> None:
    with rebuilt(tmp_path / "docs", tmp_path / "preview") as preview:
        write_files(preview.docs, BASE)
        preview.build()
        before = preview.files()
        shutil.rmtree(preview.site)
        preview.build()
        assert different(before, preview.files()) == []
