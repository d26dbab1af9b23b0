"""Work that two cores share: it takes half the time, and gives what one would give."""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from mmap import mmap
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar
from weakref import finalize

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
    share: int = _SHARE,
) -> tuple[list[ResultT], OtherT]:
    """What some work gives for items, in an order of its own, and what is done meanwhile.

    A copy of this process does most of the work, where it may be made safely: on Linux, and when
    nothing else runs in this one. Should it fail, the work is done here.

    Args:
        work: what it gives depends on its items alone, and can be pickled.
        items: what there is to work on.
        meanwhile: what this process does before its own share of the work.
        share: of so many items, this process takes one.
    """
    first = items[::share]
    second = [item for rank, item in enumerate(items) if rank % share]
    if len(items) < _FEW or not _may_fork():
        other = meanwhile()
        return work(first) + work(second), other
    receiving, sending = os.pipe()
    child = _copied()
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


def _copied() -> int:
    """Make a copy of this process; 0 in the copy. That has Python look for what nothing needs any
    more among what it makes itself: whatever is looked through is copied for good.
    """
    child = os.fork()
    if not child:
        gc.freeze()
    return child


def _send(
    sending: int, work: Callable[[Sequence[ItemT]], list[ResultT]], items: Sequence[ItemT]
) -> None:
    """Send what some work gives, and end: whatever happens, nothing else is done twice."""
    try:
        with os.fdopen(sending, "wb") as stream:
            pickle.dump(work(items), stream, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


class Task(Generic[ResultT]):
    """Work that a copy of this process does, from now until its result is asked for.

    Where no copy can be made, or should it fail, the work is done here when it is asked for.

    Args:
        work: what it gives does not depend on what this process does meanwhile, and can be pickled.
        waits: whether most of its time is another program's: then a thread does as well.
    """

    def __init__(self, work: Callable[[], ResultT], *, waits: bool = False) -> None:
        self._result: Callable[[], ResultT] = work
        self._left: Callable[[], object] = lambda: None
        if _may_fork():
            receiving, sending = os.pipe()
            child = _copied()
            if not child:
                os.close(receiving)
                _send(sending, lambda _: [work()], ())
            os.close(sending)
            self._result = lambda: _received(child, receiving, work)
            # Should this process stop first, it waits: the copy may be writing files.
            self._left = finalize(self, _leave, os.getpid(), child, receiving).detach
        elif waits:
            executor = ThreadPoolExecutor(max_workers=1)
            self._result = executor.submit(work).result
            executor.shutdown(wait=False)

    def result(self) -> ResultT:
        """What the work gives; to be asked for once."""
        self._left()
        return self._result()


def _received(child: int, receiving: int, work: Callable[[], ResultT]) -> ResultT:
    with os.fdopen(receiving, "rb") as stream:
        sent = stream.read()
    os.waitpid(child, 0)
    try:
        [result] = pickle.loads(sent)
    except (EOFError, pickle.UnpicklingError):
        return work()
    found: ResultT = result
    return found


def _leave(parent: int, child: int, receiving: int) -> None:
    """Wait until a copy ends, which can send nothing any more; but for another copy of its parent,
    to which it is nothing.
    """
    if os.getpid() == parent:
        os.close(receiving)
        os.waitpid(child, 0)


class FromTheEnd:
    """What a copy of this process makes of items, from the last one back, while this process
    goes on from the first one: they meet wherever they do.

    Where no copy can be made, or should it fail, there is nothing from it, and nothing is wrong.

    Args:
        work: makes it of the item of that rank; nothing, where that is left to this process.
        count: how many items there are.
    """

    _PLACE = struct.Struct("<QQ")

    def __init__(self, work: Callable[[int], bytes | None], count: int) -> None:
        self._child = 0
        if count < _FEW or not _may_fork():
            return
        self._count, self._parent = count, os.getpid()
        # Where each is, its length and one more; after the last, how far this process has got.
        self._places = mmap(-1, self._PLACE.size * (count + 1))
        self._made = TemporaryFile(buffering=0)  # noqa: SIM115 - closed when nobody can ask
        self._child = _copied()
        if not self._child:
            try:
                self._make(work)
            finally:
                os._exit(0)
        self._end = finalize(self, self._stop, self._parent, self._child, self._places, self._made)

    def get(self, rank: int) -> bytes | None:
        """What was made of an item, when it is there; this process has got so far."""
        if not self._child or rank >= self._count:
            return None
        self._put(self._places, self._count, rank, 0)
        start, length = self._found(rank)
        return os.pread(self._made.fileno(), length - 1, start) if length else None

    def close(self) -> None:
        """Wait until the copy has stopped: there is nothing left for it to do."""
        if self._child:
            self._end()
            self._child = 0

    @classmethod
    def _stop(cls, parent: int, child: int, places: mmap, made: IO[bytes]) -> None:
        """The same when this process ends, or does without; to another copy of it, nothing."""
        if os.getpid() == parent:
            count = len(places) // cls._PLACE.size - 1
            cls._put(places, count, count, 0)
            os.waitpid(child, 0)
        made.close()

    def _make(self, work: Callable[[int], bytes | None]) -> None:
        start = 0
        for rank in reversed(range(self._count)):
            reached, _ = self._found(self._count)
            if reached >= rank or os.getppid() != self._parent:
                break
            if (made := work(rank)) is not None:
                self._made.write(made)
                self._put(self._places, rank, start, len(made) + 1)
                start += len(made)

    @classmethod
    def _put(cls, places: mmap, rank: int, start: int, length: int) -> None:
        cls._PLACE.pack_into(places, rank * cls._PLACE.size, start, length)

    def _found(self, rank: int) -> tuple[int, int]:
        start, length = self._PLACE.unpack_from(self._places, rank * self._PLACE.size)
        return int(start), int(length)


class Aside:
    """Work that is done step by step while this process does something else.

    Args:
        seconds: how long it waits first: whoever is about to stop it then waits for nothing.
        works: each gives way where it may be stopped.
        failed: told of a work that fails, unless it was stopped.
        stops: what has a work stop in the middle of a step.
    """

    def __init__(
        self,
        seconds: float,
        works: Iterable[Iterator[None]],
        failed: Callable[[Exception], None],
        stops: Sequence[Callable[[], None]],
    ) -> None:
        self._works, self._failed, self._stops = works, failed, stops
        self._stopped = False
        self._awaited = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(seconds,))
        self._thread.start()

    def _run(self, seconds: float) -> None:
        self._awaited.wait(seconds)
        for work in self._works:
            try:
                while not self._stopped and next(work, self) is not self:
                    pass
            except Exception as error:
                if not self._stopped:
                    self._failed(error)

    def stop(self) -> None:
        """Wait until the step under way is done; none comes after."""
        self._stopped = True
        for stop in self._stops:
            stop()
        self.wait()

    def wait(self) -> None:
        """Have them done at once, and wait until they are."""
        self._awaited.set()
        self._thread.join()
