"""What stands out is told of everything that was looked at: of nothing, next to nothing stands out."""

import random
from itertools import product

from tests.tycktill.improvement.made_up import OWN, TARGET, Spot, Told, nation, rows, tables

from tycktill.improvement import SENTENCES, ComparedWith, stands_out_sentence, what_stands_out
from tycktill.tables import Names
from tycktill.terms import Likeness, SimilarGroup


def like(*codes: str) -> SimilarGroup:
    """These municipalities, as those that one is like."""
    return SimilarGroup(Likeness.SKR, "Pendlingskommun", "2023", codes)


def drawn(seed: int, *, shift: dict[str, float] | None = None) -> dict[Spot, Told | None]:
    """A nation of forty municipalities with two units each, all at one level but where shifted."""
    lots, told = random.Random(seed), dict[Spot, Told | None]()
    for number in range(40):
        code, whole = str(9001 + number), 0
        for unit in ("Norr", "Syd"):
            level = 0.7 + (shift or {}).get(f"{code}/{unit}", 0.0)
            positive = sum(lots.random() < level for _ in range(60))
            told[TARGET, code, unit, "helhet"] = 60, positive, positive
            whole += positive
        told[TARGET, code, "", "helhet"] = 120, whole, whole
    return told


def test_where_nothing_differs_next_to_nothing_stands_out() -> None:
    """With all nulls true the rate of false discoveries is how often there is any: one in twenty at most."""
    told = 0
    for seed in range(8):
        found = tables("2025", drawn(seed), rows("2024", drawn(100 + seed)))
        for number in range(40):
            similar = like(*(str(9001 + (number + step) % 40) for step in (1, 2, 3, 4, 5)))
            told += bool(what_stands_out(found, str(9001 + number), similar).found)
    assert told <= 0.05 * 320 + 2 * (320 * 0.05 * 0.95) ** 0.5


def test_worse_than_the_nation_and_than_last_time_is_found_and_good_news_too() -> None:
    for shift, is_better in ((-0.3, False), (0.28, True)):
        now = drawn(1, shift={f"{OWN}/{unit}": shift for unit in ("Norr", "Syd")})
        found, looked_at = what_stands_out(tables("2025", now, rows("2024", drawn(2))), OWN)
        assert {each.beside for each in found} == {ComparedWith.NATION, ComparedWith.EARLIER}
        assert {each.is_better for each in found} == {is_better}
        assert looked_at == 4
        assert next(each for each in found if each.beside is ComparedWith.NATION).is_at_end


def test_worse_than_similar_ones_is_found_though_the_nation_is_no_better() -> None:
    """The group lies high and so do half of the others' opposites: the nation stands where one stands oneself."""
    group = [str(9002 + number) for number in range(6)]
    high = {f"{code}/{unit}": 0.27 for code in group for unit in ("Norr", "Syd")}
    found, looked_at = what_stands_out(tables("2025", drawn(4, shift=high)), OWN, like(*group))
    assert [(each.beside, each.is_better, each.group) for each in found] == [
        (ComparedWith.SIMILAR, False, like(*group))
    ]
    assert looked_at == 4


def test_fewer_than_three_shown_are_no_group() -> None:
    """And a member that is withheld is as if it were not there: nothing that is told depends on what it answered."""
    told = nation("2025", (60, 10, 10))
    spots = [(TARGET, code, "", "helhet") for code in ("9002", "9003", "9004")]
    whole = what_stands_out(tables("2025", told), OWN, like("9002", "9003", "9004"))
    assert whole.looked_at == what_stands_out(tables("2025", told), OWN).looked_at + 1
    hidden = {**told, spots[0]: None}
    assert what_stands_out(tables("2025", hidden), OWN, like("9002", "9003", "9004")) == what_stands_out(
        tables("2025", hidden), OWN
    )


def test_a_unit_far_from_its_siblings_is_found() -> None:
    found = what_stands_out(tables("2025", drawn(3, shift={f"{OWN}/Norr": -0.35})), OWN).found
    siblings = [each for each in found if each.beside is ComparedWith.SIBLINGS]
    assert {(each.unit, each.is_better) for each in siblings} == {("Norr", False), ("Syd", True)}


def test_what_is_withheld_does_not_stand_out() -> None:
    assert what_stands_out(tables("2025", nation("2025", None)), OWN) == ((), 0)


def test_every_finding_has_a_sentence_in_every_language() -> None:
    now = drawn(1, shift={f"{OWN}/Norr": -0.4, f"{OWN}/Syd": -0.1})
    found = what_stands_out(tables("2025", now, rows("2024", drawn(2))), OWN, like("9002", "9003", "9004")).found
    assert {each.beside for each in found} == set(ComparedWith)
    for each, sentences in product(found, SENTENCES.values()):
        told = stands_out_sentence(each, Names(), sentences)
        assert "{" not in told
        assert each.unit in told
        assert ("Pendlingskommun" in told) == (each.beside is ComparedWith.SIMILAR)
