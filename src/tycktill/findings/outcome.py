"""On which questions a municipality's figure is higher than the nation's, and where the two can be told apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tycktill.statistics import per_cent
from tycktill.tables import Comparison, Difference, Judgement, ResultRow


@dataclass(frozen=True, slots=True)
class Outcome:
    """Questions by what whole per cent say (`higher`, and `others` with how: lower, equal or open) and by verdict."""

    higher: tuple[str, ...]
    others: Mapping[str, str]
    verdicts: Mapping[Judgement, tuple[str, ...]]

    @property
    def compared(self) -> int:
        """How many questions have a figure of the nation's beside them."""
        return len(self.higher) + len(self.others)

    @property
    def tested(self) -> int:
        """How many have a verdict."""
        return sum(map(len, self.verdicts.values()))


def against_nation(compared: Mapping[str, Comparison]) -> Outcome:
    """What comes of comparing these questions."""
    beside = {question: each.nation for question, each in compared.items() if each.nation is not None}
    ways = {question: _way(compared[question].row, nation) for question, nation in beside.items()}
    return Outcome(
        tuple(question for question, way in ways.items() if way == "higher"),
        {question: way for question, way in ways.items() if way != "higher"},
        by_verdict(beside),
    )


def by_verdict(differences: Mapping[str, Difference]) -> Mapping[Judgement, tuple[str, ...]]:
    """Questions by their verdict; those that were not tested are left out."""
    return {verdict: tuple(_with(verdict, differences.items())) for verdict in Judgement}


def _with(verdict: Judgement, differences: Iterable[tuple[str, Difference]]) -> Iterable[str]:
    return (question for question, difference in differences if difference.verdict is verdict)


def _way(own: ResultRow, nation: Difference) -> str:
    """In whole per cent, as the text writes both: what it calls higher looks higher."""
    least, most = per_cent(own.share_min or 0.0), per_cent(own.share_max or 0.0)
    other_least, other_most = per_cent(nation.share_min), per_cent(nation.share_max)
    if least > other_most or most < other_least:
        return "higher" if least > other_most else "lower"
    return "equal" if least == most == other_least == other_most else "open"
