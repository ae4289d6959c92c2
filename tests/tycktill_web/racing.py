"""Many at the same time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(actions: Sequence[Callable[[], str]]) -> list[str]:
    """Do all of this in threads that start together, each with its own connection."""
    barrier = Barrier(len(actions))

    def action_of_one(action: Callable[[], str]) -> str:
        barrier.wait()
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(action_of_one, actions))
