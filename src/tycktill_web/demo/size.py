"""How large a made-up country is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """`scale` multiplies the national numbers of answers, `years` is how many years back the rounds go.

    `processes` make the surveys of different families side by side.
    """

    name: str
    municipalities: int
    scale: float
    years: int
    processes: int = 1


NATIONAL = Size("national", municipalities=130, scale=1.0, years=5, processes=2)
"""As large as the real surveys: about 11,000 answers in the latest round of individ- och familjeomsorgen."""

SMALL = Size("small", municipalities=3, scale=0.03, years=2)
"""Every kind of thing that the national country has, but few of each: for tests, journeys and pictures."""

SIZES = {size.name: size for size in (NATIONAL, SMALL)}
