"""Released rounds of a made-up nation: what releases tell, written down without any answers."""

from collections.abc import Iterable, Iterator, Mapping

from tycktill.disclosure import Policy, ProtectedValue
from tycktill.improvement import History, Indicator, Released
from tycktill.tables import Manifest, Names, Tables, compare
from tycktill.terms import Cell, GenderGroup, Level, Reason, Status

TARGET, OTHER, FAMILY = "ifo-missbruk", "ifo-unga", "ifo"
OWN = "9001"

Told = tuple[int, int, int]
"""Valid answers, and the least and the most that may be positive."""

Spot = tuple[str, str, str, str]
"""Target, municipality, unit, question."""

Figures = Mapping[Spot, Told | None]
"""What is told of each figure; None of those that are withheld."""


def manifest(asked: tuple[str, ...] = ("helhet",), meaning: int = 1, targets: tuple[str, ...] = (TARGET,)) -> Manifest:
    """Of a release that asks these questions."""
    every = (*targets, FAMILY)
    return Manifest(
        method="4",
        policy=Policy(),
        families=dict.fromkeys(targets, FAMILY),
        questions=dict.fromkeys(every, asked),
        meanings={target: dict.fromkeys(asked, meaning) for target in every},
        names=Names(municipalities={OWN: "Granhult"}),
        instruments=dict.fromkeys(targets, "0" * 64),
        files={},
        sha256="1" * 64,
    )


def row(round: str, spot: Spot, told: Told | None) -> ProtectedValue:
    """A row of results.csv; None where it is withheld."""
    target, municipality, unit, question = spot
    level = Level.UNIT if unit else Level.MUNICIPALITY if municipality else Level.NATION
    cell = Cell(round, target, level, municipality, unit, GenderGroup.ALL)
    if told is None:
        return ProtectedValue(cell, question, None, None, *(None,) * 8, Status.WITHHELD, Reason.FEW)
    valid, least, most = told
    shares = (least / valid, most / valid)
    interval = (max(shares[0] - 0.1, 0.0), min(shares[1] + 0.1, 1.0))
    share = shares[0] if least == most else None
    status = Status.SHOWN if least == most else Status.BOUNDED
    return ProtectedValue(cell, question, None, valid, valid, least, most, share, *shares, *interval, status, None)


def rows(round: str, told: Figures) -> Iterator[ProtectedValue]:
    """These and the nation's, which are sums of what is told of municipalities."""
    sums: dict[Spot, Told] = {}
    for spot, own in told.items():
        yield row(round, spot, own)
        if own is not None and not spot[2]:
            nation = spot[0], "", "", spot[3]
            before = sums.get(nation, (0, 0, 0))
            sums[nation] = before[0] + own[0], before[1] + own[1], before[2] + own[2]
    for spot, own in sums.items():
        yield row(round, spot, own)


def released(round: str, told: Figures, known: Manifest | None = None) -> Released:
    """A round of one release."""
    return Released(round, known or manifest(), rows(round, told))


def nation(round: str, own: Told | None, *, others: int = 40, valid: int = 60, level: int = 42) -> Figures:
    """One's own figure, and those of others who lie about a level, each a little elsewhere."""
    told: dict[Spot, Told | None] = {(TARGET, OWN, "", "helhet"): own}
    for number in range(others):
        positive = level + (number * 7 + len(round)) % 13 - 6
        told[TARGET, str(9002 + number), "", "helhet"] = valid, positive, positive
    return told


def history(*rounds: tuple[str, Figures]) -> History:
    """Rounds that ask the same."""
    return History(released(round, told) for round, told in rounds)


def tables(round: str, told: Figures, previous: Iterable[ProtectedValue] = ()) -> Tables:
    """All tables of a release."""
    known, own, before = manifest(), list(rows(round, told)), list(previous)
    return Tables(known, own, compare(own, known.grouping, previous=before), previous=before)


HELHET = Indicator(TARGET, "helhet", OWN)
