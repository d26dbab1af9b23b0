"""A journal that lives: built again and again, served on this machine."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from journal.language.dates import PARIS
from support.building import build
from support.journals import write_tree
from support.newsletter import AWKWARD
from support.serving import Host


class Journal:
    """A journal that is published again and again, and may move."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        self.builds = 0

    def publish(self, host: Host, files: dict[str, str], day: str = "") -> None:
        """Build pages for a host, and have it serve them; on a day, at 00:20 in Paris."""
        self.builds += 1
        if day:
            morning = datetime.combine(date.fromisoformat(day), time(0, 20), PARIS)
            self.monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{morning.timestamp():.0f}")
        folder = self.folder / str(self.builds)
        self.monkeypatch.setenv("SITE_URL", host.address)
        docs = write_tree(folder / "docs", files)
        host.folder = build(folder / "site", docs=docs, site_name=f"Carnet {AWKWARD}")
