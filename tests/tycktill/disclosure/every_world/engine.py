"""The search as a method that the checks can try: numbers in, told intervals out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tests.tycktill.disclosure.every_world.tables import Base, Numbers, Row, Told

from tycktill.disclosure import Policy, telling
from tycktill.disclosure.answers import Counted
from tycktill.disclosure.model.hierarchy import BaseName, RowName, build_hierarchy
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.setting import QuestionSetting
from tycktill.terms import Grouping

Figure = tuple[frozenset[Base], tuple[int, int]]
"""What was told of these people together."""


@dataclass(frozen=True)
class Engine:
    """Makes the release of one question, family by family."""

    grouping: Grouping
    policy: Policy
    headlines: Collection[str] = ()

    def __call__(self, valid: Numbers, positive: Numbers) -> Told:
        """The told interval of every row."""
        told = self.after(valid, positive, ())
        assert told is not None, "nothing is public, so that some release is always safe"
        return told

    def after(self, valid: Numbers, positive: Numbers, earlier: Sequence[Figure]) -> Told | None:
        """The same, beside what has been told of fewer units; None where no safe way is known."""
        found: dict[Row, tuple[int, int]] = {}
        for family in sorted(set(self.grouping.families.values())):
            members = self.grouping.instruments(family)
            own = {BaseName(*base): n for base, n in valid.items() if n and base.instrument in members}
            counted = {BaseName(*base): positive[base] for base in valid if BaseName(*base) in own}
            if own:
                told = self._of_family(family, own, counted, earlier)
                if told is None:
                    return None
                found |= {Row(str(row.level), *row[1:]): (least, most) for row, (least, most) in told.items()}
        return found

    def _of_family(
        self,
        family: str,
        valid: Mapping[BaseName, int],
        positive: Mapping[BaseName, int],
        earlier: Sequence[Figure],
    ) -> Mapping[RowName, Interval] | None:
        own = build_hierarchy(valid, self.grouping.targets())
        number_of = {base: number for number, base in enumerate(own.bases)}
        figures = [
            (tuple(sorted(number_of[BaseName(*base)] for base in who)), Interval(*told))
            for who, told in earlier
            if all(BaseName(*base) in number_of for base in who)
        ]
        setting = QuestionSetting((family, "helhet"), own, self.headlines, self.policy, public=figures)
        return telling.tell_intervals(setting, Counted(own, positive))
