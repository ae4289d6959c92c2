"""The response rates of the round before, as its release tells them: of the nation, municipalities and units."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Subquery

from tycktill.fieldwork import ResponseRate
from tycktill.terms import GenderGroup
from tycktill_web.fieldwork.models import Round
from tycktill_web.releases.models import PublicRelease, ReleasedValue


@dataclass(frozen=True, slots=True)
class EarlierRates:
    """Of the round `label`, by municipality, unit and target group; empty for the nation, and for all units."""

    label: str = ""
    rates: Mapping[tuple[str, str, str], ResponseRate] = field(default_factory=dict)

    def of(self, municipality: str, target: str, unit: str = "") -> ResponseRate | None:
        """The rate there and then, where it is public."""
        return self.rates.get((municipality, unit, target))


def earlier_rates(round: Round, municipalities: Collection[str]) -> EarlierRates:
    """Those of these municipalities and the nation, in the newest public round of the family before. One statement."""
    before = PublicRelease.objects.published().filter(round__family=round.family, round__opens_on__lt=round.opens_on)
    newest = before.order_by("-round__opens_on", "-round__label").values("pk")[:1]
    own = ReleasedValue.objects.filter(
        release=Subquery(newest), gender=GenderGroup.ALL, municipality__in=["", *municipalities]
    )
    counted = own.exclude(offered=None).exclude(answered=None).order_by().distinct()
    rows = list(counted.values_list("release__round__label", "municipality", "unit", "target", "offered", "answered"))
    rates = {
        (place, unit, target): ResponseRate(of or 0, answered or 0) for _, place, unit, target, of, answered in rows
    }
    return EarlierRates(rows[0][0] if rows else "", rates)
