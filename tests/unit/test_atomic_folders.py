"""Folders that replace others: in one step, in two, and when one of them fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from journal.machine import atomic_folders
from journal.machine.atomic_folders import exchange, held, remove, replace, restore


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A site, its successor, and where the first is set aside; each folder has its own name."""
    for name in ("site", "draft"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "name").write_text(name, "utf-8")
    return tmp_path / "site", tmp_path / "draft", tmp_path / "aside"


def names(folder: Path) -> dict[str, str]:
    """What each folder is."""
    return {path.name: (path / "name").read_text("utf-8") for path in folder.iterdir()}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems may need two steps")
def test_two_folders_change_places_in_one_step(places: tuple[Path, Path, Path]) -> None:
    site, draft, _ = places
    assert exchange(site, draft)
    assert names(site.parent) == {"site": "draft", "draft": "site"}
    assert not exchange(site, draft / "missing")
    assert names(site.parent) == {"site": "draft", "draft": "site"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems may need two steps")
def test_what_takes_the_place_of_another_leaves_it_at_no_moment_empty(
    places: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, draft, aside = places
    gone: list[Path] = []
    for step in ("rename", "replace", "unlink"):
        monkeypatch.setattr(Path, step, lambda path, *_: gone.append(path))
    monkeypatch.setattr(atomic_folders, "remove", gone.append)
    replace(site, draft, aside=aside)
    assert (names(site.parent), gone) == ({"site": "draft", "draft": "site"}, [draft])


@pytest.mark.parametrize("steps", [1, 2])
def test_one_takes_the_place_of_another(
    places: tuple[Path, Path, Path], steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, draft, aside = places
    if steps == 2:
        monkeypatch.setattr(atomic_folders, "exchange", lambda *_: False)
    replace(site, draft, aside=aside)
    assert names(site.parent) == {"site": "draft"}


def test_the_first_one_is_put_in_place(places: tuple[Path, Path, Path]) -> None:
    site, draft, aside = places
    remove(site)
    replace(site, draft, aside=aside)
    assert names(site.parent) == {"site": "draft"}


def test_a_link_is_replaced_and_what_it_leads_to_stays(places: tuple[Path, Path, Path]) -> None:
    site, draft, aside = places
    elsewhere = site.rename(site.parent / "elsewhere")
    site.symlink_to(elsewhere)
    replace(site, draft, aside=aside)
    assert names(site.parent) == {"site": "draft", "elsewhere": "site"}


def test_a_second_step_that_fails_gives_the_first_one_back(
    places: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, draft, aside = places
    monkeypatch.setattr(atomic_folders, "exchange", lambda *_: False)
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path == draft:
            raise OSError("no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OSError, match="no"):
        replace(site, draft, aside=aside)
    assert names(site.parent) == {"site": "site", "draft": "draft"}


def test_what_a_power_cut_left_aside_is_put_back(places: tuple[Path, Path, Path]) -> None:
    site, _, aside = places
    restore(site, aside=aside)
    assert names(site.parent) == {"site": "site", "draft": "draft"}
    site.rename(aside)
    restore(site, aside=aside)
    assert names(site.parent) == {"site": "site", "draft": "draft"}


def test_a_folder_is_held_once(tmp_path: Path) -> None:
    lock = held(tmp_path)
    assert lock is not None
    assert held(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
