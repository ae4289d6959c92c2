"""With whom a municipality is compared: kept round by round when the round is first counted, and never changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from tycktill.files import SimilarGroups
from tycktill.terms import Likeness, SimilarGroup
from tycktill_web.fieldwork.models import Round
from tycktill_web.releases.models import RoundGroup

NEAREST = (Likeness.RKA, Likeness.SKR, Likeness.SIZE, Likeness.COUNTY)
"""The kinds of group, the one that says most of what municipalities have in common first."""

RoundGroups = Mapping[str, Mapping[Likeness, SimilarGroup]]
"""A municipality's groups, by the round's label and what they have in common."""


def keep_groups(round: Round, municipalities: Iterable[str], groups: SimilarGroups) -> int:
    """Keep the groups of these municipalities in a round, and say how many are new: those that are there stay."""
    there = set(RoundGroup.objects.filter(round=round).values_list("municipality", "likeness"))
    new = [RoundGroup(round=round, **row) for row in group_rows(municipalities, groups, there)]
    RoundGroup.objects.bulk_create(new)
    return len(new)


def group_rows(
    municipalities: Iterable[str], groups: SimilarGroups, there: Collection[tuple[str, str]] = ()
) -> Iterator[Mapping[str, Any]]:
    """Each group by the fields of a `RoundGroup`, but those that are `there` by municipality and likeness."""
    for code in sorted(municipalities):
        for group in groups.get(code, ()):
            if (code, group.likeness.value) not in there:
                yield {
                    "municipality": code,
                    "likeness": group.likeness.value,
                    "name": group.name,
                    "edition": group.edition,
                    "members": " ".join(group.members),
                }


def groups_in(rounds: Iterable[Round], municipality: str) -> RoundGroups:
    """The groups of a municipality in these rounds."""
    found: dict[str, dict[Likeness, SimilarGroup]] = {}
    rows = RoundGroup.objects.filter(round__in=list(rounds), municipality=municipality).select_related("round")
    for row in rows:
        likeness = Likeness(row.likeness)
        group = SimilarGroup(likeness, row.name, row.edition, tuple(row.members.split()))
        found.setdefault(row.round.label, {})[likeness] = group
    return found


def nearest_group(round: Round, municipality: str) -> SimilarGroup | None:
    """The one group that a municipality is set beside where nobody chooses; None where it has none in that round."""
    found = groups_in([round], municipality).get(round.label, {})
    return next((found[each] for each in NEAREST if each in found), None)
