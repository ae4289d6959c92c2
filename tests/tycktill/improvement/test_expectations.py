"""What is expected is known beforehand, from released values alone, and cannot be changed afterwards."""

from dataclasses import replace

import msgspec
import pytest
from tests.tycktill.improvement.made_up import (
    HELHET,
    OTHER,
    OWN,
    TARGET,
    Figures,
    Spot,
    Told,
    history,
    manifest,
    nation,
    released,
)

from tycktill.improvement import (
    BesideOthers,
    Expectation,
    Followed,
    History,
    Indicator,
    Released,
    Surprise,
    Unfollowed,
    Unforeseen,
    expect,
    follow,
    judged_together,
    read_expectation,
)
from tycktill.instrument import RoundFacts
from tycktill.statistics import UNKNOWN_CARRY_OVER, ShareClass

LOW: Told = (60, 27, 27)
UNLIKE = {"ifo": {"2025": RoundFacts(unlike_earlier={"sv": "Ny leverantör."})}}


def expectation(own: Told = LOW, *, was_chosen: bool = True) -> Expectation:
    """From one round alone."""
    found = expect(history(("2024", nation("2024", own))), HELHET, "2024", was_chosen=was_chosen)
    assert isinstance(found, Expectation)
    return found


def outcome(own: Told, now: Told, *, was_chosen: bool = True, level: int = 42) -> Followed:
    """What came a year later."""
    both = history(("2024", nation("2024", own)), ("2025", nation("2025", now, level=level)))
    found = expect(both, HELHET, "2024", was_chosen=was_chosen)
    assert isinstance(found, Expectation)
    came = follow(both, found)
    assert isinstance(came, Followed)
    return came


def test_later_rounds_change_nothing_of_what_was_expected() -> None:
    later = history(("2024", nation("2024", LOW)), ("2025", nation("2025", (60, 59, 59))))
    assert expect(later, HELHET, "2024", was_chosen=True) == expectation()


def test_what_is_locked_can_be_read_again_and_nothing_else() -> None:
    found = expectation()
    assert read_expectation(found.as_bytes()) == found
    changed = found.as_bytes().replace(b'"positive_max": 27', b'"positive_max": 28')
    assert read_expectation(changed).sha256 != found.sha256
    for broken in (b"", b"{}", b"[]", found.as_bytes() + b" ", changed.replace(b"28", b"280")):
        with pytest.raises(ValueError, match="no expectation"):
            read_expectation(broken)


def test_whether_the_figure_was_why_it_was_chosen_is_locked_too() -> None:
    assert expectation(was_chosen=True).sha256 != expectation(was_chosen=False).sha256


def test_ones_own_figure_is_no_part_of_what_is_expected_of_it() -> None:
    """Else a municipality that is half the nation would be drawn towards itself."""
    small, large = (expectation(own) for own in (LOW, (6000, 2700, 2700)))
    assert large.nation.share_min == small.nation.share_min
    assert large.spread == small.spread


def test_no_two_rounds_and_the_carry_over_is_anything_the_policy_says() -> None:
    assert (expectation().carry_over, expectation().carried_from) == (UNKNOWN_CARRY_OVER, "")


def test_an_earlier_round_tells_the_carry_over() -> None:
    known = history(("2023", nation("2023", LOW)), ("2024", nation("2024", LOW)))
    found = expect(known, HELHET, "2024", was_chosen=True)
    assert isinstance(found, Expectation)
    assert found.carried_from == "2023"
    assert found.carry_over.most == 1.0  # everybody else lies where they lay


def test_an_earlier_round_that_asked_otherwise_tells_nothing() -> None:
    before = released("2023", nation("2023", LOW), manifest(meaning=2))
    found = expect(History([before, released("2024", nation("2024", LOW))]), HELHET, "2024", was_chosen=True)
    assert isinstance(found, Expectation)
    assert found.carried_from == ""


@pytest.mark.parametrize(
    ("told", "round", "why"),
    [
        (nation("2024", None), "2024", Unforeseen.WITHHELD),
        (nation("2024", LOW, others=29), "2024", Unforeseen.FEW_PLACES),
        (nation("2024", LOW), "2023", Unforeseen.NO_ROUND),
    ],
)
def test_what_cannot_be_foretold_says_why(told: Figures, round: str, why: Unforeseen) -> None:
    assert expect(history(("2024", told)), HELHET, round, was_chosen=True) is why


