"""Beside what is public of several municipalities: whether a release comes, and which, tells nothing more.

The attacker has the method, knows who answered what is public, and may think anything else probable. What is seen is a
release or that none came. Every world that fits what is seen must give it: then the odds between them stay.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill.disclosure.every_world.engine import Engine, Figure
from tests.tycktill.disclosure.every_world.flatness import Release, release_of
from tests.tycktill.disclosure.every_world.shapes import GROUPING, POLICY
from tests.tycktill.disclosure.every_world.tables import Base, Numbers, Row, Whole, rows_of, table_of
from tests.tycktill.disclosure.every_world.worlds import Worlds, number_of_worlds

from tycktill.disclosure import telling
from tycktill.disclosure.answers import Counted
from tycktill.disclosure.binding import Parted
from tycktill.disclosure.model.hierarchy import RowName, build_hierarchy
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.setting import QuestionSetting

ENGINE = Engine(GROUPING, POLICY)

Outcome = Release | None
"""What is seen: a release, or that there is none."""

Method = Callable[[Numbers, Numbers, Sequence[Figure]], Any]


def outcomes(method: Method, worlds: Worlds, public: Sequence[Figure]) -> dict[Outcome, list[int]]:
    """By outcome all worlds that give it, of those that fit what is public."""
    table, found = worlds.table, defaultdict[Outcome, list[int]](list)
    valid = dict(zip(table.bases, table.valid.tolist(), strict=True))
    for world in fitting(worlds, public).tolist():
        told = method(valid, worlds.positive(world), public)
        found[None if told is None else release_of(told)].append(world)
    return found


def fitting(worlds: Worlds, public: Sequence[Figure]) -> Whole:
    """The worlds in which all that is public is so."""
    fits = np.ones(len(worlds.all), bool)
    for who, (least, most) in public:
        sums = worlds.all[:, [base in who for base in worlds.table.bases]].sum(axis=1)
        fits &= (sums >= least) & (sums <= most)
    return np.flatnonzero(fits)


def faults(method: Method, worlds: Worlds, public: Sequence[Figure]) -> Counter[str]:
    """What the attacker learns beyond the figures, and what follows from these that must not."""
    found, here = Counter[str](), set(fitting(worlds, public).tolist())
    for outcome, giving in outcomes(method, worlds, public).items():
        fits = here if outcome is None else here & set(worlds.fitting(dict(outcome)).tolist())
        found["told by a refusal" if outcome is None else "told by the choice"] += fits != set(giving)
        found.update(() if outcome is None else worlds.broken(np.array(sorted(fits))))
    return +found


def nation(*units: str) -> Numbers:
    """Municipality, target group, and how many women and men answered."""
    valid: dict[Base, int] = {}
    for number, unit in enumerate(units):
        municipality, target, women, men = unit.split()
        found = {Base(municipality, f"enhet {number}", target, gender): n for gender, n in (("K", women), ("M", men))}
        valid |= {base: int(n) for base, n in found.items() if int(n)}
    return valid


def everybody(valid: Numbers, **but: str) -> frozenset[Base]:
    """All base cells with these names."""
    return frozenset(base for base in valid if all(getattr(base, name) == value for name, value in but.items()))


def sums_of(valid: Numbers, positive: Numbers, *of: frozenset[Base], by: int = 0) -> list[Figure]:
    """What others have told of these people together, so many answers more or fewer."""
    totals = [(who, sum(positive[base] for base in who)) for who in of]
    return [(who, (max(0, total - by), min(total + by, sum(valid[base] for base in who)))) for who, total in totals]


def after_a_release(valid: Numbers, positive: Numbers, engine: Engine) -> list[Figure]:
    """What was told before the last unit came, which is no municipality's first."""
    last = max(base.unit for base in valid)
    old = {base: n for base, n in valid.items() if base.unit != last}
    told = engine(old, positive)
    return [
        (frozenset(base for base in old if row in set(rows_of(base, GROUPING))), each) for row, each in told.items()
    ]


FIGURES = {
    "a nation's figure": (nation("9003 a 2 0", "9002 a 3 3"), 2, {}),
    "an end of a nation": (nation("9001 b 1 2", "9002 b 5 2"), 8, {}),
    "men of a nation": (nation("9001 a 3 3", "9003 a 3 0", "9003 a 2 1"), 3, {"gender": "M"}),
    "a target group of one municipality beside others": (nation("9002 b 0 3", "9001 a 3 2", "9003 b 3 1"), 4, {}),
}
"""Nations small enough for all their worlds, positive answers by the order of base cells, and whose sum is public."""

CORRECTIONS = [
    nation("9002 b 2 2", "9001 b 1 2", "9001 a 2 0", "9002 a 3 0"),
    nation("9003 a 1 1", "9001 a 3 0", "9001 b 0 2"),
    nation("9003 a 1 3", "9002 b 2 1", "9002 b 4 1"),
    nation("9001 a 4 2", "9002 a 3 3", "9001 a 5 0"),
]
"""Nations whose last unit came after a release of all others."""


def first_positive(valid: Numbers, number: int) -> Numbers:
    """So many positive answers, those of the first base cells."""
    left, positive = number, {}
    for base in sorted(valid):
        positive[base] = min(left, valid[base])
        left -= positive[base]
    return positive


