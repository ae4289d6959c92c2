"""What one process of a run has found out for all of them: the same is worked out once, and all have the same of it.

They lie in the folder that scripts/test makes; where there is none, each process finds out for itself.
"""

import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from tests.attacks.recording import SHARED

import tycktill_web

TESTS = Path(__file__).parent
SERVICE = Path(tycktill_web.__file__).parent
APART = {"pages", "look", "locale", "static"}
"""Parts of the service that build nothing: what is edited there changes no world."""

PLACES = {"TYCKTILL_HOME", SHARED}
"""Folders of the run's own."""

T = TypeVar("T")
_KNOWN: dict[str, Any] = {}


def once(asked: object, find: Callable[[], T]) -> T:
    """What is found for the same, by whoever was asked first."""
    name = sha256(pickle.dumps(asked)).hexdigest()
    if name not in _KNOWN:
        _KNOWN[name] = found_elsewhere(name) or tell_others(name, find())
    return cast("T", _KNOWN[name])


def found_elsewhere(name: str) -> Any:
    """What has been told under this name, or None."""
    for path in _places(name):
        with suppress(FileNotFoundError):
            content = path.read_bytes()
            os.utime(path)  # still asked for
            return pickle.loads(content)  # noqa: S301  our own
    return None


def tell_others(name: str, found: T) -> T:
    """Tell it under this name. What stands: of two who tell at once, all have what one of them has told."""
    for path in _places(name):
        part = path.with_name(f"{name}.{os.getpid()}")
        part.write_bytes(pickle.dumps(found))
        with suppress(FileExistsError):
            path.hardlink_to(part)
        part.unlink()
        return cast("T", pickle.loads(path.read_bytes()))  # noqa: S301  our own
    return found


def _places(name: str) -> Sequence[Path]:
    return [Path(folder) / f"{name}.found"] if (folder := os.environ.get(SHARED)) else []


@cache
def code_of_builders() -> str:
    """All that builders run, which no page and no test is: a run of tomorrow may find what was built today."""
    own = (path for path in SERVICE.rglob("*") if APART.isdisjoint(path.relative_to(SERVICE).parts))
    builders = (path for path in TESTS.rglob("*") if not path.name.startswith("test_"))
    files = sorted(path for path in (*own, *builders) if path.is_file() and path.suffix != ".pyc")
    settings = sorted(each for each in os.environ.items() if each[0].startswith("TYCKTILL_") and each[0] not in PLACES)
    written = b"".join(str(path).encode() + path.read_bytes() for path in files)
    return sha256(repr(settings).encode() + written).hexdigest()
