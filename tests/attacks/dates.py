"""Attack: when and where a release was made, which may tell whose answer came last."""

import re

import msgspec
from tests.attacks.released import Files, Learned

from tycktill.tables import MANIFEST

_DAY, _CLOCK, _SECONDS = rb"\b(19|20)\d\d-\d\d-\d\d", rb"\b\d\d:\d\d\b", rb"\b1[5-9]\d{8}\b"
_TIMES = re.compile(b"|".join((_DAY, _CLOCK, _SECONDS)))


def by_dates(files: Files) -> Learned:
    """Everything in the files that looks like a day or a time of day, but the days that its office says."""
    said = _said(files)
    found = [(file, match[0].decode()) for file in sorted(files) for match in _TIMES.finditer(files[file])]
    return [f"{file}: {day}" for file, day in found if day not in said]


def _said(files: Files) -> set[str]:
    """When the rounds were held and are published: said before anybody's answer is looked at."""
    facts = msgspec.json.decode(files[MANIFEST]).get("facts", {}) if MANIFEST in files else {}
    held = [each for rounds in facts.values() for each in rounds.values()]
    return {each[day] for each in held for day in ("first_day", "last_day", "published") if day in each}
