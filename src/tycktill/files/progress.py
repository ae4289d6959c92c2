"""How long work reports how far it has come."""

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how much is done, and how much there is in all, or None where unknown."""

Note = Callable[[str], None]
"""Called with a sentence that somebody should read although nothing is refused."""


def report_nothing(what: str, done: int, total: int | None) -> None:
    """Reports to nobody."""


def drop_note(sentence: str) -> None:
    """Drops the sentence."""
