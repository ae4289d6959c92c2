"""What a place's page withholds, group by group, and whose answers it stands before: told from the release alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tycktill.publication import ResultRow
from tycktill.terms import GenderGroup, Status
from tycktill_web.pages.office.fates import Fate, fate_of
from tycktill_web.releases.results import Result
from tycktill_web.releases.words import families, group_name

_Group = tuple[str, str, GenderGroup]
"""Target group, unit (empty for the whole place) and gender."""

_Withheld = Mapping[_Group, Mapping[str, Fate]]
"""Why each withheld question is, by group."""

MOST_NAMED = 3
"""Groups that a sentence names before it says that there are more."""


@dataclass(frozen=True, slots=True)
class HiddenGroup:
    """A group with withheld values: how many of either fate, and what showing those that protect would tell."""

    name: str
    few: int
    protects: int
    cost: str


def hidden(result: Result) -> Sequence[HiddenGroup]:
    """The groups of the page that have withheld values, the whole place first."""
    withheld = _withheld(result.shelf.rows)
    own = sorted(group for group in withheld if group[0] == result.target)
    return [_hidden(group, withheld) for group in sorted(own, key=lambda group: (group[1], _ORDER[group[2]]))]


def _withheld(rows: Sequence[ResultRow]) -> _Withheld:
    found: defaultdict[_Group, dict[str, Fate]] = defaultdict(dict)
    for row in rows:
        if row.status is Status.WITHHELD:
            found[row.cell.instrument, row.cell.unit, row.cell.gender][row.question] = fate_of(row)
    return found


def _hidden(group: _Group, withheld: _Withheld) -> HiddenGroup:
    fates = Counter(withheld[group].values())
    cost = _cost(group, withheld) if fates[Fate.PROTECTS] else ""
    return HiddenGroup(_name(group), fates[Fate.FEW], fates[Fate.PROTECTS], cost)


def _cost(group: _Group, withheld: _Withheld) -> str:
    """Whose answers a reader could come at, by taking this from what is shown."""
    beside = list(_beside(group, withheld)) or [_("svar som inte står på den här sidan")]
    return "; ".join(beside[:MOST_NAMED] + ([_("fler")] if len(beside) > MOST_NAMED else []))


def _beside(group: _Group, withheld: _Withheld) -> Iterator[str]:
    """What adds up with this group and is withheld on one of the same questions, the fewest answers first."""
    questions = {question for question, fate in withheld[group].items() if fate is Fate.PROTECTS}
    others = [each for each, fates in withheld.items() if _adds_up(each, group) and questions & set(fates)]
    few_first = sorted(others, key=lambda each: Fate.FEW not in {withheld[each].get(one) for one in questions})
    yield from (_name(each, beside=group) for each in few_first)
    if group[2] is not GenderGroup.ALL:
        yield _("de som inte svarade kvinna eller man")


def _adds_up(one: _Group, other: _Group) -> bool:
    """Whether they are parts, or part and whole, of one sum: of genders, of units, or of a family's target groups."""
    differing = [place for place in range(3) if one[place] != other[place]]
    if differing == [0]:
        return one[0] in families() or other[0] in families()
    return len(differing) == 1


_ORDER = {GenderGroup.ALL: 0, GenderGroup.WOMEN: 1, GenderGroup.MEN: 2}


def _name(group: _Group, *, beside: _Group | None = None) -> str:
    """A group in words; beside another, with its target group where that is what differs."""
    target, unit, gender = group
    place = unit or _("Alla enheter")
    name = place if beside is None or beside[0] == target else f"{group_name(target)}, {place}"
    genders = {GenderGroup.WOMEN: _("kvinnor"), GenderGroup.MEN: _("män")}
    return f"{name} ({genders[gender]})" if gender in genders else name
