"""For what may wait for ever, as for a pipe that nobody writes to: past a time, its test fails."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Fail whatever goes on for longer, even within a call of the system.

    What is raised is no `OSError`: what is tried would take that for an unreadable file.
    """

    def too_long(*_: object) -> None:
        pytest.fail(f"still waiting after {seconds} s")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
