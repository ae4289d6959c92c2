"""One place's result for one target group: everything its page shows, made of released values alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tycktill.fieldwork import ResponseRate
from tycktill.publication import per_cent
from tycktill.terms import Reason
from tycktill_web.releases.excerpts import NATION
from tycktill_web.releases.figures import WIDEST, Figure, rate_text
from tycktill_web.releases.headlines import headline
from tycktill_web.releases.models import MunicipalityExcerpt, PublicRelease
from tycktill_web.releases.picture import picture
from tycktill_web.releases.tables import QuestionLine, Shelf, TargetGroup, UnitLine

MOST_COLUMNS = 8


@dataclass(frozen=True)
class Result:
    """A municipality's result, or the nation's, in one target group."""

    release: PublicRelease
    municipality: str
    name: str
    target: str
    shelf: Shelf

    @property
    def is_nation(self) -> bool:
        """Whether the figures are the nation's own."""
        return self.municipality == NATION

    @cached_property
    def targets(self) -> Sequence[TargetGroup]:
        """The target groups to choose among."""
        return self.shelf.targets(self.release.round.family)

    @cached_property
    def lines(self) -> Sequence[QuestionLine]:
        """A line for each question."""
        return self.shelf.lines(self.target)

    @cached_property
    def units(self) -> Sequence[UnitLine]:
        """A line for each unit."""
        return self.shelf.units(self.target)

    @cached_property
    def headline(self) -> Sequence[str]:
        """The sentences on top."""
        return headline(self.shelf, self.target)

    @cached_property
    def own_rate(self) -> ResponseRate | None:
        """The response rate here."""
        return self.shelf.own_rate(self.target)

    @property
    def own_rate_text(self) -> str:
        """The response rate here, in per cent."""
        return rate_text(self.own_rate)

    @property
    def nation_rate_text(self) -> str:
        """The nation's response rate, in per cent."""
        return rate_text(self.shelf.nation_rate(self.target))

    @cached_property
    def chart(self) -> str:
        """The chart as SVG text."""
        return mark_safe(picture(self.lines, name=self.name or _("Riket"), is_nation=self.is_nation))  # noqa: S308  the method escapes its words

    @property
    def has_genders(self) -> bool:
        """Whether anything is shown for women or men apart."""
        return any(line.women.is_shown or line.men.is_shown for line in self.lines)

    @property
    def why_no_genders(self) -> str:
        """Why nothing is; empty when something is, or when nobody's gender was asked for."""
        figures = [figure for line in self.lines for figure in (line.women, line.men) if figure.row]
        if self.has_genders or not figures:
            return ""
        if {figure.reason for figure in figures} == {Reason.FEW}:
            return _("Kvinnors och mäns svar visas inte var för sig, eftersom för få ur varje grupp har svarat.")
        return _(
            "Kvinnors och mäns svar visas inte var för sig, eftersom de är för få eller skulle kunna avslöja svar."
        )

    @property
    def fits_in_columns(self) -> bool:
        """Whether a wide page has room for a column for each question."""
        return len(self.lines) <= MOST_COLUMNS

    @property
    def has_withheld(self) -> bool:
        """Whether anything on the page is withheld."""
        return any(figure.reason is not None for figure in self._figures())

    @property
    def has_too_wide(self) -> bool:
        """Whether anything on the page is known too roughly to be written."""
        return any(figure.is_too_wide for figure in self._figures())

    @property
    def widest(self) -> int:
        """How wide an interval of shares may be to be written, in percentage points."""
        return per_cent(WIDEST)

    @property
    def has_classes(self) -> bool:
        """Whether any share on the page is given as a class, or is a mean of such."""
        return any(line.has_rough_mean for line in self.lines) or any(figure.is_class for figure in self._figures())

    def _figures(self) -> Iterator[Figure]:
        for line in self.lines:
            yield from (line.own, line.women, line.men, line.nation)
        for unit in self.units:
            yield from (cell.figure for cell in unit.cells)


def result_of(release: PublicRelease, municipality: str, target: str = "") -> Result | None:
    """The result of `municipality` (NATION for the nation) for `target`, by default all target groups together.

    None when the release has no such municipality, or nobody there was asked in the target group.
    """
    excerpts = MunicipalityExcerpt.objects.filter(release=release, municipality__in={municipality, NATION})
    found = {each.municipality: each for each in excerpts}
    if municipality not in found:
        return None
    shelf = Shelf(found[municipality], found[NATION])
    targets = [group.id for group in shelf.targets(release.round.family)]
    if target and target not in targets:
        return None
    return Result(release, municipality, found[municipality].name, target or targets[0], shelf)
