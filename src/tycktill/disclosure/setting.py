"""What decides which questions are asked, and what answers them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from tycktill.disclosure.model.hierarchy import REST, Hierarchy, Parts, RowName
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.policies import Policy

PublicSet = tuple[Parts, Interval]
"""What is public of some base cells together."""


class CellAnswers(Protocol):
    """What has seen the counts; it answers this one question and no other."""

    def answer(self, row: RowName, offer: Sequence[Interval]) -> int:
        """The number of the interval that the row's numerator lies in."""
        ...


@dataclass(frozen=True, slots=True)
class QuestionSetting:
    """All that decides what is asked of one question: nothing of it has seen how anybody answered.

    `name` is the family and the question. `headlines` are families that tell one total for all target groups.
    `untold` are rows that may not be told at all (rule R1). `public` is what is public already of sets of base cells:
    of rows, also of those that are not told, and of figures from before units were added.
    """

    name: tuple[str, ...]
    own: Hierarchy
    headlines: Collection[str]
    policy: Policy
    untold: Collection[RowName] = ()
    public: Sequence[PublicSet] = ()

    def tellable(self, own: Hierarchy) -> Iterator[RowName]:
        """Rows of some of the base cells that may be told, for all that numbers of answers say."""
        for row, parts in own.rows.items():
            fewest = self.policy.fewest(is_joint=own.is_of_several(parts))
            if row.gender != REST and row not in self.untold and own.size_of(parts) >= fewest:
                yield row
