"""Why a demo cannot be made here.

DemoError
├── UnknownSize   there is no country of that size
├── RealService   the settings are those of a service in use
├── NotADemo      the database is in use, and not by a finished demo
└── OtherDemo     a demo of another seed, size or version stands there
"""

from collections.abc import Sequence
from pathlib import Path

_ELSEWHERE = "Or name another place with TYCKTILL_HOME and, if you use it, another database with DATABASE_URL."


class DemoError(Exception):
    """The demo was refused; its words say why and what to do."""


class UnknownSize(DemoError):
    """There is no country of that size."""

    def __init__(self, size: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no demo of size {size!r}. Choose one of {', '.join(known)}.")


class RealService(DemoError):
    """The settings are those of a service in use."""

    def __init__(self) -> None:
        super().__init__(
            "TYCKTILL_PRODUCTION is set: a demo has known passwords and must not run as a real service. Unset it."
        )


class NotADemo(DemoError):
    """The database is in use, and not by a finished demo."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"The database of {home} is in use, by a real service or by a demo that was interrupted. "
            f"If nothing in it is needed, remove it with: rm -r {home}. {_ELSEWHERE}"
        )


class OtherDemo(DemoError):
    """A demo of another seed, size or version stands there."""

    def __init__(self, home: Path, *, seed: int, size: str, version: str) -> None:
        super().__init__(
            f"A demo of seed {seed}, size {size}, made by version {version}, stands in {home}. "
            f"To make another, remove it with: rm -r {home}. {_ELSEWHERE}"
        )
