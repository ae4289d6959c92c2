"""What a release must satisfy, as its manifest promises it."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Requirements:
    """The choices that a release was protected by (disclosure 4), as an auditor needs them.

    `threshold` is the fewest valid answers that are told of, `nation_threshold` the fewest of a nation of several
    municipalities. Up to `end_width` positive answers, or other than positive, are told as that end; 0 where ends are
    told exactly. `may_withhold` says whether a row of enough answers may be withheld. `local` are families without a
    nation, `without_units` municipalities without units: their rows are those that nothing smaller makes up.
    """

    preset: str = "standard"
    threshold: int = 5
    end_width: int = 1
    nation_threshold: int = 20
    may_withhold: bool = False
    local: Collection[str] = ()
    without_units: Collection[str] = ()

    @property
    def guards_answers(self) -> bool:
        """Whether nobody's answer may follow, nor that of nearly all of a row (T1 and T2)."""
        return self.preset != "official"

    @property
    def guards_counts(self) -> bool:
        """Whether not even the number of fewer than `threshold` may be computed (R1)."""
        return self.preset == "strict"
