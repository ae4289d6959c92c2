"""One place over the rounds of a family: each question's figure in each, as the releases that stand tell it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Q
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tycktill.charts import YearPoint, YearsWords, years_chart, years_picture
from tycktill.disclosure import ProtectedValue
from tycktill.findings import Figure, Words, figure_of, trend_sentence
from tycktill.instrument import Texts, series_start
from tycktill.tables import Direction, Manifest
from tycktill.terms import GenderGroup
from tycktill_web.releases.lines import FigureCell
from tycktill_web.releases.manifests import manifests_of
from tycktill_web.releases.models import PublicRelease, ReleasedValue
from tycktill_web.releases.picture import picture_of, share_ends
from tycktill_web.releases.values import NATION, ReleasedRow, comparisons_of, released_rows, rows_of
from tycktill_web.releases.words import words_of_page


class Apart(StrEnum):
    """Why a figure is not joined with the one before it."""

    QUESTION = "question"
    """Something else was asked."""
    HELD = "held"
    """The survey was held in another way."""
    GROUPS = "groups"
    """The answers are of other target groups."""


@dataclass(frozen=True, slots=True)
class RoundFigure:
    """A figure in one round; `apart` is why it is not joined with the round before, in the office's words `why` where
    the survey was held in another way. `nation` is the nation's, where the
    place is not the nation itself."""

    round: str
    own: FigureCell
    apart: Apart | None = None
    nation: Figure | None = None
    nation_apart: Apart | None = None
    is_pilot: bool = False
    why: str = ""

    @property
    def picture(self) -> str:
        """The figure with its interval, on a line from 0 to 100 per cent."""
        return picture_of(self.own.figure, None)


@dataclass(frozen=True, slots=True)
class QuestionSeries:
    """A question over the rounds; a round that did not ask it has a figure that says so. `trend` is what a test says of
    the rounds since the latest break."""

    id: str
    name: str
    figures: Sequence[RoundFigure]
    trend: Direction
    words: Words

    @property
    def picture(self) -> str:
        """All figures, the first round to the left."""
        return mark_safe(years_picture([_year_point(each) for each in self.figures]))  # noqa: S308  numbers alone

    @property
    def chart(self) -> str:
        """The same with years, scale and how many answered."""
        around = YearsWords(
            _("%(question)s, år för år") % {"question": self.name},
            _("En punkt för varje år, med osäkerhetsintervall. Samma siffror står i tabellen nedanför."),
        )
        drawn = years_chart([_year_point(each) for each in self.figures], around, id_prefix=f"years-{self.id}")
        return mark_safe(drawn)  # noqa: S308  the method escapes its words

    @property
    def verdict(self) -> str:
        """What is proven since the latest break; nothing where the newest figure is not told."""
        return trend_sentence(self.trend, self.words) if self.figures[-1].own.is_shown else ""

    @property
    def last_apart(self) -> RoundFigure | None:
        """The latest round that is not joined with the one before."""
        return next((each for each in reversed(self.figures) if each.apart), None)


def _year_point(each: RoundFigure) -> YearPoint:
    figure = each.own.figure
    nation = each.nation.share if each.nation else None
    return YearPoint(
        share_ends(figure.share) if figure.share else None,
        share_ends(figure.interval) if figure.interval else None,
        is_broken=each.apart is not None,
        nation=share_ends(nation) if nation else None,
        is_nation_broken=each.nation_apart is not None,
        label=each.round,
        below="–" if figure.valid is None else str(figure.valid),
        is_pilot=each.is_pilot,
    )


@dataclass(frozen=True, slots=True)
class PlaceSeries:
    """A place over the rounds that have it, the oldest first; questions as the newest asks them, dropped ones last."""

    rounds: Sequence[str]
    questions: Sequence[QuestionSeries]
    is_nation: bool = False

    def has_apart(self, apart: Apart) -> bool:
        """Whether any two rounds are apart for this reason."""
        return any(figure.apart is apart for each in self.questions for figure in each.figures)

    @property
    def has_changed_questions(self) -> bool:
        """Whether any question was changed between two of the rounds."""
        return self.has_apart(Apart.QUESTION)

    @property
    def unlike_rounds(self) -> Sequence[tuple[str, str]]:
        """The rounds that were held in another way than the ones before, each with the reason."""
        every = (figure for each in self.questions for figure in each.figures if figure.apart is Apart.HELD)
        return sorted({each.round: each.why for each in every}.items())

    @property
    def has_changed_groups(self) -> bool:
        """Whether two rounds are of different target groups."""
        return self.has_apart(Apart.GROUPS)

    @property
    def has_pilots(self) -> bool:
        """Whether any round was a trial."""
        return any(figure.is_pilot for each in self.questions for figure in each.figures)

    @property
    def has_unstated(self) -> bool:
        """Whether any figure is not told."""
        return any(not figure.own.is_shown for each in self.questions for figure in each.figures)

    @property
    def has_classes(self) -> bool:
        """Whether any figure is told roughly."""
        return any(figure.own.is_class for each in self.questions for figure in each.figures)

    def question(self, id_: str) -> QuestionSeries | None:
        """One of them."""
        return next((each for each in self.questions if each.id == id_), None)


def over_rounds(releases: Sequence[PublicRelease], municipality: str, target: str) -> PlaceSeries:
    """The place in all rounds of these releases that have it, and the nation beside it."""
    in_order = sorted(releases, key=lambda each: (each.round.opens_on, each.round.label))
    values = _values_by_place(in_order, municipality, target)
    manifests = manifests_of(in_order)
    own, nations = (
        [
            _Held.of(release, manifest, target, values[release.pk, place])
            for release, manifest in manifests.items()
            if (release.pk, place) in values
        ]
        for place in (municipality, NATION)
    )
    held = [each for each in own if each.rows]
    asked = dict.fromkeys(question for each in reversed(held) for question in each.manifest.questions.get(target, ()))
    is_nation = municipality == NATION
    trends = _trends_by_question(held[-1], target) if held and not is_nation else {}
    beside = [] if is_nation else nations
    series = [_question_series(question, target, held, beside, trends.get(question, Direction())) for question in asked]
    return PlaceSeries([each.round for each in held], series, is_nation)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a release has of the place: everybody's values there, their rows by question, and the target groups that
    were asked."""

    release: PublicRelease
    manifest: Manifest
    rows: Mapping[str, ProtectedValue]
    groups: frozenset[str]
    values: Sequence[ReleasedRow]
    is_pilot: bool

    @property
    def round(self) -> str:
        """Of the release."""
        return self.release.round.label

    @classmethod
    def of(cls, release: PublicRelease, manifest: Manifest, target: str, values: Sequence[ReleasedRow]) -> "_Held":
        """Of all that the release tells of everybody there."""
        every = rows_of(values, release.round.label)
        members = {value.target for value in values} & manifest.families.keys()
        is_family = target in manifest.families.values()
        facts = manifest.facts_of(release.round.family, release.round.label)
        return cls(
            release,
            manifest,
            {row.question: row for row in every if row.cell.instrument == target},
            frozenset(members) if is_family else frozenset({target}),
            values,
            target in manifest.pilots or bool(facts.pilot),
        )


