"""Lighthouse, as on a telephone: accessibility, good practice and search engines at 100."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from pathlib import Path
from typing import Any

import pytest

from audit.install import LIGHTHOUSE, NODE
from audit.results import note
from support.chromium import find, launch_arguments
from support.page_types import PAGE_TYPES

pytestmark = pytest.mark.audit

KINDS = ("accueil", "visite", "conseil", "thème", "liste des visites")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3


def run(address: str, chromium: Path, output: Path) -> dict[str, Any]:
    """One report of Lighthouse on a page."""
    flags = " ".join(["--headless", *launch_arguments()])
    command = [
        *(str(NODE), str(LIGHTHOUSE), address, "--quiet", "--output=json"),
        *(f"--output-path={output}", f"--only-categories={','.join(CATEGORIES)}"),
        f"--chrome-flags={flags}",
    ]
    environ = os.environ | {"CHROME_PATH": str(chromium)}
    subprocess.run(command, env=environ, check=True, capture_output=True, timeout=180)
    return json.loads(output.read_text("utf-8"))


def medians(reports: list[dict[str, Any]]) -> dict[str, float]:
    """The median of each score, out of 100, and of the layout shift (CLS)."""
    scores = {
        name: statistics.median(round(r["categories"][name]["score"] * 100) for r in reports)
        for name in CATEGORIES
    }
    shifts = [r["audits"]["cumulative-layout-shift"]["numericValue"] for r in reports]
    return scores | {"cls": round(statistics.median(shifts), 4)}


def test_every_score_is_the_best(address: str, tmp_path: Path) -> None:
    chromium = find()
    assert chromium, "Aucun Chromium : lancez « make audit », qui l'installe."
    found = {
        kind: medians(
            [run(address + PAGE_TYPES[kind], chromium, tmp_path / "a.json") for _ in range(RUNS)]
        )
        for kind in KINDS
    }
    poor = {
        kind: scores
        for kind, scores in found.items()
        if scores["performance"] < 99
        or scores["cls"]
        or any(scores[name] < 100 for name in CATEGORIES[1:])
    }
    assert poor == {}
    note("lighthouse", found)
