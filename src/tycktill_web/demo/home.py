"""The home folder of a demo: what stands in it, and whether a demo may be made there."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

from tycktill_web.demo.errors import NotADemo, OtherDemo, RealService
from tycktill_web.participants.models import Organisation

_MARK = "demo.json"
_KEYS = "demo-keys"

PASSPHRASE = "passphrase.txt"  # noqa: S105  the name of a file
"""The file with the passphrase of all the demo's private keys."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a finished demo was made from. The same mark and day mean the same country."""

    seed: int
    size: str
    version: str
    made_on: str


def new_mark(*, seed: int, size: str, today: date) -> Mark:
    """The mark of a demo that is made today with this version of the software."""
    return Mark(seed=seed, size=size, version=version("tycktill"), made_on=today.isoformat())


def find_finished(wanted: Mark) -> Mark | None:
    """The mark of the finished demo that stands in the home folder already; None when the place is free.

    Raises a DemoError, and changes nothing, when something else stands there.
    """
    if settings.PRODUCTION:
        raise RealService
    if not _is_settled():
        return None
    mark = _read_mark(settings.HOME)
    if mark is None:
        raise NotADemo(settings.HOME)
    if (mark.seed, mark.size, mark.version) != (wanted.seed, wanted.size, wanted.version):
        raise OtherDemo(settings.HOME, seed=mark.seed, size=mark.size, version=mark.version)
    return mark


def leave_mark(mark: Mark) -> None:
    """Say that the demo is finished: the last thing done."""
    (settings.HOME / _MARK).write_text(json.dumps(asdict(mark), indent=1) + "\n", encoding="utf-8")


def is_demo() -> bool:
    """Whether the country that this service tells of is made up."""
    return (settings.HOME / _MARK).exists()


def keep_secret(name: str, content: bytes) -> Path:
    """Write a file that only the owner may read into the folder of the demo's keys; its path."""
    folder: Path = settings.HOME / _KEYS
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    path.touch(mode=0o600)
    path.write_bytes(content)
    return path


def secret_path(name: str) -> Path:
    """Where `keep_secret` keeps the file of this name."""
    return Path(settings.HOME) / _KEYS / name


def _read_mark(home: Path) -> Mark | None:
    path = home / _MARK
    return Mark(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def _is_settled() -> bool:
    """Whether somebody lives in the database."""
    tables = connection.introspection.table_names()
    return Organisation._meta.db_table in tables and Organisation.objects.exists()
