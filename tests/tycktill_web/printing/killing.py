"""Presses that are killed while they set a sheet, as a machine without memory kills them."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

_PRESS = b"tycktill_web.printing.press"


@contextmanager
def presses_that_are_killed(*, after: int) -> Iterator[None]:
    """So many presses of this process end by themselves, all later ones by SIGKILL."""
    over = Event()
    killer = Thread(target=_kill, args=(after, over))
    killer.start()
    try:
        yield
    finally:
        over.set()
        killer.join()


def _kill(after: int, over: Event) -> None:
    met: list[int] = []
    while not over.wait(0.005):
        for each in _presses():
            if each not in met:
                met.append(each)
            if met.index(each) >= after:
                os.kill(each, signal.SIGKILL)


def _presses() -> Iterator[int]:
    """The presses that this process has started."""
    for child in (child for task in Path("/proc/self/task").iterdir() for child in _read(task / "children").split()):
        if _PRESS in _read(Path(f"/proc/{int(child)}/cmdline")):
            yield int(child)


def _read(file: Path) -> bytes:
    """Nothing of a thread or a process that has ended meanwhile."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
