"""The choices of disclosure control that are policy and not theorem, and the presets that name sets of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

FEWEST_ANSWERS = 5
"""The surveys' own promise: no result of fewer valid answers is shown."""

CERTAINTY = 0.95
"""How probable a fact about a base cell may become by preset `cautious`, as worlds drawn from the public prior tell."""

_NAMES = ("standard", "strict", "official", "cautious")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a release was protected by; stored in its manifest (disclosure 4). ValueError for what no release may have.

    `threshold` may be raised above `FEWEST_ANSWERS`, but not with `strict`, and never lowered. `end_width` is how
    near an end a numerator is given by the end's class only, 0 (`official` alone) for never; `nation_threshold` the
    fewest answers for a row of a nation of several municipalities. An interval of shares wider than `widest` stands in
    the files alone: text, charts and pages say in words that the share cannot be stated. `certainty` is how probable a
    fact about a base cell may become, as estimated under the public prior, 1.0 for no such limit (disclosure 4.3).
    """

    preset: str = "standard"
    threshold: int = FEWEST_ANSWERS
    end_width: int = 1
    nation_threshold: int = 20
    widest: float = 0.2
    certainty: float = 1.0

    def __post_init__(self) -> None:
        few, strict = FEWEST_ANSWERS, self.guards_counts
        for is_wrong, problem in (
            (self.preset not in _NAMES, f"`{self.preset}` is none of the presets {', '.join(_NAMES)}"),
            (self.threshold < few, f"a threshold of {self.threshold} is below the {few} that surveys promise"),
            (
                strict and self.threshold > few,
                f"`strict` keeps numbers of fewer than {few} answers from following, not of under {self.threshold}",
            ),
            (
                not 0 <= self.end_width <= (self.threshold - 1) // 2,
                f"end classes {self.end_width} wide would meet at {self.threshold} answers",
            ),
            (
                self.end_width == 0 and self.preset != "official",
                f"`{self.preset}` promises that nobody's answer follows, which takes end classes",
            ),
            (not 0 <= self.widest <= 1, f"an interval of shares is between 0 and 1 wide, and none {self.widest}"),
            (
                not CERTAINTY <= self.certainty <= 1 or round(self.certainty, 3) != self.certainty,
                f"a certainty of {self.certainty} is none of {CERTAINTY} to 1, in thousandths",
            ),
            (
                self.preset == "cautious" and self.certainty > CERTAINTY,
                f"`cautious` keeps facts about base cells from becoming more certain than {CERTAINTY}",
            ),
        ):
            if is_wrong:
                raise ValueError(problem)

    def protects_like(self, other: "Policy") -> bool:
        """Whether two releases of the same answers may be made by these: all that decides what is told is alike."""
        return replace(self, widest=other.widest) == other

    def fewest(self, *, is_joint: bool) -> int:
        """The fewest answers of a row that may be told; `is_joint` are those of several municipalities."""
        return max(self.threshold, self.nation_threshold) if is_joint else self.threshold

    @property
    def guards_counts(self) -> bool:
        """Whether not even the number of fewer than `FEWEST_ANSWERS` who answered a question may follow (rule R1)."""
        return self.preset == "strict"

    @property
    def judges_certainty(self) -> bool:
        """Whether no fact may become nearly certain either (disclosure 4.3)."""
        return self.certainty < 1


PRESETS: Mapping[str, Policy] = {
    "standard": Policy(),
    "strict": Policy("strict"),
    "official": Policy("official", end_width=0, nation_threshold=FEWEST_ANSWERS),
    "cautious": Policy("cautious", certainty=CERTAINTY),
}
"""The policies that have a name of their own (disclosure 4)."""
