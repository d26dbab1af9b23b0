"""A journal that lives: built again and again, served on this machine."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

import pytest

from journal.language.dates import PARIS
from journal.ledger.records import LEDGER_NAME
from support.building import build
from support.journals import write_tree
from support.newsletter import AWKWARD
from support.serving import Host


class Journal:
    """A journal that is published again and again, and may move.

    What lives have in common is built once: the same pages, for the same address, on the same day,
    after the same past, and as many times in one life. Nothing changes a site that was built. Each
    publication is held to the ledger of the one before, as on line.

    Attributes:
        built: the folder of each site, for all lives.
        ledger: that of the last site published.
    """

    def __init__(
        self, folder: Path, built: dict[object, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self.built = built
        self.monkeypatch = monkeypatch
        self.times: Counter[object] = Counter()
        self.ledger = ""

    def publish(self, host: Host, files: dict[str, str], day: str = "") -> None:
        """Build pages for a host, and have it serve them; on a day, at 00:20 in Paris."""
        if day:
            morning = datetime.combine(date.fromisoformat(day), time(0, 20), PARIS)
            self.monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{morning.timestamp():.0f}")
        self.monkeypatch.setenv("SITE_URL", host.address)
        today = os.environ.get("SOURCE_DATE_EPOCH")
        asked = (host.address, today, frozenset(files.items()), self.ledger)
        self.times[asked] += 1
        key = (asked, self.times[asked])
        if key not in self.built:
            folder = self.folder / str(len(self.built))
            docs = write_tree(folder / "docs", files)
            if self.ledger:
                (folder / LEDGER_NAME).write_text(self.ledger, encoding="utf-8")
            self.built[key] = build(folder / "site", docs=docs, site_name=f"Carnet {AWKWARD}")
        host.folder = self.built[key]
        self.ledger = (host.folder / LEDGER_NAME).read_text("utf-8")
