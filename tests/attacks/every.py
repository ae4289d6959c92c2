"""All attacks on one release: loaded when there is one, as what they solve with takes a while to load."""

from collections.abc import Iterator

from tests.attacks.comparing import by_comparing
from tests.attacks.copies import by_copies, by_making_again
from tests.attacks.dates import by_dates
from tests.attacks.distributions import by_distribution
from tests.attacks.linear import by_linear_programming
from tests.attacks.released import Files
from tests.attacks.single_rows import by_rounding, by_unanimity
from tests.attacks.subtraction import by_subtraction
from tests.attacks.text import by_text

from tycktill.terms import Numbers

CHEAP = (by_subtraction, by_unanimity, by_rounding, by_dates, by_text, by_comparing, by_copies)


def learn_cheaply(files: Files) -> Iterator[str]:
    """What is learned without solving anything."""
    for attack in CHEAP:
        yield from attack(files)


def learn_by_solving(files: Files, known: Numbers | None, *, is_proved: bool) -> Iterator[str]:
    """What takes solving; an audit that has found nothing with the same numbers has tried linear programming."""
    yield from by_making_again(files)
    yield from by_distribution(files, known)
    if not is_proved:
        yield from by_linear_programming(files, known)
