"""Where the figures of a municipality stand beside its targets, and how often chance alone has a target missed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tycktill.findings import Response, figure_of, rate_text, response_rate_text, share_text
from tycktill.improvement import Chance, TargetStatus, chances_to_miss, response_status, target_status
from tycktill.terms import RESPONSE_RATE, GenderGroup
from tycktill_web.improvement.models import PlannedTarget
from tycktill_web.improvement.wording import sentences_of_page
from tycktill_web.participants.models import Organisation
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.models import PublicRelease, ReleasedPlace, ReleasedValue
from tycktill_web.releases.values import ReleasedRow, released_rows, rows_of
from tycktill_web.releases.words import group_name, words_of_page


@dataclass(frozen=True, slots=True)
class Goal:
    """A target beside the newest figure: `valid` and `figure` are empty where it is not told."""

    planned: PlannedTarget
    name: str
    round: str
    figure: str
    valid: int | None
    found: TargetStatus | None
    chances: Sequence[Chance]

    @property
    def aim(self) -> str:
        """The target in per cent."""
        return rate_text(self.planned.level / 100, words_of_page(), sign=True)

    @property
    def status(self) -> str:
        """Reached, not reached or not to be told, in words."""
        return sentences_of_page().status[self.found or TargetStatus.UNDECIDED]

    @property
    def miss_chances(self) -> Sequence[tuple[str, str]]:
        """By true level how often chance has the target missed."""
        words = words_of_page()
        return [
            (rate_text(each.level, words, sign=True), rate_text(each.missed, words, sign=True)) for each in self.chances
        ]


def goals_of(planned: Iterable[PlannedTarget], parts: Iterable[ReleasedPlace]) -> Sequence[Goal]:
    """Each target with its figure in the newest release of its family among these parts; one statement for all."""
    wanted, newest = list(planned), _newest_parts(parts)
    values = _goal_values(wanted, newest)
    return [_goal_of(each, newest.get((each.organisation.municipality, each.family)), values) for each in wanted]


_Newest = Mapping[tuple[str, str], ReleasedPlace]
"""By municipality and family."""


def _newest_parts(parts: Iterable[ReleasedPlace]) -> _Newest:
    """The parts come newest first."""
    found: dict[tuple[str, str], ReleasedPlace] = {}
    for part in parts:
        found.setdefault((part.municipality, part.release.round.family), part)
    return found


_Values = Mapping[tuple[int, str, str, str, str], ReleasedRow]


def _goal_values(wanted: Sequence[PlannedTarget], newest: _Newest) -> _Values:
    figures = Q(pk__in=[])
    for each in wanted:
        municipality = each.organisation.municipality
        part = newest.get((municipality, each.family))
        figure = {"municipality": municipality, "target": each.target, "question": each.question, "unit": each.unit}
        figures |= Q(release=part.release_id, **figure) if part else Q(pk__in=[])
    rows = released_rows(ReleasedValue.objects.filter(figures, gender=GenderGroup.ALL))
    return {(row.release_id, row.municipality, row.target, row.question, row.unit): row for row in rows}


def rate_targets(organisations: Iterable[Organisation]) -> Mapping[tuple[int, str], int]:
    """The response rates that organisations aim at, in per cent, by organisation and family."""
    own = _rate_targets().filter(organisation__in=organisations)
    return {
        (organisation, family): level
        for organisation, family, level in own.values_list("organisation", "family", "level")
    }


def rate_target_of(organisation: OuterRef, family: str) -> Subquery:
    """The same of one organisation and family, as a column of another query."""
    return Subquery(_rate_targets().filter(organisation=organisation, family=family).values("level")[:1])


def _rate_targets() -> QuerySet[PlannedTarget]:
    return PlannedTarget.objects.filter(question=RESPONSE_RATE, unit="")


def _goal_of(planned: PlannedTarget, part: ReleasedPlace | None, values: _Values) -> Goal:
    if part is None:
        return Goal(planned, planned.question, "", "", None, None, ())
    release, label, name = part.release, part.release.round.label, figure_name(planned, part.release)
    if planned.question == RESPONSE_RATE:
        return _rate_goal(planned, part, label, name)
    value = values.get((release.pk, part.municipality, planned.target, planned.question, planned.unit))
    row = rows_of([value], label)[0] if value else None
    figure = figure_of(row, manifest_of(release).policy.widest)
    if figure.known is None or figure.share is None or figure.interval is None:
        return Goal(planned, name, label, "", None, None, ())
    aim = planned.level / 100
    return Goal(
        planned,
        name,
        label,
        share_text(figure.share, words_of_page(), sign=True),
        figure.known.valid,
        target_status(figure.known, figure.interval.least, figure.interval.most, aim),
        chances_to_miss(aim, figure.known.valid),
    )


def _rate_goal(planned: PlannedTarget, part: ReleasedPlace, label: str, name: str) -> Goal:
    response = Response(part.offered, part.answered, offered_min=part.offered_min)
    rate = response_rate_text(response, words_of_page())
    if not part.offered or part.answered is None:
        return Goal(planned, name, label, rate, None, None, ())
    found = response_status(part.answered, part.offered, planned.level / 100)
    return Goal(planned, name, label, rate, part.offered, found, ())


def figure_name(planned: PlannedTarget, release: PublicRelease) -> str:
    """The question's short name, with the unit and the target group."""
    words = words_of_page()
    if planned.question == RESPONSE_RATE:
        return words.rate
    names = manifest_of(release).names
    question = names.question(planned.target, planned.question, words.language)
    parts = [question, planned.unit, group_name(planned.target)]
    return ", ".join(part for part in parts if part)