@pytest.mark.parametrize("by", [0, 1], ids=["exact", "in an interval"])
@pytest.mark.parametrize("name", FIGURES)
def test_beside_what_is_public_of_several_municipalities_the_outcome_tells_nothing(name: str, by: int) -> None:
    valid, number, names = FIGURES[name]
    public = sums_of(valid, first_positive(valid, number), everybody(valid, **names), by=by)
    assert not faults(ENGINE.after, Worlds(table_of(valid, GROUPING, POLICY)), public)


@pytest.mark.parametrize("headlines", [(), ("liten",)], ids=["target groups", "families"])
@pytest.mark.parametrize("valid", CORRECTIONS, ids=range(len(CORRECTIONS)))
def test_the_outcome_of_a_correction_tells_nothing_and_it_is_not_refused(valid: Numbers, headlines: list[str]) -> None:
    engine, worlds = Engine(GROUPING, POLICY, headlines), Worlds(table_of(valid, GROUPING, POLICY))
    for truth in np.random.default_rng(1).integers(len(worlds.all), size=2).tolist():
        public = after_a_release(valid, worlds.positive(truth), engine)
        assert not faults(engine.after, worlds, public)
        assert None not in outcomes(engine.after, worlds, public)


UNITS = st.builds(
    "{} {} {} {}".format,
    st.sampled_from(["9001", "9002", "9003"]),
    st.sampled_from("aab"),
    st.sampled_from([0, 1, 2, 3, 5]),
    st.sampled_from([0, 1, 2, 3, 4]),
)
NATIONS = (
    st.lists(UNITS, min_size=2, max_size=4)
    .map(lambda units: nation(*units))
    .filter(lambda valid: len({base.municipality for base in valid}) > 1 and number_of_worlds(valid) < 500)
)
NAMES = st.sampled_from([{}, {}, {"gender": "K"}, {"instrument": "a"}, {"municipality": "9001"}, {"unit": "enhet 0"}])


@settings(max_examples=10)
@given(NATIONS, st.lists(st.tuples(NAMES, st.integers(0, 2)), min_size=1, max_size=3), st.integers(0, 500))
def test_so_it_is_beside_any_figures(valid: Numbers, of: list[tuple[dict[str, str], int]], truth: int) -> None:
    worlds = Worlds(table_of(valid, GROUPING, POLICY))
    positive = worlds.positive(truth % len(worlds.all))
    wanted = [(everybody(valid, **names), by) for names, by in of]
    public = [each for who, by in wanted if who for each in sums_of(valid, positive, who, by=by)]
    assert not faults(ENGINE.after, worlds, public)


class NotPublishedError(Exception):
    """What is public is not proved safe beside what has been told."""


def proves_after_the_answers(valid: Numbers, positive: Numbers, public: Sequence[Figure]) -> Any:
    """Municipalities are asked, each by itself, and what is public of several is proved with what they told."""
    ask = telling._told_of_nation

    def proved(setting: QuestionSetting, towns: Any, answers: Any) -> Any:
        whole, known = telling._whole_table(setting)
        if not telling._is_proved_jointly(whole, towns, known, setting.policy, ("planted",)):
            raise NotPublishedError
        return ask(setting, towns, answers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(telling, "_told_of_nation", proved)
        patch.setattr(telling, "part_bound", lambda setting: Parted(_nobody(setting), setting, {}))
        try:
            return ENGINE.after(valid, positive, public)
        except NotPublishedError:
            return None


def _nobody(setting: QuestionSetting) -> QuestionSetting:
    return replace(setting, own=build_hierarchy({}, setting.own.targets), public=())


def test_a_proof_that_comes_after_the_answers_is_noticed() -> None:
    noticed = Counter[str]()
    for valid, number, names in FIGURES.values():
        public = sums_of(valid, first_positive(valid, number), everybody(valid, **names))
        noticed += faults(proves_after_the_answers, Worlds(table_of(valid, GROUPING, POLICY)), public)
    assert noticed["told by a refusal"]


def test_who_is_known_exactly_is_not_bound() -> None:
    """A nation's figure and those of its municipalities: each of these is asked as if it were alone."""
    valid = nation("9001 a 9 8", "9002 a 7 6")
    positive = first_positive(valid, 20)
    towns = [everybody(valid, municipality=town) for town in ("9001", "9002")]
    of_towns = sums_of(valid, positive, *towns)
    assert ENGINE.after(valid, positive, [*of_towns, *sums_of(valid, positive, everybody(valid))]) == ENGINE.after(
        valid, positive, of_towns
    )


def test_whom_others_bind_is_asked_nothing_and_others_are() -> None:
    valid = nation("9001 a 9 8", "9002 a 7 6", "9001 b 8 9")
    positive = {base: n // 2 for base, n in valid.items()}
    asked: list[RowName] = []

    def answer(counted: Counted, row: RowName, offer: Sequence[Interval]) -> int:
        asked.append(row)
        return counted_answer(counted, row, offer)

    counted_answer = Counted.answer
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Counted, "answer", answer)
        told = ENGINE.after(valid, positive, sums_of(valid, positive, everybody(valid, instrument="a")))
    assert told
    assert {row.target for row in asked} == {"b"}
    assert all(told[Row(str(row.level), *row[1:])] != (0, 17) for row in asked if row.gender == "T")


def test_it_is_settled_before_the_first_question_whether_anything_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(*_: Any) -> int:
        raise AssertionError("asked")

    monkeypatch.setattr(Counted, "answer", answer)
    valid = nation("9001 a 9 8", "9002 a 7 6", "9003 b 8 9")
    nobody = dict.fromkeys(valid, 0)
    assert ENGINE.after(valid, nobody, sums_of(valid, nobody, everybody(valid, instrument="a"))) is None
