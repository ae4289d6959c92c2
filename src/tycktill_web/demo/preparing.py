"""Finds the demo that was asked for, or makes it."""

from datetime import date

from tycktill.files import read_municipalities
from tycktill_web.demo.building import make
from tycktill_web.demo.country import build
from tycktill_web.demo.errors import UnknownSize
from tycktill_web.demo.home import Mark, find_finished, new_mark
from tycktill_web.demo.size import SIZES
from tycktill_web.demo.telling import Tell


def prepare(*, size: str, seed: int, today: date, tell: Tell) -> Mark | None:
    """The mark of the demo that stands in the home folder, or None after making it there. Raises DemoError."""
    if size not in SIZES:
        raise UnknownSize(size, list(SIZES))
    found = find_finished(new_mark(seed=seed, size=size, today=today))
    if found is None:
        make(build(SIZES[size], seed, municipalities=read_municipalities(), today=today), tell=tell)
    return found
