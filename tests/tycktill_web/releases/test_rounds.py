"""A place over the years: each year's own figure, and nothing joined that is not alike."""

from collections.abc import Iterable, Mapping

import msgspec
import pytest
from tests.tycktill_web import worlds

from tycktill.tables import COMPARISONS, Manifest, parse_comparisons, parse_results
from tycktill_web.releases import rounds
from tycktill_web.releases.manifests import manifests_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.published import published_releases
from tycktill_web.releases.rounds import Apart, over_rounds
from tycktill_web.releases.values import NATION

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_years() -> list[PublicRelease]:
    """Two rounds of the same places, with the same answers."""
    world = worlds.closed_world()
    return [worlds.published(world), worlds.published(worlds.a_year_later(world))]


@pytest.mark.parametrize("place", [NATION, "9001", "9002"])
@pytest.mark.parametrize("target", ["ifo", worlds.SUPPORT])
def test_every_year_has_its_own_figures(two_years: list[PublicRelease], place: str, target: str) -> None:
    series = over_rounds(published_releases("ifo"), place, target)
    assert list(series.rounds) == ["2024", "2025"]
    for number, release in enumerate(two_years):
        rows = {
            row.question: row
            for row in parse_results(bytes(release.files.get(name="results.csv").content))
            if (row.cell.municipality, row.cell.instrument, row.cell.unit, row.cell.gender) == (place, target, "", "T")
        }
        for question in series.questions:
            share = question.figures[number].own.figure.share
            if share is not None:
                assert (share.least, share.most) == (rows[question.id].share_min, rows[question.id].share_max)


@pytest.mark.usefixtures("two_years")
def test_the_same_question_of_the_same_groups_is_joined() -> None:
    series = over_rounds(published_releases("ifo"), NATION, "ifo")
    assert {each.apart for question in series.questions for each in question.figures} == {None}


def test_a_changed_question_is_set_apart(two_years: list[PublicRelease], monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(releases: Iterable[PublicRelease]) -> Mapping[PublicRelease, Manifest]:
        found = dict(manifests_of(releases))
        now = found[two_years[1]]
        meanings = {"ifo": {**now.meanings["ifo"], "helhet": 9}}
        return {**found, two_years[1]: msgspec.structs.replace(now, meanings=meanings)}

    monkeypatch.setattr(rounds, "manifests_of", changed)
    series = over_rounds(published_releases("ifo"), NATION, "ifo")
    apart = {question.id: [each.apart for each in question.figures] for question in series.questions}
    assert apart["helhet"] == [None, Apart.QUESTION]
    assert apart["kontakt"] == [None, None]
    assert series.has_changed_questions


def test_other_target_groups_are_set_apart(two_years: list[PublicRelease]) -> None:
    two_years[1].values.filter(municipality="9001", target=worlds.ADDICTION).delete()
    series = over_rounds(published_releases("ifo"), "9001", "ifo")
    assert {question.figures[1].apart for question in series.questions} == {Apart.GROUPS}
    of_one_group = over_rounds(published_releases("ifo"), "9001", worlds.SUPPORT)
    assert {question.figures[1].apart for question in of_one_group.questions} == {None}


def test_a_trend_is_that_of_the_newest_release(two_years: list[PublicRelease]) -> None:
    newest = max(two_years, key=lambda each: each.round.label)
    series = over_rounds(published_releases("ifo"), "9001", worlds.SUPPORT)
    told = parse_comparisons(bytes(newest.files.get(name=COMPARISONS).content))
    own = {
        each.row.question: each.trend
        for each in told
        if (each.row.cell.municipality, each.row.cell.instrument, each.row.cell.gender) == ("9001", worlds.SUPPORT, "T")
    }
    assert own
    assert {each.id: each.trend for each in series.questions if each.id in own} == own


@pytest.mark.usefixtures("two_years")
def test_the_nation_stands_beside_a_municipality_and_not_beside_itself() -> None:
    own, nation = (over_rounds(published_releases("ifo"), place, "ifo") for place in ("9001", NATION))
    figures = {each.id: each.figures for each in nation.questions}
    for question in own.questions:
        assert [each.nation for each in question.figures] == [each.own.figure for each in figures[question.id]]
    assert {each.nation for question in nation.questions for each in question.figures} == {None}
    assert {question.verdict for question in nation.questions} == {""}


@pytest.mark.usefixtures("two_years")
def test_two_years_make_no_trend() -> None:
    series = over_rounds(published_releases("ifo"), "9001", worlds.SUPPORT)
    told = {question.verdict for question in series.questions if question.figures[-1].own.is_shown}
    assert told == {"Trenden går inte att pröva: omgångarna är för få."}
