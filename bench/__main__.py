"""Measures every figure and prints one line for each; exits with 1 when one is above its limit."""

from __future__ import annotations

import sys
from functools import partial

from bench import build_time, search_cost

MEASURES = (
    build_time.measure,
    *(partial(search_cost.measure_weight, pages) for pages in search_cost.LIMITS),
    partial(search_cost.measure_latency, search_cost.PAGES_INDEXED),
    search_cost.measure_time,
)


def main() -> int:
    print("Mesure en cours : environ dix minutes.", file=sys.stderr)
    accepted = True
    for measure in MEASURES:
        figure = measure()
        print(figure, flush=True)
        accepted &= figure.is_accepted
    return 0 if accepted else 1


if __name__ == "__main__":
    sys.exit(main())