def _trends_by_question(newest: _Held, target: str) -> Mapping[str, Direction]:
    """By question, as the newest release tells them."""
    values = [value for value in newest.values if value.target == target]
    return {each.row.question: each.trend for each in comparisons_of(newest.release, values)}


def _values_by_place(
    releases: Sequence[PublicRelease], municipality: str, target: str
) -> Mapping[tuple[int, str], Sequence[ReleasedRow]]:
    """Everybody's values in the place, and those of the target in the nation, by release and place."""
    found: defaultdict[tuple[int, str], list[ReleasedRow]] = defaultdict(list)
    everybody = ReleasedValue.objects.filter(release__in=releases, unit="", gender=GenderGroup.ALL)
    here = everybody.filter(municipality__in={municipality, NATION})
    for value in released_rows(here.exclude(Q(municipality=NATION) & ~Q(target=target))):
        found[value.release_id, value.municipality].append(value)
    return found


def _question_series(
    question: str, target: str, held: Sequence[_Held], nations: Sequence[_Held], trend: Direction
) -> QuestionSeries:
    words = words_of_page()
    beside = {each.round: each for each in _round_figures(question, target, nations, words)}
    figures = [
        replace(each, nation=nation.own.figure, nation_apart=nation.apart)
        if (nation := beside.get(each.round))
        else each
        for each in _round_figures(question, target, held, words)
    ]
    names = [each.manifest.names.questions.get(target, {}).get(question, {}) for each in held]
    name = words.text(next((name for name in reversed(names) if name), {})) or question
    return QuestionSeries(question, name, figures, trend, words)


def _round_figures(question: str, target: str, held: Sequence[_Held], words: Words) -> Sequence[RoundFigure]:
    figures: list[RoundFigure] = []
    before: _Held | None = None
    for each in held:
        cell = FigureCell(figure_of(each.rows.get(question), each.manifest.policy.widest), words)
        apart = _why_apart(before, each, target, question)
        why = words.text(_series_start(each)[1]) if apart is Apart.HELD else ""
        figures.append(RoundFigure(each.round, cell, apart, is_pilot=each.is_pilot, why=why))
        before = each if question in each.rows else before
    return figures


def _why_apart(before: _Held | None, now: _Held, target: str, question: str) -> Apart | None:
    """Why the question's figure cannot be joined with that of the last round that has one."""
    if before is None or question not in now.rows:
        return None
    meanings = [each.manifest.meanings.get(target, {}).get(question) for each in (before, now)]
    if meanings[0] != meanings[1]:
        return Apart.QUESTION
    if _series_start(now)[0] > before.round:
        return Apart.HELD
    return Apart.GROUPS if before.groups != now.groups else None


def _series_start(held: _Held) -> tuple[str, Texts]:
    """Since which round the survey is held as in this one, and why no earlier one can be compared."""
    return series_start(held.manifest.facts, held.release.round.family, until=held.round)
