"""The response rates of the round before, as its release tells them: of the nation, municipalities and units."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Subquery, Value

from tycktill.fieldwork import ResponseRate
from tycktill.terms import GenderGroup
from tycktill_web.fieldwork.models import Round
from tycktill_web.participants.models import Organisation
from tycktill_web.releases.models import PublicRelease, ReleasedPlace, ReleasedValue


@dataclass(frozen=True, slots=True)
class EarlierRates:
    """Of the round `label`, by municipality, unit and target group; empty for the nation, and for all units."""

    label: str = ""
    rates: Mapping[tuple[str, str, str], ResponseRate] = field(default_factory=dict)

    def of(self, municipality: str, target: str, unit: str = "") -> ResponseRate | None:
        """The rate there and then, where it is public."""
        return self.rates.get((municipality, unit, target))

    def of_own(self, organisation: Organisation, target: str) -> ResponseRate | None:
        """A municipality's; None of another provider there, for the municipality's is not its own."""
        is_whole = organisation.kind == Organisation.Kind.MUNICIPALITY
        return self.of(organisation.municipality, target) if is_whole else None


def earlier_rates(round: Round, municipalities: Collection[str]) -> EarlierRates:
    """Those of these municipalities and the nation, in the newest public round of the family before. One statement.

    Of whole places as the list of them tells it, for a question that some questionnaires lack tells of a part alone.
    """
    before = PublicRelease.objects.published().filter(round__family=round.family, round__opens_on__lt=round.opens_on)
    newest = Subquery(before.order_by("-round__opens_on", "-round__label").values("pk")[:1])
    wanted = {"release": newest, "municipality__in": ["", *municipalities]}
    parts = ReleasedValue.objects.filter(**wanted, gender=GenderGroup.ALL).exclude(target=round.family, unit="")
    parts_rows = parts.order_by().values_list(*_PART_FIELDS, "unit", "target", *_COUNTED)
    whole = Value(""), Value(round.family)
    rows = parts_rows.union(ReleasedPlace.objects.filter(**wanted).values_list(*_PART_FIELDS, *whole, *_COUNTED))
    counted = [(key, of, answered) for _, *key, of, answered in rows if of is not None and answered is not None]
    rates = {tuple(key): ResponseRate(of, answered) for key, of, answered in sorted(counted)}
    return EarlierRates(next((label for label, *_ in rows), ""), rates)


_PART_FIELDS = ("release__round__label", "municipality")
_COUNTED = ("offered", "answered")
