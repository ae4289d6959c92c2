"""One place over the rounds of a family: each question's figure in each, as the releases that stand tell it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.safestring import mark_safe

from tycktill.charts import YearPoint, years_picture
from tycktill.disclosure import ProtectedValue
from tycktill.findings import Words, figure_of
from tycktill.tables import Manifest
from tycktill.terms import GenderGroup
from tycktill_web.releases.lines import FigureCell
from tycktill_web.releases.models import PublicRelease, ReleasedValue
from tycktill_web.releases.picture import ends, picture_of
from tycktill_web.releases.results import manifest_of
from tycktill_web.releases.values import rows_of
from tycktill_web.releases.words import words_of_page


class Apart(StrEnum):
    """Why a figure is not joined with the one before it."""

    QUESTION = "question"
    """Something else was asked."""
    GROUPS = "groups"
    """The answers are of other target groups."""


@dataclass(frozen=True, slots=True)
class RoundFigure:
    """A figure in one round; `apart` is why it is not joined with the round before."""

    round: str
    own: FigureCell
    apart: Apart | None = None

    @property
    def picture(self) -> str:
        """The figure with its interval, on a line from 0 to 100 per cent."""
        return picture_of(self.own.figure, None)


@dataclass(frozen=True, slots=True)
class QuestionSeries:
    """A question over the rounds; a round that did not ask it has a figure that says so."""

    id: str
    name: str
    figures: Sequence[RoundFigure]

    @property
    def picture(self) -> str:
        """All figures, the first round to the left."""
        return mark_safe(years_picture([_point(each) for each in self.figures]))  # noqa: S308  numbers alone


def _point(each: RoundFigure) -> YearPoint:
    figure = each.own.figure
    interval = ends(figure.interval) if figure.interval else None
    return YearPoint(ends(figure.share) if figure.share else None, interval, each.apart is not None)


@dataclass(frozen=True, slots=True)
class PlaceSeries:
    """A place over the rounds that have it, the oldest first; questions as the newest asks them, dropped ones last."""

    rounds: Sequence[str]
    questions: Sequence[QuestionSeries]

    def has(self, apart: Apart) -> bool:
        """Whether any two rounds are apart for this reason."""
        return any(figure.apart is apart for each in self.questions for figure in each.figures)

    @property
    def has_changed_questions(self) -> bool:
        """Whether any question was changed between two of the rounds."""
        return self.has(Apart.QUESTION)

    @property
    def has_changed_groups(self) -> bool:
        """Whether two rounds are of different target groups."""
        return self.has(Apart.GROUPS)

    def question(self, id_: str) -> QuestionSeries | None:
        """One of them."""
        return next((each for each in self.questions if each.id == id_), None)


def over_rounds(releases: Sequence[PublicRelease], municipality: str, target: str) -> PlaceSeries:
    """The place in all rounds of these releases that have it."""
    in_order = sorted(releases, key=lambda each: each.round.label)
    values = _values(in_order, municipality)
    held = [_Held.of(release, target, values[release.pk]) for release in in_order if release.pk in values]
    told = [each for each in held if each.rows]
    asked = dict.fromkeys(question for each in reversed(told) for question in each.manifest.questions.get(target, ()))
    return PlaceSeries(
        [each.round for each in told], [_series(question, target, told, words_of_page()) for question in asked]
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """What a release has of the place: everybody's rows by question, and the target groups that were asked there."""

    round: str
    manifest: Manifest
    rows: Mapping[str, ProtectedValue]
    groups: frozenset[str]

    @classmethod
    def of(cls, release: PublicRelease, target: str, values: Sequence[ReleasedValue]) -> "_Held":
        """Of all that the release tells of everybody there."""
        manifest = manifest_of(release)
        own = [value for value in values if value.target == target]
        rows = {row.question: row for row in rows_of(own, release.round.label)}
        members = {value.target for value in values} & manifest.families.keys()
        is_family = target in manifest.families.values()
        return cls(release.round.label, manifest, rows, frozenset(members) if is_family else frozenset({target}))


def _values(releases: Sequence[PublicRelease], municipality: str) -> Mapping[int, Sequence[ReleasedValue]]:
    """Everybody's values there, by release."""
    found: defaultdict[int, list[ReleasedValue]] = defaultdict(list)
    own = ReleasedValue.objects.filter(release__in=releases, municipality=municipality, unit="", gender=GenderGroup.ALL)
    for value in own.defer("comparison"):
        found[value.release_id].append(value)
    return found


def _series(question: str, target: str, told: Sequence[_Held], words: Words) -> QuestionSeries:
    figures: list[RoundFigure] = []
    before: _Held | None = None
    for each in told:
        cell = FigureCell(figure_of(each.rows.get(question), each.manifest.policy.widest), words)
        figures.append(RoundFigure(each.round, cell, _apart(before, each, target, question)))
        before = each if question in each.rows else before
    names = [each.manifest.names.questions.get(target, {}).get(question, {}) for each in told]
    return QuestionSeries(
        question, words.text(next((name for name in reversed(names) if name), {})) or question, figures
    )


def _apart(before: _Held | None, now: _Held, target: str, question: str) -> Apart | None:
    """Why the question's figure cannot be joined with that of the last round that has one."""
    if before is None or question not in now.rows:
        return None
    meanings = [each.manifest.meanings.get(target, {}).get(question) for each in (before, now)]
    if meanings[0] != meanings[1]:
        return Apart.QUESTION
    return Apart.GROUPS if before.groups != now.groups else None
