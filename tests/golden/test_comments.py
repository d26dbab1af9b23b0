"""What is said beside a proposed change: each file of `proposals/` holds one, and its comment.

A block `avant chemin` is a file of docs/ that is published, besides those of a small journal; a
block `apres chemin`, the same once changed, and gone when it holds « (retirée) ». The ledger is the
published one, unless a block gives that of the change.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.ledger.records import LEDGER_NAME, write_ledger
from journal.ledger.remember import remember
from journal.maintenance.proposal_changes import Difference, Sources
from journal.maintenance.proposal_comment import comment
from support.golden import blocks_of, compare
from support.journals import SITE_URL, TODAY, as_files, small_tree

CASES = sorted((Path(__file__).parent / "proposals").glob("*.txt"))
SAID = "commentaire.md"
COPY = "https://depot.example/carnet/actions/runs/1"


def sources(files: dict[str, str], ledger: bytes) -> Sources:
    tree = as_files({path: text for path, text in files.items() if text != "(retirée)\n"})
    return Sources(tree, ledger)


def given(blocks: dict[str, str], name: str) -> dict[str, str]:
    return {path.removeprefix(f"{name} "): t for path, t in blocks.items() if path.startswith(name)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_said_of_a_proposal(case: Path) -> None:
    blocks = blocks_of(case.read_text("utf-8"))
    blocks.pop(SAID, None)
    before = small_tree(given(blocks, "avant"))
    after = before | given(blocks, "apres")
    present = remember(as_files(before), None, today=TODAY).present
    ledger = write_ledger(present).encode()
    own = after.pop(LEDGER_NAME, "").encode() or ledger
    difference = Difference.of(
        sources(before, ledger), sources(after, own), today=TODAY, site_url=SITE_URL
    )
    said = comment(difference, site_url=SITE_URL, copy=COPY)
    compare(case, blocks, {SAID: said})


def test_there_are_cases() -> None:
    assert len(CASES) >= 8
