"""Nobody's option follows from distributions that are told or are not: all answers of the smallest nations tried."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest

from tycktill.counting import Tally
from tycktill.disclosure import EarlierRelease, Policy, Public, distributing
from tycktill.disclosure.distributing import told_distributions
from tycktill.disclosure.protected import Distribution
from tycktill.disclosure.public import NOTHING_PUBLIC
from tycktill.terms import Cell, GenderGroup, Grouping, Level

GROUPING = Grouping({"ensam": ""})

Counts = tuple[int, ...]
World = tuple[Counts, ...]
"""By municipality, how many chose each option."""

Shares = tuple[object, ...]
"""What is told of numerators: each municipality's and the nation's."""


def counts_of(number: int, options: int) -> Iterator[Counts]:
    """Every way in which so many lie over so many options."""
    if options == 1:
        yield (number,)
        return
    for first in range(number + 1):
        yield from ((first, *others) for others in counts_of(number - first, options - 1))


def row_of(place: str, counts: Counts, positive: int) -> Tally:
    """The row of a municipality, or of the nation where it has no name."""
    cell = Cell("2024", "ensam", Level.MUNICIPALITY if place else Level.NATION, place, "", GenderGroup.ALL)
    valid, options = sum(counts), dict(enumerate(counts))
    return Tally(cell, "helhet", None, valid, valid, sum(counts[:positive]), options)


def told_of(world: World, positive: int) -> tuple[Shares, list[Tally]]:
    """What is told of numerators, and the rows that are told exactly: those of five or more, away from the ends.

    The nation's stands by itself only where no single municipality follows from it.
    """
    told: list[object] = []
    exact = []
    for place, counts in enumerate(world):
        row = row_of(f"900{place}", counts, positive)
        is_few, is_end = row.valid < 5, not 1 < row.positive < row.valid - 1
        told.append("few" if is_few else ("low" if row.positive < 2 else "high") if is_end else row.positive)
        exact += [] if is_few or is_end else [row]
    nation = row_of("", tuple(map(sum, zip(*world, strict=True))), positive)
    if len(world) - len(exact) != 1 and 1 < nation.positive < nation.valid - 1:
        return (*told, nation.positive), [*exact, nation]
    return (*told, None), exact


def release(
    world: World, positive: int, public: Public = NOTHING_PUBLIC, *, are_units: bool = False
) -> tuple[Shares, list[Distribution], Public]:
    """What a release tells of numerators and of options, and what is public after it.

    Where `are_units` the places are units of one municipality, which alone has options.
    """
    told, exact = told_of(world, positive)
    if are_units:
        places = [row.cell.municipality for row in exact]
        whole = row_of("9000", tuple(map(sum, zip(*world, strict=True))), positive)
        exact = [whole] if "" in places else []
    given = list(told_distributions(exact, GROUPING, Policy(), public))
    answered = {row_of("9000", world[0], positive).cell: sum(map(sum, world))}
    return told, given, Public((EarlierRelease({}, answered, GROUPING),), distributions=tuple(given))


def releases(
    sizes: Sequence[int], options: int, positive: int, first: int = 0
) -> Mapping[tuple[Shares, object], list[World]]:
    """By all that is told, the ways to answer that give it.

    Where there is an earlier release, of the `first` places, all are units of one municipality.
    """
    found: defaultdict[tuple[Shares, object], list[World]] = defaultdict(list)
    for world in product(*(counts_of(size, options) for size in sizes)):
        none: tuple[Shares, list[Distribution], Public] = (), [], NOTHING_PUBLIC
        before, earlier, public = release(world[:first], positive, are_units=True) if first else none
        told, given, _ = release(world, positive, public, are_units=first > 0)
        chosen = tuple(
            tuple((each.cell.municipality, *each.chosen.values()) for each in some) for some in (earlier, given)
        )
        found[(*told, *before), chosen].append(world)
    return found


def limits(worlds: Sequence[World], place: int, chosen: Sequence[int], some: int) -> tuple[int, int]:
    """The fewest and the most of so many people in a municipality who can have chosen one of these options."""
    sums = [(sum(world[place][option] for option in chosen), sum(world[place])) for world in worlds]
    return min(max(0, own - (all_ - some)) for own, all_ in sums), max(min(some, own) for own, _ in sums)


def follows(sizes: Sequence[int], options: int, positive: int, first: int = 0) -> Iterator[str]:
    """What follows of an option though the shares leave open how many were positive; or that nearly nobody chose it."""
    found = releases(sizes, options, positive, first)
    by_shares: defaultdict[Shares, list[World]] = defaultdict(list)
    for (told, _), worlds in found.items():
        by_shares[told] += worlds
    is_open = {
        (told, place, some): limits(worlds, place, range(positive), some)
        for told, worlds in by_shares.items()
        for place, size in enumerate(sizes)
        for some in range(1, size + 1)
    }
    for (told, given), worlds in found.items():
        for place, size in enumerate(sizes):
            for some, option in product(range(1, size + 1), range(options)):
                least, most = limits(worlds, place, [option], some)
                least_positive, most_positive = is_open[told, place, some]
                is_end = some == size and isinstance(told[place], int) and least in {0, 1, size - 1, size}
                if least == most and (is_end or least_positive < most_positive):
                    yield f"{told}, {given}: {least} of {some} in {place} chose {option}"


NATIONS = [((9, 6), 3, 1), ((11, 5), 3, 1), ((10, 5, 2), 3, 1), ((8, 7, 3), 3, 1), ((8, 8), 4, 2)]


@pytest.mark.parametrize(("sizes", "options", "positive"), NATIONS)
def test_nobodys_option_follows_from_what_is_told_and_what_is_not(
    sizes: tuple[int, ...], options: int, positive: int
) -> None:
    assert list(follows(sizes, options, positive)) == []


@pytest.mark.parametrize("sizes", [(10, 5), (7, 6)])
def test_nobodys_option_follows_from_a_correction_that_adds_a_unit(sizes: tuple[int, ...]) -> None:
    """A total's distribution beside that of a part, which was asked for then and not told, could leave one way only."""
    assert list(follows(sizes, 3, 1, first=1)) == []


def test_a_correction_tells_again_what_was_told_and_nothing_of_what_was_added() -> None:
    _, first, public = release(((4, 3, 3),), 1)
    _, then, _ = release(((4, 3, 3), (4, 5, 4)), 1, public)
    assert [each.cell.municipality for each in first] == ["9000", ""]
    assert [each.cell.municipality for each in then] == ["9000"]


def test_telling_the_rest_of_a_nation_without_room_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the municipality that cannot have few of an option has to have the others' too."""

    def spread(nation: Tally, told: Sequence[Tally], refused: Sequence[Tally], margin: int) -> bool:
        counts = [nation.options[code] - sum(part.options[code] for part in told) for code in nation.options]
        return all(margin < count for count in counts)

    monkeypatch.setattr(distributing, "_may_give_rest", spread)
    assert list(follows((9, 6), 3, 1))
