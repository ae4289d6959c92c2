"""What a release must satisfy, as its manifest promises it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Requirements:
    """The choices that a release was protected by (method 4), as an auditor needs them.

    `threshold` is the fewest valid answers that may be shown, `nation_threshold` the fewest of the nation. Up to
    `end_width` positive answers, or other than positive, are given as a class; 0 where none are. `pairs` tells
    whether shares between the ends may be given as two neighbouring numbers of positive answers.
    """

    preset: str = "standard"
    threshold: int = 5
    end_width: int = 1
    pairs: bool = True
    nation_threshold: int = 20

    @property
    def guards_answers(self) -> bool:
        """Whether nobody's answer may be pinned, nor an end class (targets T1 and T2)."""
        return self.preset != "official"

    @property
    def guards_counts(self) -> bool:
        """Whether not even the number of fewer than `threshold` may be computed (R1)."""
        return self.preset == "strict"
