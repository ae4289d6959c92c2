"""What the municipalities of two rounds tell together is the sum of what their files say."""

import pytest
from tests.tycktill_web import worlds

from tycktill.tables import Parts, Pooled
from tycktill_web.releases.both_rounds import both_rounds_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.values import NATION, released_rows, rows_of

pytestmark = pytest.mark.django_db


def sums(release: PublicRelease, target: str, question: str, beside: PublicRelease) -> Parts:
    rows, others = (
        {
            row.cell.municipality: row
            for row in rows_of(released_rows(each.values.filter(unit="", gender="T", target=target)), each.round.label)
            if row.question == question and row.valid and row.cell.municipality != NATION
        }
        for each in (release, beside)
    )
    both, alone = ([row for code, row in rows.items() if (code in others) is is_in] for is_in in (True, False))
    told = [[(row.valid or 0, row.positive_min or 0, row.positive_max or 0) for row in part] for part in (both, alone)]
    return Parts(*(Pooled(len(part), *map(sum, zip(*part, strict=True))) if part else Pooled() for part in told))


def test_sums_of_the_database_are_those_of_the_rows() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.published(worlds.a_newcomer_later(world))
    now, then = PublicRelease.objects.order_by("-round__label")[:2]
    found = both_rounds_of(then, now)
    assert found
    for (target, question), parts in found.items():
        assert parts == (sums(then, target, question, now), sums(now, target, question, then))
    assert any(parts[1].others.places for parts in found.values())
