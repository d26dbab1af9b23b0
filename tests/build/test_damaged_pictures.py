"""Damaged pictures, and small files of huge ones: what the gate accepts is published, all of it."""

from __future__ import annotations

import logging
import random
import time
from io import BytesIO
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from journal.gate.examine import check
from journal.machine.cache import Cache
from journal.pictures import published_prints
from journal.pictures.decoders import CannotBeDrawnError
from journal.pictures.original_photograph import MAX_BYTES, Photograph
from journal.pictures.picture_addresses import places_of
from journal.pictures.published_prints import develop
from journal.problems.problem import errors
from journal.reading.tree import is_picture, read_tree
from support.building import build
from support.damaged_pictures import every_damage, mutants
from support.journals import TODAY, small_tree, write_tree
from support.pictures import picture, png

# So long at most for a picture, of this process.
_SECONDS = 5.0

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A journal without pictures."""
    folder = write_tree(tmp_path / "docs", small_tree())
    (folder / "images").mkdir()
    return folder


def refused_in(docs: Path, drawn: Cache) -> dict[str, str]:
    """Name of each picture that the gate refuses to code."""
    problems = errors(check(read_tree(docs, drawn), today=TODAY))
    return {problem.path.removeprefix("images/"): problem.code for problem in problems}


def can_be_published(data: bytes) -> bool:
    """Whether prints of a picture can be made, and are sound pictures."""
    try:
        prints = develop(data, Photograph.read(BytesIO(data)), as_png=False)
    except CannotBeDrawnError:
        return False
    contents = (prints.plain, *(content for _, content in prints.webp))
    return all(Photograph.read(BytesIO(content)).is_sound for content in contents)


def assert_gate_and_build_agree(docs: Path, pictures: dict[str, bytes]) -> None:
    """Refused are those alone of which nothing could be published; a build has all the others."""
    for name, data in pictures.items():
        (docs / "images" / name).write_bytes(data)
    refused = refused_in(docs, Cache())
    assert set(refused.values()) <= {"image-illisible", "image-trop-grande", "image-trop-lourde"}
    for name, data in pictures.items():
        began = time.process_time()
        assert can_be_published(data) is (name not in refused), name
        assert time.process_time() - began < _SECONDS, name
        if name in refused:
            (docs / "images" / name).unlink()
    accepted = [f"images/{name}" for name in pictures if name not in refused]
    site = build(docs.parent / "site", docs=docs)
    published = {path.relative_to(site).as_posix() for path in (site / "images").iterdir()}
    assert published == set(places_of(accepted, accepted).values())
    assert min(len(refused), len(accepted)) > len(pictures) // 10


@pytest.mark.parametrize("count", [80, pytest.param(4000, marks=pytest.mark.audit)])
def test_what_the_gate_accepts_is_published_and_nothing_else_could_be(
    docs: Path, count: int
) -> None:
    assert_gate_and_build_agree(docs, every_damage() | mutants(count, random.Random(count)))


def test_a_refused_picture_stops_the_build_as_the_gate_says(
    docs: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (docs / "images/pixels.png").write_bytes(every_damage()["png-troue.png"])
    (docs / "images/bombe.png").write_bytes(every_damage()["png-large.png"])
    with pytest.raises(Abort, match=r"2 erreurs à corriger\."):
        build(docs.parent / "site", docs=docs)
    said = [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR]
    assert said[0].startswith(
        "docs/images/bombe.png:1: Cette image compte 4295 millions de pixels, trop pour être "
        "préparée. Exportez-la plus petite : 3 000 pixels de large suffisent."
    )
    assert said[1].startswith(
        "docs/images/pixels.png:1: Cette image est abîmée : elle ne peut pas être affichée en "
        "entier. Déposez-la de nouveau ; si cela ne suffit pas, ouvrez-la, enregistrez-la en .jpg "
        "ou en .png, et remplacez ce fichier."
    )
    assert len(said) == 2
    caplog.clear()


def test_a_picture_that_changes_after_the_gate_has_seen_it_stops_the_build(
    docs: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (docs / "images/pixels.png").write_bytes(every_damage()["png-troue.png"])
    monkeypatch.setattr("journal.reading.tree.check_decoding", lambda _, photograph, __: photograph)
    with pytest.raises(Abort, match=r"1 image\(s\) à remplacer\."):
        build(docs.parent / "site", docs=docs)
    [said] = [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR]
    assert said.startswith("docs/images/pixels.png:1: Cette image est abîmée")
    caplog.clear()


def test_each_picture_is_drawn_once_and_known_by_what_it_holds(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    decode = published_prints.decode

    def counted(data: bytes, photograph: Photograph) -> object:
        tried.append(len(data))
        return decode(data, photograph)

    monkeypatch.setattr(published_prints, "decode", counted)
    file, sound, damaged = docs / "images/a.png", png(9, 9), every_damage()["png-troue.png"]

    def refused() -> bool:
        return bool(refused_in(docs, Cache(docs.parent / "cache")))

    file.write_bytes(sound)
    assert [refused() for _ in range(3)] == [False] * 3
    assert tried == [len(sound)]
    # The same under another name, or another date, is known by its content.
    file.rename(docs / "images/b.png")
    file.write_bytes(sound)
    assert not refused()
    assert tried == [len(sound)]
    # What is damaged is looked at each time.
    file.write_bytes(damaged)
    assert [refused() for _ in range(2)] == [True] * 2
    assert tried == [len(sound), len(damaged), len(damaged)]
    file.write_bytes(picture("PNG"))
    assert not refused()


def test_a_picture_that_is_too_heavy_is_not_drawn(docs: Path) -> None:
    (docs / "images/a.png").write_bytes(every_damage()["png-troue.png"] + bytes(MAX_BYTES))
    assert refused_in(docs, Cache()) == {"a.png": "image-trop-lourde"}


def test_without_the_place_where_it_is_kept_no_picture_is_drawn(docs: Path) -> None:
    (docs / "images/a.png").write_bytes(every_damage()["png-troue.png"])
    tree = read_tree(docs)
    assert errors(check(tree, today=TODAY)) == []
    assert any(map(is_picture, tree))
