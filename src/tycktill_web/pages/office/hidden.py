"""What a place's page does not show, group by group, and why: told from the release alone."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tycktill.terms import GenderGroup
from tycktill_web.pages.office.balance import Sum
from tycktill_web.pages.office.fates import fate_of
from tycktill_web.releases.results import Result

_ORDER = {GenderGroup.ALL: 0, GenderGroup.WOMEN: 1, GenderGroup.MEN: 2}


def hidden(result: Result) -> Sequence[Sum]:
    """The groups of the page of which some values are no figures there, the whole place first."""
    found: defaultdict[tuple[str, GenderGroup], Sum] = defaultdict(lambda: Sum(""))
    for row in result.rows:
        if row.cell.instrument == result.target.id:
            found[row.cell.unit, row.cell.gender].by_fate[fate_of(row)] += 1
    whole = _("Hela landet") if result.is_nation else _("Alla enheter")
    for (unit, gender), sum_ in found.items():
        sum_.name = _name(unit or whole, gender)
    in_order = sorted(found, key=lambda group: (group[0], _ORDER[group[1]]))
    return [found[group] for group in in_order if any(part.number for part in found[group].unstated)]


def _name(place: str, gender: GenderGroup) -> str:
    genders = {GenderGroup.WOMEN: _("kvinnor"), GenderGroup.MEN: _("män")}
    return f"{place} ({genders[gender]})" if gender in genders else place
