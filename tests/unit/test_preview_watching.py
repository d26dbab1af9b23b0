"""A preview looks for what was saved while it is idle, and misses nothing of what is saved while it
builds.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

import show_preview


class Noted(FileSystemEventHandler):
    """Notes that something has changed."""

    def __init__(self) -> None:
        self.found = threading.Event()

    def on_modified(self, event: FileSystemEvent) -> None:
        """Note it."""
        if not event.is_directory:
            self.found.set()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    found = tmp_path / "page.md"
    found.write_text("Un texte.", "utf-8")
    return found


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
def watching(page: Path, noted: Noted) -> Iterator[PollingObserver]:
    observer = PollingObserver(timeout=60)
    observer.schedule(noted, str(page.parent))
    for emitter in observer.emitters:
        show_preview._wait(emitter, 0.01)
        emitter._timeout = 0.01
    observer.start()
    yield observer
    observer.stop()
    observer.join()


def test_what_is_saved_while_a_preview_is_built_is_found_afterwards(
    page: Path, noted: Noted, watching: PollingObserver
) -> None:
    seen: list[bool] = []

    def build() -> None:
        page.write_text("Un autre texte, plus long.", "utf-8")
        seen.append(noted.found.wait(0.3))

    show_preview._alone(build, watching)()
    assert seen == [False]
    assert noted.found.wait(20)


def test_a_build_that_fails_lets_watchers_look_again(
    page: Path, noted: Noted, watching: PollingObserver
) -> None:
    def fail() -> None:
        raise OSError(os.strerror(5))

    with pytest.raises(OSError, match=os.strerror(5)):
        show_preview._alone(fail, watching)()
    page.write_text("Un autre texte, plus long.", "utf-8")
    assert noted.found.wait(20)


def test_looking_costs_a_tenth_of_the_time_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 1.0, 1.001])
    monkeypatch.setattr(show_preview, "thread_time", lambda: next(clock))
    observer = PollingObserver(timeout=60)
    observer.schedule(Noted(), str(tmp_path))
    [emitter] = observer.emitters
    monkeypatch.setattr(emitter, "_take_snapshot", lambda: None)
    show_preview._wait(emitter, 0.02)
    emitter._take_snapshot()
    assert emitter.timeout == 9
    emitter._take_snapshot()
    assert emitter.timeout == 0.02


def test_all_watchers_together_cost_about_a_tenth_of_a_core(tmp_path: Path) -> None:
    """With what it takes to hold a look against the one before, which is as long."""
    observer = PollingObserver(timeout=60)
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        for page in range(100 if number else 500):
            (folder / f"{page}.md").touch()
        observer.schedule(Noted(), str(folder))
    for emitter in observer.emitters:
        show_preview._wait(emitter, 0.02 if emitter.watch.path.endswith("0") else 0.25)
    observer.start()
    time.sleep(0.5)
    begun, cost = time.monotonic(), time.process_time()
    time.sleep(2)
    cost, elapsed = time.process_time() - cost, time.monotonic() - begun
    observer.stop()
    observer.join()
    assert cost < 0.14 * elapsed


@pytest.mark.parametrize("saved", [False, True])
def test_what_is_saved_during_the_first_build_is_built_at_once(tmp_path: Path, saved: bool) -> None:
    """Nobody watches yet: it would wait for the next save."""
    docs = tmp_path / "docs"
    docs.mkdir()
    for file in (docs / "page.md", tmp_path / "mkdocs.yml"):
        file.write_text("Un texte.", "utf-8")
    config: Any = SimpleNamespace(docs_dir=str(docs), config_file_path=str(tmp_path / "mkdocs.yml"))
    server: Any = SimpleNamespace(
        builder=lambda: None,
        observer=PollingObserver(),
        get_app=lambda: lambda *_: [],
        set_app=lambda _: None,
        _want_rebuild=False,
    )
    show_preview.on_startup(command="serve", dirty=True)
    show_preview.on_config(config)
    if saved:
        (docs / "page.md").write_text("Un autre texte, plus long.", "utf-8")
    show_preview.on_serve(server, config=config, builder=lambda: None)
    assert server._want_rebuild is saved
