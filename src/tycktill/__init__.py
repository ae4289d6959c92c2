"""The method: knows how a survey's answers become protected results; knows no server, network, clock or chance.

    import tycktill

    answers = tycktill.read_answers("svar.csv")
    release = tycktill.tabulate(answers, offered="erbjudna.csv")
    tycktill.to_polars(release)

docs/method/python.md tells the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tycktill.notebook import Answers, read_answers, read_release, tabulate, to_polars, verify, write_release
    from tycktill.publication import Proof, Release
    from tycktill.terms import Fault, Refused

__all__ = [
    "Answers",
    "Fault",
    "Proof",
    "Refused",
    "Release",
    "read_answers",
    "read_release",
    "tabulate",
    "to_polars",
    "verify",
    "write_release",
]

_ROOMS = {"Fault": "terms", "Proof": "publication", "Refused": "terms", "Release": "publication"}


def __getattr__(name: str) -> object:
    """The front door's names, found when they are asked for: who wants one room need not wait for the others."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'notebook')}"), name)


def __dir__() -> list[str]:
    """What there is to be asked for."""
    return [*globals(), *__all__]
