"""Values known from elsewhere, such as Kolada's, that results are compared with."""

from dataclasses import dataclass

from tycktill.terms.cells import Level

RESPONSE_RATE = "svarsfrekvens"
"""What stands for a question where a reference is the response rate: answered of offered."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A share that somebody else has published, of women, men and all together.

    `instrument` may be a family. `municipality` is empty at level nation; no other level than these two occurs.
    `share` lies in 0-1 and was published with as many decimals as it needs, or with `decimals` where these are zeros.
    `valid` is its denominator, None where unknown; of a `RESPONSE_RATE` it is how many were offered. `members` are the
    instruments of a group that a family combines.
    """

    round: str
    instrument: str
    question: str
    level: Level
    municipality: str
    share: float
    valid: int | None
    decimals: int = 0
    members: tuple[str, ...] = ()


def zeros_to(share: str) -> int:
    """How many decimals a share was written with, where it ends in zeros: the number alone does not tell."""
    decimals = share.partition(".")[2]
    return len(decimals) if decimals.endswith("0") else 0
