"""What coverage watches: what has been run once has been run, and to be watched makes it two or three times as slow."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Any

EXAMPLES = 5
"""Of a law so many are watched, the simplest among them: the other examples are there to break it."""


@contextmanager
def unwatched() -> Iterator[None]:
    """What is done meanwhile in this thread is not watched, nor in those that are started meanwhile.

    The mark `no_cover` of pytest-cov does not do: on a worker it wakes the coverage of subprocesses beneath its own.
    """
    traced, traced_in_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        yield
    finally:
        threading.settrace(traced_in_threads)
        sys.settrace(traced)


def watch_first_examples(test: Any) -> None:
    """Leave a law's later examples unwatched; of anything else nothing is changed."""
    handle = getattr(test, "hypothesis", None)  # by which others hook into examples too; a state machine has none
    if handle is not None and not hasattr(handle.inner_test, "is_watched_at_first"):
        handle.inner_test = _watched_at_first(handle.inner_test)


def _watched_at_first(example: Callable[..., None]) -> Any:
    tried = 0

    @wraps(example)
    def try_example(*arguments: Any, **named: Any) -> None:
        nonlocal tried
        tried += 1
        with nullcontext() if tried <= EXAMPLES else unwatched():
            example(*arguments, **named)

    vars(try_example)["is_watched_at_first"] = True
    return try_example
