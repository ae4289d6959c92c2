"""Many at the same time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(deeds: Sequence[Callable[[], str]]) -> list[str]:
    """Do all of this in threads that start together, each with its own connection."""
    barrier = Barrier(len(deeds))

    def deed_of_one(deed: Callable[[], str]) -> str:
        barrier.wait()
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(deed_of_one, deeds))
