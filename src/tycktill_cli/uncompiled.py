"""Says, where the search was not compiled, that it is slow and what to do about it."""

import sys

from tycktill.disclosure import IS_COMPILED

WARNING = (
    "The search for what may be told runs uncompiled here and is slow, with the same result: "
    "install a C compiler (on Debian: apt-get install gcc libc6-dev) and then tycktill again"
)


def warn_of_slowness() -> None:
    """On the error stream, so that what is printed is the same everywhere."""
    if not IS_COMPILED:
        print(WARNING, file=sys.stderr)
