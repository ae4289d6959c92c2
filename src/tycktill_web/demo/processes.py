"""Makes things side by side, in processes of their own; imports no tables, since a new process loads this first."""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from threading import Condition
from typing import Any, NamedTuple, Protocol, TypeVar

import django

Report = Callable[..., None]
"""Tells how far something has come."""


class WriteLock(Protocol):
    """Held by who writes: SQLite lets one at a time, and others wait for it by naps, not for ever. Whoever holds it may
    wait for what another writes."""

    def __enter__(self) -> bool: ...

    def __exit__(self, *error: Any) -> None: ...

    def wait_for(self, predicate: Callable[[], bool]) -> bool:
        """Let others write until this is so."""

    def notify_all(self) -> None:
        """Let all who wait look whether it is."""


_Thing = TypeVar("_Thing")


class _Shared(NamedTuple):
    """What the processes have in common; None ends what is said of a thing."""

    said: "multiprocessing.SimpleQueue[tuple[object, ...] | None]"
    lock: WriteLock


_shared: _Shared | None = None


def run_side_by_side(
    make: Callable[[_Thing, Report, WriteLock], None],
    things: Sequence[_Thing],
    *,
    first: Callable[[], None],
    processes: int,
    report: Report,
) -> None:
    """Call `make` with each thing in their order, in so many processes, or in this one; what is said in any of them is
    said here. `first` is done before, here, while they load."""
    if processes == 1:
        first()
        lock = Condition()
        for thing in things:
            make(thing, report, lock)
        return
    fresh = multiprocessing.get_context("spawn")  # a fork would copy connections and the engine's threads
    shared = _Shared(fresh.SimpleQueue(), fresh.Condition())
    with ProcessPoolExecutor(processes, mp_context=fresh, initializer=_set_up, initargs=shared) as pool:
        try:
            for _ in range(processes):
                pool.submit(_load_rooms, make)
            first()
            making = [pool.submit(_make_one, make, thing) for thing in things]
            _pass_reports(making, shared, report)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()
            raise


def _pass_reports(making: Sequence[Future[None]], shared: _Shared, report: Report) -> None:
    """Say what is said until all is made, or raise what went wrong first."""
    for each in making:
        each.add_done_callback(lambda _: shared.said.put(None))
    for _ in making:
        for words in iter(shared.said.get, None):
            report(*words)
        for each in making:
            if each.done():
                each.result()


def _load_rooms(make: Callable[[_Thing, Report, WriteLock], None]) -> None:
    """Nothing: whoever has been asked this has imported what it needs."""


def _make_one(make: Callable[[_Thing, Report, WriteLock], None], thing: _Thing) -> None:
    assert _shared
    make(thing, partial(_put_report, _shared), _shared.lock)


def _put_report(shared: _Shared, *words: object) -> None:
    shared.said.put(words)


def _set_up(*shared: Any) -> None:
    global _shared  # noqa: PLW0603  how a process of a pool is given what cannot be pickled
    _shared = _Shared(*shared)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the first process ends the others
    gc.disable()  # it soon ends, and nearly all that it makes stays till then
    django.setup()
