"""Attacks every release that a test makes, so that whatever a test is about it is about protection too."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

import pytest
from tests.attacks.dates import by_dates
from tests.attacks.linear import by_linear_programming
from tests.attacks.released import Files, Learned
from tests.attacks.single_rows import by_rounding, by_unanimity
from tests.attacks.subtraction import by_subtraction

from tycktill.publication import Release, composing

CHEAP = (by_subtraction, by_unanimity, by_rounding, by_dates)
MOST_SOLVED = 15
"""Of a test's releases so many are tried by linear programming: a law makes a hundred of them."""

_attacked: set[str] = set()
"""Checksums of all releases that have stood every attack; the same one is made by many tests."""


def learn(files: Files, *, solve: bool) -> Learned:
    """What all attacks together learn of a release."""
    attacks = (*CHEAP, by_linear_programming) if solve else CHEAP
    return [learned for attack in attacks for learned in attack(files)]


@pytest.fixture(autouse=True)
def every_release_is_attacked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Remembers what `compose` makes while the test runs, and attacks it afterwards."""
    made: dict[str, Files] = {}

    def remember(files: Mapping[str, bytes]) -> Release:
        checksum = sha256(b"".join(content for _, content in sorted(files.items()))).hexdigest()
        made.setdefault(checksum, files)
        return Release(files)

    monkeypatch.setattr(composing, "Release", remember)
    yield
    new = [(checksum, files) for checksum, files in made.items() if checksum not in _attacked]
    for number, (checksum, files) in enumerate(new):
        assert learn(files, solve=number < MOST_SOLVED) == []
        _attacked.add(checksum)
