"""What « make audit » found last, as its committed file says: overrides/accessibility.json."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Audit(BaseModel):
    """The results of one day; a proof is in them only if every page stood it.

    Attributes:
        day: when it was run, in Nantes.
        tools: name of each program to its version.
        pages: name of each type of page to the number of pages of that type.
        proofs: names of the proofs that all these pages stood.
        lighthouse: for some types of pages, the median scores out of 100, and the layout shift.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date = Field(alias="date")
    tools: dict[str, str]
    pages: dict[str, int]
    proofs: tuple[str, ...]
    lighthouse: dict[str, dict[str, float]]

    @property
    def total(self) -> int:
        """How many pages were looked at."""
        return sum(self.pages.values())


def read_audit(file: Path) -> Audit | None:
    """The last results; None when there are none."""
    return Audit.model_validate_json(file.read_bytes()) if file.is_file() else None
