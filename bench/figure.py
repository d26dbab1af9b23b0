"""What a figure is: this site's cost, its peer's, and how far apart they may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One cost of this site beside the same cost of its peer.

    Attributes:
        name: what is measured and against what, in French.
        ours: this site's cost, in `unit`.
        reference: the peer's cost, in `unit`, above zero.
        unit: the unit's symbol, `s` for seconds.
        limit: the highest ratio of `ours` to `reference` that is accepted.
    """

    name: str
    ours: float
    reference: float
    unit: str
    limit: float

    @property
    def ratio(self) -> float:
        """How many times the peer's cost this site's is."""
        return self.ours / self.reference

    @property
    def is_accepted(self) -> bool:
        """Whether the ratio is within the limit, before any rounding."""
        return self.ratio <= self.limit

    def __str__(self) -> str:
        """« … : 1,12 fois (4,21 s contre 3,76 s) ; limite : 1,50. », on one line."""
        verdict = "" if self.is_accepted else " DÉPASSÉE"
        return (
            f"{self.name} : {_decimal(self.ratio)} fois "
            f"({_decimal(self.ours)} {self.unit} contre {_decimal(self.reference)} {self.unit}) ; "
            f"limite : {_decimal(self.limit)}{verdict}."
        )


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
