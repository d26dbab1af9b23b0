"""Whole builds of the real pages: repeatable, clean, the same with MkDocs's successor and alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from journal.machine import cache
from journal.pictures.pictograms import GENERIC
from support.building import ALONE, ROOT, build, link_code, share_caches
from support.journals import SITE_URL, files_of, page, small_tree, write_tree

# Seconds since 1970: a day after that of any page.
LATER = "4000000000"
PICTOGRAM = re.compile(rb'<svg class="pictogram".*?</svg>')
CARD_DIGEST = re.compile(rb"(?<=\.png)\?[0-9a-f]{8}")
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def drawn(page: bytes) -> set[str]:
    """The strokes of the pictograms of a page."""
    return {
        path.decode()
        for path in re.findall(rb'<path d="([^"]*)"', b"".join(PICTOGRAM.findall(page)))
    }


def but_pictograms(content: bytes) -> bytes:
    """A file without its pictograms, nor the digest of the card that shows one."""
    return CARD_DIGEST.sub(b"", PICTOGRAM.sub(b"", content))


def run(*command: str, cwd: Path = ROOT, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a first build, on that day, with the theme that mkdocs.yml names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", SITE_URL)
        patch.delenv("REPO_URL", raising=False)
        patch.setenv("SOURCE_DATE_EPOCH", LATER)
        return files_of(build(tmp_path_factory.mktemp("first"), theme=None))


def test_two_builds_in_one_process_are_identical(
    first: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    assert len(first) > 40
    assert first == files_of(build(tmp_path / "second", theme=None))


def test_properdocs_builds_the_same_site(first: dict[str, bytes], tmp_path: Path) -> None:
    """The way out of MkDocs 1.x stays open: its maintained drop-in gives the same bytes."""
    done = run(
        *(sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml"),
        *("--site-dir", str(tmp_path)),
        SOURCE_DATE_EPOCH=LATER,
        NO_MKDOCS_2_WARNING="1",
        DISABLE_MKDOCS_2_WARNING="true",
    )
    assert done.returncode == 0, done.stderr
    ours, theirs = (
        {name: GENERATOR.sub(b"", content) for name, content in files.items()}
        for files in (first, files_of(tmp_path))
    )
    assert theirs == ours


def test_the_theme_of_material_gives_the_site_nothing(
    first: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its announced end (5 May 2027) takes nothing away: without it, not a byte changes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    ours = files_of(build(tmp_path / "alone", theme=ALONE))
    assert "404.html" in ours
    assert ours == first


def test_without_the_package_of_material_only_pictograms_change(
    first: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    monkeypatch.setitem(sys.modules, "material", None)  # as Python notes what is not installed
    with pytest.raises(ImportError):
        import_module("material")
    without = files_of(build(tmp_path / "without", theme=ALONE))
    assert drawn(without["themes/index.html"]) == {GENERIC.paths[0]}
    assert len(drawn(first["themes/index.html"])) > 5
    assert b"Pictogrammers" in first["mentions-legales/index.html"]
    assert b"Pictogrammers" not in without["mentions-legales/index.html"]
    assert without.keys() == first.keys()
    changed = {
        name for name in first if but_pictograms(first[name]) != but_pictograms(without[name])
    }
    cards = {name for name in first if name.startswith("partage/")}
    assert changed == cards | {"mentions-legales/index.html"}


def test_a_build_writes_nothing_beside_the_site(tmp_path: Path) -> None:
    status = ("git", "status", "--porcelain", "--ignored=no", "--untracked-files=all")
    before = run(*status).stdout
    build(tmp_path / "site")
    after = run(*status)
    assert after.returncode == 0, after.stderr
    assert after.stdout == before


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what `make site` needs, with the tools already installed here."""
    if not (ROOT / ".venv/.site").exists():
        pytest.fail("« make test » installe .venv : lancez les tests par cette commande.")
    copy = tmp_path_factory.mktemp("untouched")
    link_code(copy, "commands", "hooks", "overrides")
    for name in ("Makefile", "mkdocs.yml", "requirements.txt"):
        shutil.copy2(ROOT / name, copy / name)
    write_tree(copy / "docs", small_tree())
    (copy / "adresses.txt").write_text("page /\n", "utf-8")
    share_caches(copy / cache.FOLDER)
    (copy / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    return copy


@pytest.fixture
def checkout(untouched: Path, tmp_path: Path) -> Path:
    """Another one, to be changed."""
    return shutil.copytree(untouched, tmp_path / "copie", symlinks=True)


@pytest.mark.parametrize(
    ("target", "site_url", "said"),
    [
        ("site", "visites.example.org", "Il manque https:// au début de SITE_URL"),
        *((target, "", "SITE_URL est vide") for target in ("site", "serve", "check", "lettre")),
    ],
)
def test_an_address_that_leads_nowhere_is_said_in_french(
    untouched: Path, target: str, site_url: str, said: str
) -> None:
    refused = run("make", target, f"SITE_URL={site_url}", "MOIS=2026-11", cwd=untouched)
    assert refused.returncode != 0
    assert refused.stderr.startswith(said)
    assert not list(untouched.glob("site*"))


def test_make_site_keeps_the_last_good_site_when_a_page_is_broken(checkout: Path) -> None:
    done = run("make", "site", cwd=checkout)
    assert done.returncode == 0, done.stderr
    good = files_of(checkout / "site")
    assert "visites/atelier/index.html" in good

    (checkout / "docs/visites/atelier.md").write_text(page(title="Atelier : trois idées"), "utf-8")
    refused = run("make", "site", cwd=checkout)
    assert refused.returncode != 0
    assert "docs/visites/atelier.md:2: La valeur contient « : »" in refused.stderr
    assert files_of(checkout / "site") == good
    assert sorted(p.name for p in checkout.glob("site*")) == ["site"]
