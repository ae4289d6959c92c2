"""How far a round has come, as its pages tell it: offered exactly, answered as `shown` allows."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from tycktill.fieldwork import Offered, ResponseRate
from tycktill.statistics import per_cent, per_cent_upwards
from tycktill_web.fieldwork.live_figures import LiveAnswers, live_answers_in
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offer_sums import NOTHING_OFFERED, OfferSum, offer_sums_in
from tycktill_web.fieldwork.rounds import registrations_in
from tycktill_web.fieldwork.ways import NOT_COUNTED, OfferCount, offer_counts
from tycktill_web.participants.models import Organisation, Registration


@dataclass(frozen=True, slots=True)
class LiveRate:
    """So many were offered the questionnaire, or at least so many where not all `is_counted`; so many answered, or at
    least so many while it `is_exact` not."""

    rate: ResponseRate
    is_exact: bool
    is_counted: bool = True

    @property
    def offered(self) -> int:
        """How many were offered the questionnaire, as far as is known: who answers was offered, counted or not."""
        return self.rate.offered

    @property
    def answered(self) -> int:
        """How many codes are known to have been answered with; it never comes from the vault."""
        return self.rate.answered

    @property
    def is_few(self) -> bool:
        """Whether too few have answered for more to be told than that."""
        return not self.is_exact and not self.answered

    @property
    def per_cent(self) -> int | None:
        """The rate in whole per cent, or at least so many; None when nothing of that can be said."""
        if self.rate.share is None or self.is_few or not self.is_counted:
            return None
        return per_cent(self.rate.share) if self.is_exact else 100 * self.answered // self.offered

    @property
    def at_most(self) -> int | None:
        """What the rate is no higher than, in whole per cent, where not all offered were counted and everybody who
        answers has; None where that says nothing."""
        if self.is_counted or not self.is_exact or not self.offered:
            return None
        most = per_cent_upwards(self.answered, self.offered)
        return most if most < 100 else None

    @property
    def is_at_least(self) -> bool:
        """Whether the rate may be higher than `per_cent`."""
        return not self.is_exact and self.answered < self.offered


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How far a unit has come with a questionnaire, and how many codes it has been given for it."""

    registration: Registration
    issued: int
    rate: LiveRate
    count: OfferCount

    @property
    def unit(self) -> str:
        """The unit's name."""
        return self.registration.unit.name

    @property
    def instrument(self) -> str:
        """The questionnaire's id."""
        return self.registration.instrument


@dataclass(frozen=True, slots=True)
class OrganisationProgress:
    """How far an organisation has come, and its units, sorted by name."""

    organisation: Organisation
    units: Sequence[UnitProgress]
    rate: LiveRate


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """How far everybody has come, and unit by unit the organisations that were asked for."""

    organisations: Sequence[OrganisationProgress]
    rate: LiveRate

    def of(self, registration: Registration) -> UnitProgress:
        """One of their units."""
        return next(unit for each in self.organisations for unit in each.units if unit.registration == registration)


def round_progress(
    round: Round, *, on: datetime.date, of: Collection[Organisation | int] | None = None
) -> RoundProgress:
    """How far a round has come, as it may be told on this day; unit by unit that `of` all unless some are named."""
    return progress_in([round], on=on, of=of)[round.pk]


def progress_in(
    rounds: Sequence[Round], *, on: datetime.date, of: Collection[Organisation | int] | None = None
) -> Mapping[int, RoundProgress]:
    """The same for several rounds, by their ids. Four statements, but for a day's first look.

    Of a country there are thousands of units: what everybody comes to is added up without a look at each.
    """
    live, sums = live_answers_in(rounds, on=on), offer_sums_in(rounds)
    counts, registered = offer_counts(rounds, of=of), registrations_in(rounds, of=of)
    return {
        key: RoundProgress(
            list(
                _organisations_progress(
                    live[key], list(_units_progress(registered[key], live[key], sums[key], counts[key]))
                )
            ),
            _everybodys_rate(live[key], sums[key]),
        )
        for key in live
    }


def _organisations_progress(live: LiveAnswers, units: Sequence[UnitProgress]) -> Iterator[OrganisationProgress]:
    for key, own in _by_organisation(units).items():
        offered = sum((Offered(each.rate.offered, is_exact=each.rate.is_counted) for each in own), start=Offered(0))
        issued = sum(unit.issued for unit in own)
        rate = live_rate(live, offered, live.organisations.get(key, 0), issued=issued)
        yield OrganisationProgress(own[0].registration.unit.organisation, own, rate)


def _everybodys_rate(live: LiveAnswers, sums: Mapping[int, OfferSum]) -> LiveRate:
    counted = ((each.offered, live.least_offered(key, each)) for key, each in sums.items())
    uncounted = ((0, answered) for key, answered in live.units.items() if key not in sums)
    offered = Offered.together(chain(counted, uncounted))
    return live_rate(live, offered, live.everybody, issued=sum(each.issued for each in sums.values()))


def _units_progress(
    registered: Iterable[Registration],
    live: LiveAnswers,
    sums: Mapping[int, OfferSum],
    counts: Mapping[int, OfferCount],
) -> Iterator[UnitProgress]:
    for each in registered:
        count = counts.get(each.pk, NOT_COUNTED)
        least = live.least_offered(each.pk, sums.get(each.pk, NOTHING_OFFERED))
        offered = Offered.of(count.offered, least)
        rate = live_rate(live, offered, live.units.get(each.pk, 0), issued=count.issued)
        yield UnitProgress(each, count.issued, rate, count)


def rate_together(units: Sequence[UnitProgress]) -> LiveRate:
    """Of several units: so many answered as theirs tell, and none of the answers that these leave out."""
    offered = Offered.together((unit.count.offered, unit.rate.answered) for unit in units)
    answered = sum(unit.rate.answered for unit in units)
    rate = ResponseRate(max(offered.number, answered), answered)
    return LiveRate(rate, is_exact=all(unit.rate.is_exact for unit in units), is_counted=offered.is_exact)


def live_rate(live: LiveAnswers, offered: Offered, answered: int, *, issued: int) -> LiveRate:
    """So many offered and answered, where so many codes have been made."""
    # Where no codes have been made, everybody knows that nobody has answered.
    rate = ResponseRate(max(offered.number, answered), answered)
    is_counted = offered.is_exact and answered <= offered.number
    return LiveRate(rate, is_exact=live.is_exact or not issued, is_counted=is_counted)


def _by_organisation(units: Iterable[UnitProgress]) -> Mapping[int, Sequence[UnitProgress]]:
    groups: defaultdict[int, list[UnitProgress]] = defaultdict(list)
    for unit in units:
        groups[unit.registration.unit.organisation_id].append(unit)
    return groups
