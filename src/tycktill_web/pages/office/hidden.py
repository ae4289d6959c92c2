"""What a place's page withholds, group by group, and whose answers it may guard: told from the release alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tycktill.publication import ResultRow
from tycktill.terms import GenderGroup, Status
from tycktill_web.pages.office.fates import Fate, fate_of
from tycktill_web.releases.results import Result
from tycktill_web.releases.words import families, group_name, joined

_Group = tuple[str, str, GenderGroup]
"""Target group, unit (empty for the whole place) and gender."""

_Withheld = Mapping[_Group, Mapping[str, Fate]]
"""Why each withheld question is, by group."""

MOST_NAMED = 3
"""Groups that a sentence names before it says that there are more."""


@dataclass(frozen=True, slots=True)
class HiddenGroup:
    """A group with withheld values: how many of either fate, and in a sentence whose answers those may guard that
    protect."""

    name: str
    few: int
    protects: int
    guards: str


def hidden(result: Result) -> Sequence[HiddenGroup]:
    """The groups of the page that have withheld values, the whole place first."""
    withheld, whole = _withheld(result.shelf.rows), _("Hela landet") if result.is_nation else _("Alla enheter")
    own = sorted(group for group in withheld if group[0] == result.target)
    in_order = sorted(own, key=lambda group: (group[1], _ORDER[group[2]]))
    return [_hidden(group, withheld, whole, is_nation=result.is_nation) for group in in_order]


def _withheld(rows: Sequence[ResultRow]) -> _Withheld:
    found: defaultdict[_Group, dict[str, Fate]] = defaultdict(dict)
    for row in rows:
        if row.status is Status.WITHHELD:
            found[row.cell.instrument, row.cell.unit, row.cell.gender][row.question] = fate_of(row)
    return found


def _hidden(group: _Group, withheld: _Withheld, whole: str, *, is_nation: bool) -> HiddenGroup:
    fates = Counter(withheld[group].values())
    guards = _guards(group, withheld, is_nation=is_nation) if fates[Fate.PROTECTS] else ""
    return HiddenGroup(_name(group, whole), fates[Fate.FEW], fates[Fate.PROTECTS], guards)


def _guards(group: _Group, withheld: _Withheld, *, is_nation: bool) -> str:
    """Whose answers a reader might come at, by taking this from what is shown."""
    beside = list(_beside(group, withheld, is_nation=is_nation))
    if not beside:
        return _("Svar som inte står på den här sidan.")
    more = [_("fler grupper")] if len(beside) > MOST_NAMED else []
    return _("Svaren från %(groups)s.") % {"groups": joined([*beside[:MOST_NAMED], *more])}


def _beside(group: _Group, withheld: _Withheld, *, is_nation: bool) -> Iterator[str]:
    """What adds up with this group and is withheld on one of the same questions, the fewest answers first."""
    questions = {question for question, fate in withheld[group].items() if fate is Fate.PROTECTS}
    others = [each for each, fates in withheld.items() if _adds_up(each, group) and questions & set(fates)]
    few_first = sorted(others, key=lambda each: Fate.FEW not in {withheld[each].get(one) for one in questions})
    yield from (_people(each, beside=group, is_nation=is_nation) for each in few_first)
    if group[2] is not GenderGroup.ALL:
        yield _("dem som varken svarade kvinna eller man")


def _adds_up(one: _Group, other: _Group) -> bool:
    """Whether they are parts, or part and whole, of one sum: of genders, of units, or of a family's target groups."""
    differing = [place for place in range(3) if one[place] != other[place]]
    if differing == [0]:
        return one[0] in families() or other[0] in families()
    return len(differing) == 1


_ORDER = {GenderGroup.ALL: 0, GenderGroup.WOMEN: 1, GenderGroup.MEN: 2}


def _name(group: _Group, whole: str) -> str:
    """A group in words; its target group is the page's."""
    _target, unit, gender = group
    genders = {GenderGroup.WOMEN: _("kvinnor"), GenderGroup.MEN: _("män")}
    return f"{unit or whole} ({genders[gender]})" if gender in genders else unit or whole


def _people(group: _Group, *, beside: _Group, is_nation: bool) -> str:
    """Those of a group in a sentence, with its target group where that is what differs."""
    target, unit, gender = group
    who = {GenderGroup.ALL: _("alla"), GenderGroup.WOMEN: _("kvinnorna"), GenderGroup.MEN: _("männen")}[gender]
    if target != beside[0]:
        who = _in_target(who, target)
    elif not unit:
        return (_("%(who)s i hela landet") if is_nation else _("%(who)s i hela kommunen")) % {"who": who}
    return _("%(who)s på %(unit)s") % {"who": who, "unit": unit} if unit else who


def _in_target(who: str, target: str) -> str:
    if target in families():
        return _("%(who)s i alla målgrupper tillsammans") % {"who": who}
    return _("%(who)s i målgruppen ”%(target)s”") % {"who": who, "target": group_name(target)}
