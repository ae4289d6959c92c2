"""Counts requests by the first digit of their status, for all processes together: four numbers in a file at home.

What a respondent does is not counted. A row of such numbers in time would tell when somebody answered, and that is
half of a join; so of the respondents' pages, and of the styles that they bring along, only failures of ours count.
"""

import fcntl
import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from django.conf import settings

CLASSES = ("2xx", "3xx", "4xx", "5xx")
FAILURE = 500
_UNCOUNTED = ("/svara/", "/static/")
_NUMBERS = struct.Struct(f"<{len(CLASSES)}Q")


def count_request(path: str, status: int) -> None:
    """Count a request that was answered with this status, unless a respondent made it."""
    if status < FAILURE and path.startswith(_UNCOUNTED):
        return
    hundred = status // 100 - 2
    with suppress(OSError), _locked_file() as file:  # a page is worth more than its number
        numbers = [*_read_counts(file)]
        numbers[hundred] += 1
        os.pwrite(file, _NUMBERS.pack(*numbers), 0)


def request_counts() -> Mapping[str, int]:
    """How many were counted since the file was made, by class of status."""
    try:
        with _locked_file() as file:
            return dict(zip(CLASSES, _read_counts(file), strict=True))
    except OSError:
        return dict.fromkeys(CLASSES, 0)


@contextmanager
def _locked_file() -> Iterator[int]:
    file = os.open(settings.HOME / "request-counts", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def _read_counts(file: int) -> tuple[int, ...]:
    return _NUMBERS.unpack(os.pread(file, _NUMBERS.size, 0).ljust(_NUMBERS.size, b"\0"))
