"""What becomes of values is counted by kind, and the office reads why and what it would cost to show them."""

import csv
import io
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from tests.tycktill.publication.surveys import manifest_of
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see, signed_in

from tycktill.disclosure import ProtectedValue
from tycktill.findings import LANGUAGES, findings_of_places
from tycktill.statistics import ShareClass
from tycktill.tables import Tables
from tycktill.terms import Cell, GenderGroup, Level, Reason, Status
from tycktill_web.releases.balance import Sum, hidden_groups, release_balance
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.outcomes import COST, NAMES, WHY, Outcome, decide_outcome
from tycktill_web.releases.place_result import Result
from tycktill_web.releases.results import result_of

pytestmark = pytest.mark.django_db


def table(release: PublicRelease) -> list[dict[str, str]]:
    """The rows of results.csv."""
    content = bytes(release.files.get(name="results.csv").content).decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


def width(row: dict[str, str]) -> int:
    """By how much the numerator's limits differ."""
    return int(row["positive_max"]) - int(row["positive_min"])


@pytest.mark.thorough
def test_every_value_is_counted_once_and_where_it_belongs() -> None:
    release = worlds.drafted(worlds.closed_world())
    rows, total = table(release), release_balance(release).total
    assert total.number == len(rows)
    assert total.by_outcome[Outcome.SHOWN] == sum(row["status"] == "shown" for row in rows)
    bounded = [row for row in rows if row["status"] == "bounded"]
    wide = [row for row in bounded if width(row) > 0.2 * int(row["valid"])]
    ends = sum(row["positive_min"] == "0" or row["positive_max"] == row["valid"] for row in bounded if row not in wide)
    assert (total.by_outcome[Outcome.END], total.by_outcome[Outcome.WIDE]) == (ends, len(wide))
    assert total.by_outcome[Outcome.BETWEEN] == len(bounded) - ends - len(wide)
    for outcome in (Outcome.FEW, Outcome.PROTECTS):
        assert total.by_outcome[outcome] == sum(row["reason"] == outcome for row in rows)
    assert total.shown == sum(row["status"] != "withheld" for row in rows)


def test_parts_of_a_bar_follow_each_other_and_fill_it() -> None:
    parts = Sum("", by_outcome=Counter({Outcome.SHOWN: 1, Outcome.BETWEEN: 1, Outcome.FEW: 1})).parts
    assert [part.outcome for part in parts] == list(Outcome)
    assert all(one.end == other.begin for one, other in pairwise(parts))
    assert parts[-1].end == pytest.approx(100, abs=0.1)
    assert [part.width for part in Sum("").parts] == [0] * len(Outcome)


def test_each_kind_has_its_name_its_sentence_and_its_cost() -> None:
    assert set(NAMES) == set(WHY) == set(Outcome)
    assert set(COST) == set(Outcome) - {Outcome.SHOWN}


@pytest.mark.parametrize(
    ("known", "outcome"),
    [
        (ShareClass(10, 4, 4), Outcome.SHOWN),
        (ShareClass(10, 0, 1), Outcome.END),
        (ShareClass(5, 4, 5), Outcome.END),
        (ShareClass(10, 4, 6), Outcome.BETWEEN),
        (ShareClass(10, 4, 7), Outcome.WIDE),
        (ShareClass(10, 0, 10), Outcome.WIDE),
    ],
)
def test_an_interval_is_called_by_where_it_lies_and_how_wide_it_is(known: ShareClass, outcome: Outcome) -> None:
    assert decide_outcome(Status.BOUNDED, None, known) is outcome


def page(release: PublicRelease, municipality: str, target: str = "") -> Result:
    """The result of a place."""
    found = result_of(release, municipality, target, of_units=tuple(GenderGroup))
    assert found is not None
    return found


def test_groups_are_those_of_the_table_that_have_no_figure_on_the_page() -> None:
    release = worlds.drafted(worlds.closed_world())
    groups = hidden_groups(page(release, "9001"))
    own = [row for row in table(release) if (row["municipality"], row["instrument"]) == ("9001", "ifo")]
    few = sum(row["reason"] == "few" for row in own)
    wide = sum(row["status"] == "bounded" and width(row) > 0.2 * int(row["valid"]) for row in own)
    assert (few > 0, wide > 0) == (True, True)
    assert sum(group.by_outcome[Outcome.FEW] for group in groups) == few
    assert sum(group.by_outcome[Outcome.WIDE] for group in groups) == wide
    assert not any(group.by_outcome[Outcome.PROTECTS] for group in groups)
    assert {part.outcome for part in groups[0].unstated} == {Outcome.WIDE, Outcome.FEW, Outcome.PROTECTS}


def nation_of(*cells: tuple[str, GenderGroup, Reason]) -> Result:
    """The nation's page of a release where all of this is withheld."""
    rows = [
        ProtectedValue(
            Cell("2024", target, Level.NATION, "", "", gender),
            *("helhet", 40, 30, *(None,) * 8, Status.WITHHELD, reason),
        )
        for target, gender, reason in cells
    ]
    tables = Tables(manifest_of(rows), rows, ())
    place = next(findings_of_places(tables))
    return Result(PublicRelease(), place, replace(place.whole, id="ifo"), tables, LANGUAGES["sv"])


def test_the_whole_place_comes_first_and_each_gender_has_its_name() -> None:
    family = [("ifo", gender, Reason.PROTECTS) for gender in reversed(GenderGroup)]
    groups = hidden_groups(nation_of(*family, (worlds.ADDICTION, GenderGroup.WOMEN, Reason.FEW)))
    assert [group.name for group in groups] == ["Hela landet", "Hela landet (kvinnor)", "Hela landet (män)"]
    assert {group.by_outcome[Outcome.PROTECTS] for group in groups} == {1}


def test_a_page_with_a_figure_for_everything_says_so() -> None:
    shown = Sum("", by_outcome=Counter({Outcome.SHOWN: 1, Outcome.END: 1, Outcome.BETWEEN: 1}))
    assert not any(part.number for part in shown.unstated)
    assert "Inget är dolt" in render_to_string("rounds/hidden.html", {"hidden": []})


def test_whoever_leads_a_round_reads_what_a_page_withholds() -> None:
    world = worlds.closed_world()
    release = worlds.drafted(world)
    address = f"/kansli/utgava/{release.pk}/9001/"
    assert "Bara för er: vad som inte visas på sidan" in see(signed_in(world.anna), address)
    assert "Vuxenheten (kvinnor)" in see(signed_in(world.anna), f"{address}{worlds.ADDICTION}/")
