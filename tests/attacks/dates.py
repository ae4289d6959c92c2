"""Attack: when and where a release was made, which may tell whose answer came last."""

import re

from tests.attacks.released import Files, Learned

_DAY, _CLOCK, _SECONDS = rb"\b(19|20)\d\d-\d\d-\d\d", rb"\b\d\d:\d\d\b", rb"\b1[5-9]\d{8}\b"
_TIMES = re.compile(b"|".join((_DAY, _CLOCK, _SECONDS)))


def by_dates(files: Files) -> Learned:
    """Everything in the files that looks like a day or a time of day."""
    return [
        f"{file}: {match[0].decode()}" for file, content in sorted(files.items()) for match in _TIMES.finditer(content)
    ]
