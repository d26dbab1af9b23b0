"""What a preview is refused it says in one sentence, with what to do, and it goes on."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

import rebuild_what_changed
import show_preview

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What no site is built without."""
    for name in ("docs", "overrides"):
        (tmp_path / name).mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Carnet\n", "utf-8")
    return tmp_path


def test_a_full_disk_is_said_and_waited_for(project: Path) -> None:
    def fail() -> None:
        raise FULL

    with pytest.raises(Abort) as stopped:
        show_preview._refused(fail, project)()
    assert str(stopped.value.args[0]) == (
        "L'aperçu n'a pas pu être refait : il n'y a plus de place sur le disque. Faites de la "
        "place, puis enregistrez de nouveau une page."
    )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda root: (root / "docs").rmdir(), "Le dossier docs n'est pas là. Remettez-le, puis e"),
        (lambda root: (root / "overrides").rmdir(), "Le dossier overrides n'est pas là."),
        (lambda root: (root / "mkdocs.yml").unlink(), "Le fichier mkdocs.yml n'est pas là."),
        (lambda root: (root / "mkdocs.yml").write_text('a: "b'), "mkdocs.yml:1: "),
        (lambda root: (root / "mkdocs.yml").write_bytes(b"a: \xe9"), "mkdocs.yml:1: "),
    ],
)
def test_what_is_away_is_named(project: Path, damage: Callable[[Path], Any], said: str) -> None:
    built: list[None] = []
    rebuild = show_preview._refused(lambda: built.append(None), project)
    rebuild()
    damage(project)
    with pytest.raises(Abort) as stopped:
        rebuild()
    assert str(stopped.value.args[0]).startswith(f"L'aperçu n'a pas pu être refait. {said}")
    assert built == [None]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FULL, "il n'y a plus de place sur le disque. Faites de la place, puis enregistrez"),
        (Abort("Construction arrêtée : Pagefind a échoué."), "Pagefind a échoué."),
    ],
)
def test_what_follows_aside_leaves_the_pages_when_it_is_refused(
    caplog: pytest.LogCaptureFixture, error: Exception, said: str
) -> None:
    rebuild_what_changed._complain(error)
    [record] = caplog.records
    assert record.getMessage().startswith(f"L'aperçu n'est pas complet : {said}")
    caplog.clear()
