"""Tables of one question for tests of the audit, with everything told that may be unless a test withholds it."""

from collections.abc import Callable, Mapping

from tests.attacks.made_up import EXACT, QUESTIONS, SMALL, WITHHELD, grouping_of, table_of
from tests.attacks.released import Row
from tests.tycktill.builders import Answers
from tests.tycktill.nations import Spot

from tycktill.audit import Requirements, audit
from tycktill.counting import Tally
from tycktill.terms import Gender

W, M, U = Gender.WOMAN, Gender.MAN, Gender.UNKNOWN


def problems(rows: list[Row], requirements: Requirements = SMALL) -> list[str]:
    """What the audit says of rows, to a reader who has them alone."""
    return [str(fault) for fault in audit(rows, grouping_of(rows), QUESTIONS, requirements).faults]


def one_unit(women: int = 9, men: int = 8, rest: int = 0, *, positive: int = 4) -> Mapping[Spot, Answers]:
    """A nation of one unit, about as many positive in each group, but for the ends."""
    numbers = ((W, women), (M, men), (U, rest))
    return {("ensam", "9001", "norr", gender): (n, min(positive, max(n - 2, 0))) for gender, n in numbers if n}


def shown(answered: Mapping[Spot, Answers], tell: Callable[[Tally], bool] = lambda row: True) -> list[Row]:
    """The table with these of its figures told."""
    return table_of(answered, lambda _, row: EXACT if tell(row) else WITHHELD)


def shown_beside(answered: Mapping[Spot, Answers], *genders: str) -> str:
    """What the audit says when the rows of these genders are told and the others not."""
    return "".join(problems(shown(answered, lambda row: row.cell.gender in genders)))
