"""Every page stands every proof, and the Nu HTML checker finds no error in any."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from audit.install import NU, version
from audit.results import note
from support.axe import version as axe_version
from support.page_types import PAGE_TYPES, addresses, type_of
from support.proofs import PROOFS, Windows

pytestmark = pytest.mark.audit


def counted(pages: list[str]) -> dict[str, int]:
    """How many pages of each type there are, in the order of the types."""
    kinds = [type_of(page) for page in pages]
    return {kind: kinds.count(kind) for kind in PAGE_TYPES}


@pytest.mark.parametrize("proof", PROOFS)
def test_every_page_stands_every_proof(
    browser: Browser, site: Path, address: str, proof: str
) -> None:
    pages = addresses(site)
    windows = Windows(browser)
    wrong = {path: PROOFS[proof](windows.opener(address + path), thorough=True) for path in pages}
    windows.close()
    assert {path: found for path, found in wrong.items() if found} == {}
    note(proof, counted(pages))


def test_the_tools_are_named(browser: Browser) -> None:
    versions = {
        "axe-core": axe_version(),
        "Nu": version("vnu-jar"),
        "Lighthouse": version("lighthouse"),
        "Chromium": browser.version,
    }
    assert all(re.fullmatch(r"[0-9.]+", found) for found in versions.values())
    note("outils", versions)


def test_nu_finds_no_error(site: Path) -> None:
    # It reads files, which are of no host: « self » means nothing to it. Chromium says the rest.
    quiet = ("--filterpattern", ".*violates Content Security Policy.*")
    command = ("java", "-jar", str(NU), "--skip-non-html", "--format", "json", "--stdout", *quiet)
    done = subprocess.run([*command, str(site)], capture_output=True, check=False, timeout=300)
    found = json.loads(done.stdout)["messages"]
    assert [f"{m['url']}:{m['lastLine']} {m['message']}" for m in found] == []
    note("nu", counted(addresses(site)))


def test_nu_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><html lang=fr><p></b>", "utf-8")
    command = ("java", "-jar", str(NU), "--format", "json", "--stdout")
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, check=False, timeout=300)
    assert json.loads(done.stdout)["messages"]
