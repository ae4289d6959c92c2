"""What each preset promises beside or instead of the standard, tried on all worlds of small nations."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.tycktill.disclosure.every_world.engine import Engine
from tests.tycktill.disclosure.every_world.flatness import examine
from tests.tycktill.disclosure.every_world.shapes import GROUPING, SHAPES, Shape
from tests.tycktill.disclosure.every_world.tables import Base, Told
from tests.tycktill.disclosure.every_world.worlds import Worlds, prior

from tycktill.disclosure import PRESETS, Policy
from tycktill.disclosure.model.prior import SHARES

CAUTIOUS = Policy("cautious", certainty=0.95, nation_threshold=5)
UNSURE = 0.9
"""A fact that was surer than this beforehand may become as sure as anything: that is no news."""

DRAWN = 25
TOLD = [shape for shape in SHAPES if shape.table().rows]


def public_prior(worlds: Worlds) -> NDArray[np.float64]:
    """The chance of each world as the search draws it: each family has one of some equally probable shares."""
    table = worlds.table
    families = np.array([GROUPING.families[base.instrument] for base in table.bases])
    chances = np.ones(len(worlds.all))
    for family in sorted(set(families.tolist())):
        own = families == family
        shares = [share / 256 for share in SHARES.tolist()]
        chances *= np.mean([_unscaled(worlds.all[:, own], table.valid[own], share) for share in shares], axis=0)
    return np.asarray(chances / chances.sum(), np.float64)


def _unscaled(all_: NDArray[np.int64], valid: NDArray[np.int64], share: float) -> NDArray[np.float64]:
    """The chance of some people's answers; they stand once for all answers of others, so that these add nothing."""
    others = len(all_) / float(np.prod(valid + 1.0))
    return prior(all_, valid, share) * others


def facts(worlds: Worlds) -> Iterator[NDArray[np.bool_]]:
    """By world whether something holds: a result of a base cell of few, or of a larger one that (nearly) all agree."""
    few, width = worlds.table.policy.threshold, worlds.table.policy.end_width
    for number, valid in enumerate(worlds.table.valid.tolist()):
        own = worlds.all[:, number]
        if valid < few:
            yield from (own == value for value in range(valid + 1))
        else:
            yield own <= width
            yield own >= valid - width


def surest(policy: Policy, shape: Shape) -> float:
    """How probable any fact becomes by a release that was unsure before it, over worlds drawn from the prior."""
    worlds, engine = shape.worlds(policy), Engine(GROUPING, policy)
    chances, about = public_prior(worlds), np.array(list(facts(worlds)), float)
    unsure = about[about @ chances < UNSURE]
    drawn = np.random.default_rng(1).choice(len(worlds.all), DRAWN, p=chances)
    releases = [engine(shape.valid, worlds.positive(world)) for world in np.unique(drawn).tolist()]
    return max(_surest(unsure, worlds, chances, told) for told in releases)


def _surest(about: NDArray[np.float64], worlds: Worlds, chances: NDArray[np.float64], told: Told) -> float:
    fitting = worlds.fitting(told)
    return float((about[:, fitting] @ chances[fitting] / chances[fitting].sum()).max())


@pytest.mark.parametrize("shape", TOLD, ids=lambda shape: shape.name)
def test_by_cautious_no_fact_about_few_becomes_surer_than_it_says(shape: Shape) -> None:
    assert surest(CAUTIOUS, shape) <= CAUTIOUS.certainty


def test_rows_of_several_municipalities_make_nothing_surer_by_cautious() -> None:
    """Their worlds would not follow the prior: once 16 to 18 of all 21 were told, and so of the women nearly all."""
    women, others = Base("9002", "syd", "a", "K"), Base("9002", "syd", "a", "rest")
    shape = Shape("of two municipalities", {Base("9001", "norr", "a", "K"): 8, women: 5, others: 8})
    assert surest(PRESETS["cautious"], shape) <= CAUTIOUS.certainty
    told = dict(Engine(GROUPING, PRESETS["cautious"])(shape.valid, dict(zip(shape.valid, (5, 4, 7), strict=True))))
    assert any(row.level == "nation" for row in told)


def test_by_the_standard_some_do() -> None:
    """Else the law above would hold whatever cautious did."""
    assert surest(Policy(nation_threshold=5), TOLD[0]) > CAUTIOUS.certainty


@pytest.mark.parametrize("preset", ["cautious", "official"])
@pytest.mark.parametrize("shape", TOLD, ids=lambda shape: shape.name)
def test_their_choices_tell_nothing_either(shape: Shape, preset: str) -> None:
    """Every world that fits a release gives it, and of each that there is what the preset promises is unknown."""
    policy = {"cautious": CAUTIOUS, "official": PRESETS["official"]}[preset]
    assert not examine(Engine(GROUPING, policy), shape.worlds(policy), most=DRAWN).faults
