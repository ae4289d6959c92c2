"""A reader's choice of what to compare, and the one address that it has."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from tycktill.findings import ChosenSeries
from tycktill.terms import GenderGroup, Likeness
from tycktill_web.releases.published import LEADING


class View(StrEnum):
    """How the figures are shown: drawn with their numbers, or numbers alone."""

    PICTURE = "diagram"
    TABLE = "tabell"


@dataclass(frozen=True, slots=True)
class ChosenComparison:
    """What is compared. Places are in the reader's order, the first of them is set beside the others and its `group`.

    `editions` are the beginnings of releases' checksums, in the order of the rounds; none where the releases that stand
    are meant.
    """

    family: str
    rounds: tuple[str, ...]
    questions: tuple[str, ...]
    places: tuple[str, ...]
    targets: tuple[str, ...]
    group: Likeness | None = None
    genders: tuple[GenderGroup, ...] = (GenderGroup.ALL,)
    view: View = View.PICTURE
    editions: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The choice as an address has it: in one order, without what goes without saying."""
        return urlencode(list(self._query_parameters()))

    def _query_parameters(self) -> Iterator[tuple[str, str]]:
        yield "familj", self.family
        yield from (("omgang", each) for each in self.rounds)
        yield from (("fraga", each) for each in self.questions)
        yield from (("kommun", each) for each in self.places)
        if self.targets != (self.family,):
            yield from (("malgrupp", each) for each in self.targets)
        if self.group:
            yield "grupp", self.group.value
        if self.genders != (GenderGroup.ALL,):
            yield from (("kon", each.value) for each in self.genders)
        if self.view is not View.PICTURE:
            yield "visa", self.view.value
        yield from (("utgava", each) for each in self.editions)

    @property
    def series(self) -> tuple[ChosenSeries, ...]:
        """Each question of each target and gender group, round by round."""
        return tuple(
            ChosenSeries(round_, target, gender, question)
            for question in self.questions
            for target in self.targets
            for gender in self.genders
            for round_ in self.rounds
        )

    def of_editions(self, editions: tuple[str, ...]) -> "ChosenComparison":
        """The same choice of these releases for ever."""
        return replace(self, editions=tuple(each[:LEADING] for each in editions))

    @property
    def file_name(self) -> str:
        """What a file of it is called, without its ending."""
        return "-".join(("jamfor", self.family, self.rounds[-1], *self.places[:3]))
