"""An entry of whichever kind: the model of each, and how one is known by its path or its header."""

from __future__ import annotations

from collections.abc import Collection

from journal.entries.entry import Entry
from journal.entries.guide import Guide
from journal.entries.kinds import Kind
from journal.entries.tip import Tip
from journal.entries.visit import Visit

# Whatever the site publishes: `make lint` names each place that must tell a new kind from others.
AnyEntry = Visit | Tip | Guide

MODELS: dict[str, type[AnyEntry]] = {model.kind.value: model for model in (Visit, Tip, Guide)}


def _required(model: type[Entry]) -> set[str]:
    """The keys that a header of that kind must have."""
    fields = model.model_fields.items()
    return {field.alias or name for name, field in fields if field.is_required()}


def kind_meant(keys: Collection[str]) -> Kind | None:
    """The kind of entry whose header has these keys, by those that only this kind must have."""
    everywhere = _required(Entry)
    if "tags" not in keys:
        return None
    own = ((model.kind, _required(model) - everywhere) for model in MODELS.values())
    return next((kind for kind, needed in own if not needed.isdisjoint(keys)), None)


def kind_elsewhere(keys: Collection[str], model: type[AnyEntry]) -> Kind | None:
    """The kind of an entry that stands among those of another, whose own keys it has none of."""
    everywhere = _required(Entry)
    own = {other: _required(other) - everywhere for other in MODELS.values()}
    if not own[model].isdisjoint(keys):
        return None
    others = (other for other in (Visit, Tip) if other is not model)
    return next((other.kind for other in others if own[other] <= set(keys)), None)


def model_of(path: str) -> type[AnyEntry] | None:
    """The kind of entry that a path under docs/ holds; None for list pages and all others."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".md") or name in ("index.md", ".md"):
        return None
    return MODELS.get(folder)
