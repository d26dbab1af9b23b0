"""Work that two cores share: it takes half the time, and gives what one would give."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")
OtherT = TypeVar("OtherT")

# With fewer items, starting another process would take as long as it saves.
_FEW = 100
# Of so many items, this process takes one: it has something else to do first.
_SHARE = 4


def beside(
    work: Callable[[Sequence[ItemT]], list[ResultT]],
    items: Sequence[ItemT],
    meanwhile: Callable[[], OtherT],
) -> tuple[list[ResultT], OtherT]:
    """What some work gives for items, one in four first, and what is done meanwhile.

    A copy of this process does most of the work, where it may be made safely: on Linux, and when
    nothing else runs in this one. Should it fail, the work is done here.

    Args:
        work: what it gives depends on its items alone, and can be pickled.
        items: what there is to work on.
        meanwhile: what this process does before its own share of the work.
    """
    first = items[::_SHARE]
    second = [item for rank, item in enumerate(items) if rank % _SHARE]
    if len(items) < _FEW or not _may_fork():
        other = meanwhile()
        return work(first) + work(second), other
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        _send(sending, work, second)
    os.close(sending)
    with os.fdopen(receiving, "rb") as stream:
        other = meanwhile()
        done = work(first)
        sent = stream.read()
    os.waitpid(child, 0)
    try:
        rest: list[ResultT] = pickle.loads(sent)
    except (EOFError, pickle.UnpicklingError):
        rest = work(second)
    return done + rest, other


def _may_fork() -> bool:
    if sys.platform != "linux":
        return False
    return len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _send(
    sending: int, work: Callable[[Sequence[ItemT]], list[ResultT]], items: Sequence[ItemT]
) -> None:
    """Send what some work gives, and end: whatever happens, nothing else is done twice."""
    try:
        with os.fdopen(sending, "wb") as stream:
            pickle.dump(work(items), stream, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
