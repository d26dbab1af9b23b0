"""Pictograms: found by their names, drawn in one colour, credited; or all generic."""

from __future__ import annotations

import re
import sys

import pytest

from journal.entries.catalogue import Catalogue
from journal.entries.entry import Entry
from journal.pictures.pictograms import GENERIC, SETS, is_known, meant, names, pictogram
from support.building import ROOT
from support.journals import journal, tip, visit

NUMBERS = re.compile(r"-?[\d.]+(?: -?[\d.]+){3}")
STROKES = re.compile(r"[MmZzLlHhVvCcSsQqTtAa\d\s,.e-]+")


@pytest.mark.parametrize("name", [f"{a_set}/" for a_set in SETS])
def test_icons_of_every_set_are_drawn_and_credited(name: str) -> None:
    of_set = [known for known in names() if known.startswith(name)]
    assert len(of_set) > 500
    for known in of_set[::50]:
        icon = pictogram(known)
        assert icon.origin == SETS[name.rstrip("/")]
        assert NUMBERS.fullmatch(icon.view_box), known
        assert icon.paths, known
        assert all(STROKES.fullmatch(path) for path in icon.paths), known


@pytest.mark.parametrize(
    "name",
    ["material/recycl", "recycle", "logo", "material/../logo", "/etc/passwd", "material/", "x/y"],
)
def test_any_other_name_is_unknown_and_generic(name: str) -> None:
    assert not is_known(name)
    assert pictogram(name) == GENERIC


def test_a_theme_without_a_name_is_sound() -> None:
    assert is_known("")
    assert pictogram("") == GENERIC


def test_without_material_no_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "material", None)
    assert is_known("material/recycl")
    assert names() == ()
    assert pictogram("material/recycle") == GENERIC


@pytest.mark.parametrize(
    "typed",
    [":material-recycle-variant:", "material/Recycle Variant.svg", "material/recycle-variant"],
)
def test_other_ways_to_write_a_name_lead_to_it(typed: str) -> None:
    assert meant(typed) == "material/recycle-variant"


def emblem(catalogue: Catalogue, entry: Entry) -> str:
    theme = catalogue.emblem_of(entry)
    assert theme
    return theme.slug


def test_an_entry_has_the_emblem_of_its_first_theme() -> None:
    catalogue = journal(
        visit(tags="[achats, emploi, reemploi]"),
        tip("oser", tags="[emploi, achats]"),
        tip("voir", tags="[achats]"),
    )
    emblems = {entry.slug: emblem(catalogue, entry) for entry in catalogue.entries}
    assert emblems == {"atelier": "achats", "oser": "emploi", "voir": "achats"}


def test_an_entry_whose_themes_are_at_fault_has_no_emblem() -> None:
    catalogue = journal(visit())
    [entry] = catalogue.entries
    assert catalogue.emblem_of(entry.model_copy(update={"tags": ()})) is None


def test_every_theme_of_the_journal_has_a_pictogram_of_its_own() -> None:
    text = (ROOT / "docs/themes.yml").read_text("utf-8")
    chosen = re.findall(r"^  pictogramme: (\S+)$", text, re.MULTILINE)
    assert len(chosen) == len(re.findall(r"^\S+:$", text, re.MULTILINE))
    assert len({pictogram(name) for name in chosen} - {GENERIC}) == len(chosen)
