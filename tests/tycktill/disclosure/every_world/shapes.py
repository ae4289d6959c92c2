"""Nations so small that all their worlds can be tried, each with a trait that has misled a protection before."""

from itertools import product
from typing import NamedTuple

import numpy as np
from tests.tycktill.disclosure.every_world.tables import Base, Numbers, Table, table_of
from tests.tycktill.disclosure.every_world.worlds import Worlds

from tycktill.disclosure import Policy
from tycktill.terms import Grouping

GROUPING = Grouping({"a": "liten", "b": "liten", "c": "liten", "d": "ensam"}, {"ab": ("a", "b")})
POLICY = Policy(nation_threshold=5)
"""The standard, of nations too small for its own threshold."""


class Shape(NamedTuple):
    """A nation's valid answers by base cell."""

    name: str
    valid: Numbers

    def table(self, policy: Policy = POLICY) -> Table:
        """Its table."""
        return table_of(self.valid, GROUPING, policy)

    def worlds(self, policy: Policy = POLICY) -> Worlds:
        """Its worlds."""
        return Worlds(self.table(policy))


def _shape(name: str, text: str) -> Shape:
    """A nation of units, written as municipality, unit, instrument and how many women, men and others answered."""
    valid: dict[Base, int] = {}
    for part in text.split(";"):
        municipality, unit, instrument, *numbers = part.split()
        answers = zip(("K", "M", "rest"), map(int, numbers), strict=False)
        valid |= {Base(municipality, unit, instrument, gender): number for gender, number in answers if number}
    return Shape(name, valid)


SHAPES = (
    _shape("a third gender in each unit", "9001 norr a 3 4 2; 9001 syd a 2 3 1"),
    _shape("others alone", "9001 norr a 4 0 3; 9001 syd a 0 0 5"),
    _shape("men and others never separate", "9001 norr a 6 3 5"),
    _shape("three target groups", "9001 norr a 4 3; 9001 norr b 2 3; 9001 norr c 5"),
    _shape("units of few only", "9001 norr a 2 1; 9001 syd a 1 2; 9001 vast a 3; 9001 ost a 1 2"),
    _shape("cells of exactly five", "9001 norr a 5 5; 9001 syd a 5"),
    _shape("units that are target groups", "9001 norr a 4 3; 9001 syd b 5 2; 9001 vast b 1 1"),
    _shape("eight ones", "9001 norr a 1 1; 9001 syd a 1 1; 9001 vast a 1 1; 9001 ost a 1 1"),
    _shape("twos", "9001 norr a 2 2; 9001 norr b 2 2; 9001 syd a 2 2"),
    _shape("thirty beside ones", "9001 norr a 30 1 1; 9001 syd a 1 1"),
    _shape("one unit", "9001 norr a 6 7"),
    _shape("two municipalities", "9001 norr a 4 3; 9002 syd a 5 2"),
    _shape("three municipalities of few", "9001 norr a 3 1; 9002 syd a 2 2; 9003 vast a 4 1"),
    _shape("a target group of one municipality", "9001 norr a 4 2; 9002 syd a 3; 9001 norr b 5"),
    _shape("two families", "9001 norr a 3 3; 9001 norr b 2 2; 9001 norr d 4 2"),
    _shape("a unit with one target group beside one with two", "9001 norr a 4 2; 9001 norr b 3; 9001 syd a 0 5"),
    _shape("nothing of five", "9001 norr a 1 2"),
    _shape("one beside a whole", "9001 norr a 7 0 1; 9001 syd a 1"),
    _shape(
        "few of one target group in two municipalities", "9001 norr a 0 3; 9001 syd a 5; 9001 vast c 0 1; 9002 ost c 3"
    ),
    _shape(
        "five ones apart",
        "9001 norr a 1; 9001 norr b 1; 9001 syd a 0 1; 9001 syd b 1; 9001 syd c 0 9 5; 9001 vast a 0 1",
    ),
    _shape("one gender only", "9001 norr a 3; 9001 syd a 4; 9001 vast a 6"),
)


def made_up(seed: int, *, municipalities: int = 1, units: int = 5) -> tuple[Numbers, Numbers]:
    """Valid and positive answers where there are too many worlds to try: units of many sizes, most answers positive."""
    random = np.random.default_rng(seed)
    valid: dict[Base, int] = {}
    for place, unit, instrument in product(range(municipalities), range(units), "abc"):
        size = random.choice([0, 3, 8, 20, 60])
        for gender, number in zip(
            ("K", "M", "rest"), random.multinomial(size, [0.5, 0.44, 0.06]).tolist(), strict=True
        ):
            if number:
                valid[Base(f"{9001 + place}", f"enhet {unit}", instrument, gender)] = number
    return valid, {base: int(random.binomial(number, 0.84)) for base, number in valid.items()}
