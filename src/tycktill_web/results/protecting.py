"""Protects what was counted, question beside question, and tells how many are done."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import TypeVar

from tycktill.disclosure import Each
from tycktill_web.results.steps import Step, StepProgress

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")
_Given = TypeVar("_Given")
_Done = SimpleQueue[tuple[int, int] | None]


def side_by_side(protect: Callable[[Each], _Given]) -> Generator[StepProgress, None, _Given]:
    """What `protect` gives, in threads: the compiled search lets other threads run, pages' too.

    Where the reader leaves, no further question is begun.
    """
    done: _Done = SimpleQueue()
    with ThreadPoolExecutor(os.cpu_count()) as questions, ThreadPoolExecutor(1) as whole:
        protecting = whole.submit(protect, partial(_each_reported, questions, done))
        protecting.add_done_callback(lambda _: done.put(None))
        try:
            while (progress := done.get()) is not None:
                yield StepProgress(Step.PROTECT, *progress)
        finally:
            questions.shutdown(cancel_futures=True)
        return protecting.result()


def _each_reported(
    questions: ThreadPoolExecutor,
    done: _Done,
    function: Callable[[_Thing], _Result],
    things: Iterable[_Thing],
    /,
) -> Iterator[_Result]:
    waiting = list(things)
    for number, result in enumerate(questions.map(function, waiting), start=1):
        done.put((number, len(waiting)))
        yield result
