"""One place's result for one target group, as its page shows it: findings, and the words of the page's language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tycktill.disclosure import ProtectedValue
from tycktill.findings import (
    PlaceFindings,
    TargetFindings,
    Tested,
    UnitsApart,
    Unstated,
    Words,
    easy_summary,
    highest_and_lowest,
    how_counted,
    overview_headline,
    page_details,
    response_sentences,
    round_facts,
    unit_differences,
    units_apart,
    variation_between,
    who_stands_behind,
)
from tycktill.instrument import SOURCE_LANGUAGE
from tycktill.publication import per_cent
from tycktill.tables import Tables
from tycktill_web.releases.lines import FigureCell, GroupOnQuestion, QuestionLine, UnitLine, UnitOnQuestion
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.picture import questions_picture
from tycktill_web.releases.slugs import slugs_of
from tycktill_web.releases.spread import QuestionSpread, spreads_of
from tycktill_web.releases.wordings import Asked, wordings_of

MOST_COLUMNS = 8


@dataclass(frozen=True)
class Result:
    """A municipality's result, or the nation's, in one target group."""

    release: PublicRelease
    place: PlaceFindings
    target: TargetFindings
    tables: Tables
    words: Words

    @property
    def rows(self) -> Sequence[ProtectedValue]:
        """What the release has of the place, its units among it."""
        return [row for row in self.tables.rows if row.cell.municipality == self.place.municipality]

    @property
    def is_nation(self) -> bool:
        """Whether the figures are the nation's own."""
        return self.place.is_nation

    @property
    def has_nation(self) -> bool:
        """Whether there are others beside it: a municipality that was alone in a release has no nation around it."""
        return not (self.place.is_nation or self.place.is_alone)

    @property
    def has_mean(self) -> bool:
        """Whether the release has several municipalities."""
        return not self.place.is_alone

    @property
    def name(self) -> str:
        """What the place is called; empty for the nation."""
        return "" if self.place.is_nation else self.place.name

    @cached_property
    def targets(self) -> Sequence[tuple[str, str]]:
        """The target groups to choose among, by id and name: all of them together first."""
        groups = [(group.id, self.words.text(group.name)) for group in (*self.place.combined, *self.place.groups)]
        return [(self.place.whole.id, _("Alla målgrupper")), *groups] if groups else []

    @property
    def target_name(self) -> str:
        """What the target group is called, where there are several."""
        return next((name for id_, name in self.targets if id_ == self.target.id), "")

    @cached_property
    def lines(self) -> Sequence[QuestionLine]:
        return [QuestionLine(each, self.words) for each in self.target.questions]

    @cached_property
    def asked(self) -> Sequence[tuple[QuestionLine, Sequence[Asked]]]:
        """Each question with its wordings, and what counts as positive."""
        groups = [each.id for each in self.place.members_of(self.target)] or [self.target.id]
        found = wordings_of(self.release, groups, self.words.language)
        return [(line, found.get(line.finding.id, ())) for line in self.lines]

    @cached_property
    def units(self) -> Sequence[UnitLine]:
        slugs = slugs_of([each.name for each in self.target.units])
        return [UnitLine(each, self.lines, self.words, slugs[each.name], self._verdicts) for each in self.target.units]

    @property
    def group_rows(self) -> Sequence[GroupOnQuestion]:
        """Each of the target groups that are combined here, on the question that sums the others up."""
        question = self.summed_up.finding.id if self.summed_up else ""
        found = [(group, each) for group in self.place.members_of(self.target) for each in group.questions]
        return [
            GroupOnQuestion(group, QuestionLine(each, self.words), self.words)
            for group, each in found
            if each.id == question
        ]

    @cached_property
    def distributions(self) -> Sequence[QuestionSpread]:
        """How answers lie over the options, of those questions where that is told."""
        return spreads_of(self.release, self.place.municipality, self.target.id, self.asked, self.words)

    @property
    def unit_rows(self) -> Sequence[UnitOnQuestion]:
        """The same on the question that sums the others up."""
        question = self.summed_up
        return [UnitOnQuestion(line, question) for line in self.units] if question else []

    @cached_property
    def units_apart(self) -> UnitsApart:
        """What tests say of the units beside each other."""
        return units_apart(self.tables, self.place.municipality, self.target.id)

    @property
    def _verdicts(self) -> Tested:
        """Each unit beside the rest of the municipality, by its name and the question."""
        return self.units_apart.against_rest

    @property
    def unit_differences(self) -> Sequence[str]:
        """What is told of the units together."""
        return list(unit_differences(self.target, self.units_apart, self.words))

    @property
    def variation_between(self) -> Sequence[str]:
        """How much of the variation lies between units."""
        return list(variation_between(self.target, self.units_apart, self.words))

    @property
    def summed_up(self) -> QuestionLine | None:
        """The question that sums the others up, by which units and groups stand beside each other."""
        overall = self.target.overall[0].id if self.target.overall else ""
        return next((line for line in self.lines if line.finding.id == overall), self.lines[0] if self.lines else None)

    @cached_property
    def headline(self) -> Sequence[str]:
        """The sentences on top."""
        return list(overview_headline(self.place, self.target, self.words))

    @property
    def easy_sentences(self) -> Sequence[str]:
        """The result in easy Swedish, a paragraph each; none on a page in another language."""
        is_swedish = self.words.language == SOURCE_LANGUAGE
        return list(easy_summary(self.place, self.target)) if is_swedish and not self.is_nation else []

    @property
    def news_sentences(self) -> Sequence[str]:
        """The headline, and the questions at both ends."""
        return [*self.headline, *highest_and_lowest(self.target, self.words)]

    @cached_property
    def details(self) -> Sequence[str]:
        """Paragraphs on what else there is to tell."""
        return list(page_details(self.place, self.target, self.words))

    @property
    def about_sentences(self) -> Sequence[str]:
        """When the round was held and of whom, how the offered were counted, and who stands behind it."""
        paragraphs = round_facts(self.place, self.words), how_counted(self.place, self.words)
        return [*chain.from_iterable(paragraphs), *who_stands_behind(self.place, self.words)]

    @property
    def published_at(self) -> datetime | None:
        """When it was made public, by the second of two signatures; None for a draft."""
        return self.release.published_at

    @property
    def response_sentences(self) -> Sequence[str]:
        """How many were offered and answered, beside the nation."""
        return list(response_sentences(self.target, self.words))

    @cached_property
    def chart(self) -> str:
        """The chart as SVG text."""
        drawn = questions_picture(
            self.target.questions, self.words, name=self.name or _("Hela landet"), is_nation=self.is_nation
        )
        return mark_safe(drawn)  # noqa: S308  the method escapes its words

    @property
    def round_before(self) -> str:
        """The latest earlier round that figures stand beside; empty where there is none."""
        return max((each.change.round for each in self.target.questions if each.change), default="")

    @property
    def has_genders(self) -> bool:
        """Whether anything is shown for women or men apart."""
        return any(cell.is_shown for cell in self._gender_cells())

    @property
    def why_no_genders(self) -> str:
        """Why nothing is; empty when something is, or when nobody's gender was asked for."""
        reasons = {cell.figure.unstated for cell in self._gender_cells()} - {Unstated.NOT_ASKED}
        if self.has_genders or not reasons:
            return ""
        if reasons == {Unstated.FEW}:
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
        return any(cell.figure.unstated in (Unstated.FEW, Unstated.PROTECTS) for cell in self._cells)

    @property
    def has_too_wide(self) -> bool:
        """Whether anything on the page is known too roughly to be written."""
        return any(cell.figure.unstated is Unstated.WIDE for cell in self._cells)

    @property
    def widest(self) -> int:
        """How wide an interval of shares may be to be written, in percentage points."""
        return per_cent(self.place.manifest.policy.widest)

    @property
    def has_classes(self) -> bool:
        """Whether any share on the page is given as a class."""
        return any(cell.is_class for cell in self._cells)

    def _gender_cells(self) -> Iterator[FigureCell]:
        for line in self.lines:
            yield from (line.women, line.men)

    @cached_property
    def _cells(self) -> Sequence[FigureCell]:
        lines = [cell for line in self.lines for cell in (line.own, line.women, line.men, line.nation)]
        return [*lines, *(row.own for row in self.unit_rows)]
