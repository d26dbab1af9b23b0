"""Every page in Firefox: it says nothing against any, and what readers use works there too.

Where Firefox is not installed these tests are skipped, with a reason.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from audit.install import FIREFOX, MODULES, NODE
from support.packages import missing
from support.page_types import addresses
from support.serving import serve

pytestmark = pytest.mark.audit

DRIVER = Path(__file__).with_name("firefox.mjs")


def in_firefox(address: str, paths: Sequence[str], prints: Path, *more: str) -> dict[str, Any]:
    """What Firefox says of pages of a site, and of using some."""
    program = next(filter(None, map(shutil.which, ("firefox", "firefox-esr"))), None)
    if not program:
        pytest.skip(f"Il manque {' et '.join(missing(FIREFOX))}, que « make audit » installe.")
    done = subprocess.run(
        [str(NODE), str(DRIVER), str(MODULES), program, address, str(prints), *more],
        input=json.dumps(list(paths)),
        env=os.environ | {"HOME": str(prints)},
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["version"].startswith("firefox/")
    return found


def test_firefox_says_nothing_against_any_page(address: str, site: Path, tmp_path: Path) -> None:
    found = in_firefox(address, addresses(site), tmp_path)
    assert {path: faults for path, faults in found["pages"].items() if faults} == {}
    assert {use: faults for use, faults in found["uses"].items() if faults} == {}
    tip = PdfReader(tmp_path / "se-faire-connaitre.pdf")
    assert len(tip.pages) == 1
    sheets = [sheet.extract_text().strip() for sheet in PdfReader(tmp_path / "livret.pdf").pages]
    assert all(sheets), "no sheet is empty"
    assert len(sheets) > 6


def test_firefox_would_say_what_is_wrong(tmp_path: Path) -> None:
    policy = '<meta http-equiv="content-security-policy" content="default-src \'self\'">'
    wrong = {
        "acts": f"{policy}<script>0</script>",
        "styled": f"{policy}<p style='color: red'>a",
        "asks": "<img src='http://127.0.0.1:9/a.png' alt=''>",
        "fails": "<script>console.error('a')</script>",
        "keeps": "<script>localStorage.setItem('a', 'b')</script>",
        "lacks": "<img src='a.png' alt=''>",
    }
    for name, body in wrong.items():
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><title>a</title>{body}", "utf-8")
    with serve(tmp_path) as host:
        paths = [f"{name}.html" for name in wrong]
        found = in_firefox(host.address, paths, tmp_path, "pages alone")
    assert [path for path, faults in found["pages"].items() if not faults] == []