def test_a_family_is_expected_to_be_as_its_own_mix_of_target_groups() -> None:
    """A municipality of the content group alone is not expected to fall to everybody's level."""
    told: dict[Spot, Told | None] = {}
    for number in range(40):
        code = str(9001 + number)
        groups = {TARGET: 54 + number % 3, OTHER: 30 + number % 5} if number else {TARGET: 54}
        for group, positive in groups.items():
            told[group, code, "", "helhet"] = 60, positive, positive
        whole = 60 * len(groups), sum(groups.values()), sum(groups.values())
        told["ifo", code, "", "helhet"] = whole
    known = released("2024", told, manifest(targets=(TARGET, OTHER)))
    found = expect(History([known]), Indicator("ifo", "helhet", OWN), "2024", was_chosen=True)
    assert isinstance(found, Expectation)
    assert found.nation.share_min == pytest.approx(55 / 60, abs=0.01)


def test_a_rise_that_comes_by_itself_is_as_expected() -> None:
    came = outcome(LOW, (60, 36, 36))
    assert came.surprise is Surprise.AS_EXPECTED
    assert came.p_value > 0.05


def test_a_rise_beyond_that_is_more_and_a_fall_is_less() -> None:
    assert outcome(LOW, (60, 58, 58)).surprise is Surprise.MORE
    assert outcome(LOW, (60, 6, 6)).surprise is Surprise.LESS


def test_a_rise_that_everybody_has_is_as_expected() -> None:
    assert outcome((60, 42, 42), (60, 54, 54), level=42).surprise is Surprise.MORE
    assert outcome((60, 42, 42), (60, 54, 54), level=53).surprise is Surprise.AS_EXPECTED


def test_an_interval_is_called_more_only_where_all_of_it_is() -> None:
    edge = next(x for x in range(27, 61) if outcome(LOW, (60, x, x)).surprise is Surprise.MORE)
    assert outcome(LOW, (60, edge + 3, edge + 5)).surprise is Surprise.MORE
    assert outcome(LOW, (60, edge - 1, edge + 1)).surprise is Surprise.AS_EXPECTED


def test_of_many_actions_told_together_a_narrow_surprise_is_none() -> None:
    edge = next(x for x in range(27, 61) if outcome(LOW, (60, x, x)).surprise is Surprise.MORE)
    narrow, plain = outcome(LOW, (60, edge, edge)), outcome(LOW, (60, 36, 36))
    assert {each.surprise for each in judged_together([narrow, *[plain] * 9])} == {Surprise.AS_EXPECTED}
    assert judged_together([narrow])[0].surprise is Surprise.MORE


def test_peers_are_those_that_lay_near_whatever_they_did() -> None:
    before = {**nation("2024", LOW), **_peers([26, 27, 29, 30], 60)}
    after = {**nation("2025", LOW), **_peers([35, 34, 20, 30], 60)}
    both = history(("2024", before), ("2025", after))
    came = follow(both, expectation())
    assert isinstance(came, Followed)
    assert (came.peers.number, came.peers.rose, came.peers.fell) == (4, 2, 1)
    assert came.peers.mean == pytest.approx((9 + 7 - 9 + 0) / 4 / 60)


def _peers(positive: list[int], valid: int) -> Figures:
    return {(TARGET, str(9500 + n), "", "helhet"): (valid, x, x) for n, x in enumerate(positive)}


def test_the_others_change_is_no_comparison_for_a_figure_that_was_chosen() -> None:
    assert outcome(LOW, (60, 36, 36), was_chosen=True).beside_others is None
    found = outcome(LOW, (60, 36, 36), was_chosen=False, level=45).beside_others
    assert isinstance(found, BesideOthers)
    assert found.least == pytest.approx(9 / 60 - 3 / 60, abs=0.005)
    assert found.low < found.least <= found.most < found.high


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (None, Unfollowed.NOT_YET),
        (released("2025", nation("2025", None)), Unfollowed.WITHHELD),
        (released("2025", nation("2025", LOW), manifest(meaning=2)), Unfollowed.BROKEN),
        (released("2025", nation("2025", LOW), msgspec.structs.replace(manifest(), facts=UNLIKE)), Unfollowed.UNLIKE),
        (released("2025", nation("2025", LOW, others=12)), Unfollowed.FEW_PLACES),
    ],
    ids=lambda each: str(each) if isinstance(each, Unfollowed) else "",
)
def test_what_cannot_be_followed_says_why(later: Released | None, why: Unfollowed) -> None:
    rounds = [released("2024", nation("2024", LOW)), *([later] if later else [])]
    assert follow(History(rounds), expectation()) is why


def test_a_unit_is_set_beside_units() -> None:
    told = nation("2024", LOW)
    for number in range(40):
        for unit in ("Norr", "Syd"):
            positive = 20 + (number * 3 + len(unit)) % 9 - 4
            told = {**told, (TARGET, str(9001 + number), unit, "helhet"): (30, positive, positive)}
    found = expect(history(("2024", told)), replace(HELHET, unit="Norr"), "2024", was_chosen=False)
    assert isinstance(found, Expectation)
    assert found.places == 79
    assert found.known == ShareClass(30, 20, 20)
