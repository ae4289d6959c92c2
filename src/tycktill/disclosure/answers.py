"""What answers the questions of the search: the counts, or a release that is replayed."""

from collections.abc import Mapping, Sequence

from tycktill.disclosure.model.hierarchy import BaseCell, Hierarchy, RowName
from tycktill.disclosure.model.intervals import Interval


class Counted:
    """The counts, behind one question: in which of these intervals does a row's numerator lie? (disclosure 6.2)"""

    def __init__(self, own: Hierarchy, positive: Mapping[BaseCell, int]) -> None:
        self._own, self._positive = own, [positive[base] for base in own.bases]

    def answer(self, row: RowName, offer: Sequence[Interval]) -> int:
        """The number of the interval that holds the true numerator."""
        numerator = sum(self._positive[base] for base in self._own.rows[row])
        return next(number for number, each in enumerate(offer) if each.least <= numerator <= each.most)


class Replayed:
    """A release that answers for the counts: which interval holds what it told. ValueError where none does."""

    def __init__(self, told: Mapping[RowName, Interval]) -> None:
        self._told = told

    def answer(self, row: RowName, offer: Sequence[Interval]) -> int:
        """The number of the interval that holds all that was told of the row."""
        told = self._told[row]
        for number, each in enumerate(offer):
            if each.least <= told.least and told.most <= each.most:
                return number
        raise ValueError(f"{row} was told as {told.least} to {told.most}, which the rule would not have offered")
