"""Whatever the gate lets through of a journal changed at random builds, is sound and does nothing.

Each seed always makes the same journal: what failed once is kept by the mend's own test.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.install import NU
from journal.language.dates import today
from journal.machine import cache
from support.building import ROOT, build, share_caches
from support.html import parse
from support.journals import page, small_tree, visit, write_tree
from support.mutations import changed_journal
from support.sound_sites import active, html_faults, site_faults

# So many changes in a journal; most are refused.
CHANGES, MANY = 30, 90


def built(folder: Path, seed: int, changes: int, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Build a changed journal; what was changed in it."""
    share_caches(folder / "caches", rooms=["fonts"])
    monkeypatch.setattr(cache, "FOLDER", folder / "caches")
    docs = shutil.copytree(ROOT / "docs", folder / "docs")
    day = today(os.environ, datetime.now(UTC))
    changed = changed_journal(docs, random.Random(seed), changes, day)
    build(folder / "site", docs=docs)
    return changed


def test_a_changed_journal_builds_soundly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = built(tmp_path, 1, CHANGES, monkeypatch)
    assert len(changed) >= 5
    assert site_faults(tmp_path / "site", changed) == {}


# What stopped a build once that the gate had let through, or spoilt what it wrote.
FAILED_ONCE = {
    "visites/index.md": page(title="2026", description="9" * 40, template="visits.html"),
    "conseils/index.md": page(title="2026-03-14", description="2026-03-14", template="tips.html"),
    # What Python's parser of HTML takes for the beginning of a section that it does not know.
    **visit("crochet", body="Du code : `<![ a`, puis <![ b.\n\n    <![ c\n"),
}


def test_what_failed_once_builds(tmp_path: Path) -> None:
    docs = write_tree(tmp_path / "docs", small_tree(FAILED_ONCE))
    site = build(tmp_path / "site", docs=docs)
    assert site_faults(site, FAILED_ONCE) == {}
    shown = parse(site / "conseils/index.html")
    assert shown.xpath("string(//h1)") == "2026-03-14"
    assert shown.xpath("//meta[@name='description']/@content") == ["2026-03-14"]
    coded = parse(site / "visites/crochet/index.html").xpath("//main//code/text()")
    assert [code.strip() for code in coded] == ["<![ a", "<![ c"]


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(2, 42))
def test_journals_changed_at_random_build_soundly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    changed = built(tmp_path, seed, MANY, monkeypatch)
    assert site_faults(tmp_path / "site", {*changed, "index.md", "visites/index.md"}) == {}
    if seed % 10 == 0:
        command = ("java", "-jar", str(NU), "--skip-non-html", "--errors-only", "--format", "json")
        site = str(tmp_path / "site")
        done = subprocess.run([*command, "--stdout", site], capture_output=True, timeout=300)
        found = json.loads(done.stdout)["messages"]
        assert [f"{m['url']}: {m['message']}" for m in found] == []
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=a>b</p>",
        "<script>a()</script>",
        '<a href=" java&#115;cript:a">b</a>',
        "<iframe></iframe>",
        '<img src="//evil.example/a.png">',
    ],
)
def test_what_acts_is_noticed(html: str) -> None:
    assert list(active(f"<!doctype html><title>a</title>{html}"))


def test_what_is_broken_is_noticed(tmp_path: Path) -> None:
    for name, text in {
        "a.xml": "<a>&</a>",
        "b.json": '{"a":}',
        "c.ics": "SUMMARY:a\r\nb\r\n",
        "_redirects": "/a /b c 301\n",
        "index.html": "<!doctype html><p>a<b>b</p>",
    }.items():
        (tmp_path / name).write_bytes(text.encode())
    assert len(site_faults(tmp_path, ["index.md"])) == 5


@pytest.mark.parametrize(
    "html",
    ["<!doctype html><p>a<b>b</p>c</b>", '<!doctype html><p id="a">a</p><p id="a">b</p>'],
)
def test_faults_are_noticed(html: str) -> None:
    assert html_faults(html)
