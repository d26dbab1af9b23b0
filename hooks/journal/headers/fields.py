"""What the models say of a key: whether it is required, an example, how long its text may be."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import get_args

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from journal.headers.yaml_text import Location


def is_required(model: type[BaseModel], place: Location) -> bool:
    """Whether a header cannot do without a key."""
    field = _field(model, place)
    return field is not None and field.is_required()


def example_of(model: type[BaseModel], place: Location) -> str:
    """A line that one may write for a key: `visite: atao`; empty when one line does not do."""
    field = _field(model, place)
    example = field.examples[0] if field and field.examples else None
    items = example if isinstance(example, list) else [example]
    if example is None or any(isinstance(item, dict) for item in items):
        return ""
    words = [str(item) for item in items]
    words = [w if re.fullmatch(r"[\w./:-]+", w) else f'"{w}"' for w in words]
    value = f"[{', '.join(words)}]" if isinstance(example, list) else words[0]
    return f"{place[-1]}: {value}"


def _field(model: type[BaseModel], place: Location) -> FieldInfo | None:
    """The field that a key fills, in the model itself or in one of its parts."""
    names = [part for part in place if isinstance(part, str)]
    if not names:
        return None
    fields = part_of(model, names[:-1]).model_fields
    return next((f for name, f in fields.items() if (f.alias or name) == names[-1]), None)


def part_of(model: type[BaseModel], place: Sequence[str | int]) -> type[BaseModel]:
    """The model of what stands at a place: `("sources", 0)` holds a source."""
    field = _field(model, tuple(place))
    parts = get_args(field.annotation) if field else ()
    return next((p for p in parts if isinstance(p, type) and issubclass(p, BaseModel)), model)


def fits(model: type[BaseModel], place: Location, text: str) -> bool:
    """Whether a text is as long as a key wants it."""
    field = _field(model, place)
    limits = [m for m in field.metadata if isinstance(m, StringConstraints)] if field else []
    return bool(text) and all(
        (limit.min_length or 0) <= len(text) <= (limit.max_length or len(text)) for limit in limits
    )


# What a visit that is still to come must say, and what goes with another line.
_LEFT_OUT = {
    "lieu": "si la visite a déjà eu lieu, ",
    "image": "avec « image_alt », ",
    "image_alt": "avec « image », ",
}


def when_left_out(key: object) -> str:
    """When the line of a key that is not required may be left out, before « retirez… »."""
    return _LEFT_OUT.get(str(key), "")


def keys_of(model: type[BaseModel], present: Container[str]) -> list[str]:
    """The keys that a header may still have."""
    names = [field.alias or name for name, field in model.model_fields.items()]
    # A name of several words is none that one types: the catalogue adds it.
    return [name for name in names if " " not in name and name not in present]
