"""What answers the questions of the search: the counts, or a release that is replayed."""

from collections.abc import Mapping, Sequence

from tycktill.disclosure.model.hierarchy import BaseName, Hierarchy, RowName
from tycktill.disclosure.model.intervals import Interval


class Counted:
    """The counts, behind one question: in which of these intervals does a row's numerator lie? (disclosure 6.2)"""

    def __init__(self, own: Hierarchy, positive: Mapping[BaseName, int]) -> None:
        self._own, self._positive = own, [positive[base] for base in own.bases]

    def answer(self, row: RowName, offer: Sequence[Interval]) -> int:
        """The number of the interval that holds the true numerator."""
        numerator = sum(map(self._positive.__getitem__, self._own.rows[row]))
        return next(number for number, each in enumerate(offer) if each.least <= numerator <= each.most)


class NotOffered(ValueError):
    """A release tells of a row what the rule would not have offered, or nothing where it would have asked."""

    def __init__(self, row: RowName) -> None:
        self.row = row
        super().__init__(f"the rule would not have told of {', '.join(filter(None, row))} in this way")


class Replayed:
    """A release that answers for the counts: which interval holds what it told. NotOffered where none does.

    What is told has whole ends, and so may reach beyond what is public already, which no offer does: only what lies
    within the offer as a whole is looked at.
    """

    def __init__(self, told: Mapping[RowName, Interval]) -> None:
        self._told = told

    def answer(self, row: RowName, offer: Sequence[Interval]) -> int:
        """The number of the interval that holds all that was told of the row, and was possible when it was asked."""
        told = self._told.get(row)
        if told:
            least = max(told.least, min(each.least for each in offer))
            most = min(told.most, max(each.most for each in offer))
            for number, each in enumerate(offer):
                if each.least <= least <= most <= each.most:
                    return number
        raise NotOffered(row)
