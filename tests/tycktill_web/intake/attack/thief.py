"""A thief who holds everything the service keeps, and the private key, and tries to pair codes with answers."""

import math
import statistics
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Pair = tuple[bytes, bytes]
"""A used code's fingerprint, and the sealed bytes that the thief believes came with it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a stolen database lets itself be read out of, each finding by the place it was found in."""

    codes: dict[str, Sequence[bytes]] = field(default_factory=dict)
    """Orders in which codes may have been used."""

    answers: dict[str, Sequence[bytes]] = field(default_factory=dict)
    """Orders in which answers may have come."""

    pairs: dict[str, Sequence[Pair]] = field(default_factory=dict)
    """Codes and answers that a trace says belong to one transaction."""


def guesses(evidence: Evidence) -> Iterator[tuple[str, Sequence[Pair]]]:
    """Every way to pair that the evidence gives: traces as they are, and each order laid beside each, both ways."""
    yield from evidence.pairs.items()
    for code_order, codes in evidence.codes.items():
        for answer_order, answers in evidence.answers.items():
            name = f"codes by {code_order}, answers by {answer_order}"
            yield name, lay_beside(codes, answers)
            yield f"{name}, backwards", lay_beside(codes, answers[::-1])


def lay_beside(codes: Sequence[bytes], answers: Sequence[bytes]) -> Sequence[Pair]:
    """Pair what stands at the same place; a shorter order is one of which part is lost, and is matched at its end."""
    known = min(len(codes), len(answers))
    return list(zip(codes[len(codes) - known :], answers[len(answers) - known :], strict=True))


@dataclass(frozen=True, slots=True)
class Loot:
    """What came of one guess."""

    name: str
    right: float
    tried: int


def best_guess(evidence: Evidence, truth: Mapping[bytes, Hashable], opened: Mapping[bytes, Hashable]) -> Loot:
    """The guess with most right pairs; `truth` has the answers by code, `opened` those by sealed bytes."""
    loot = [
        Loot(name, sum(truth.get(code, code) == opened.get(sealed) for code, sealed in pairs), len(pairs))
        for name, pairs in guesses(evidence)
    ]
    return max(loot, key=lambda each: each.right, default=Loot("nothing to go by", 0, 0))


def strongest_correlation(
    evidence: Evidence, truth: Mapping[bytes, Hashable], opened: Mapping[bytes, Hashable]
) -> Loot:
    """The two orders that agree most, rank by rank: `right` is Spearman's ρ·√(n-1), some ±1 where nothing agrees."""
    sealed_by_answer = {answer: sealed for sealed, answer in opened.items()}
    whose = {code: sealed_by_answer.get(answer) for code, answer in truth.items()}
    found = [
        Loot(f"codes by {code_order}, answers by {answer_order}", _agreement(codes, answers, whose), len(codes))
        for code_order, codes in evidence.codes.items()
        for answer_order, answers in evidence.answers.items()
    ]
    return max(found, key=lambda each: abs(each.right))


def _agreement(codes: Sequence[bytes], answers: Sequence[bytes], whose: Mapping[bytes, bytes | None]) -> float:
    ranks = {sealed: rank for rank, sealed in enumerate(answers)}
    pairs = [(rank, ranks[sealed]) for rank, code in enumerate(codes) if (sealed := whose.get(code)) in ranks]
    if len(pairs) < 10:
        return 0.0
    both = [(_rank_among(x, pairs, 0), _rank_among(y, pairs, 1)) for x, y in pairs]
    return statistics.correlation(*zip(*both, strict=True)) * math.sqrt(len(both) - 1)


def _rank_among(value: int, pairs: Sequence[tuple[int, int]], side: int) -> int:
    return sum(pair[side] < value for pair in pairs)


def number_of_guesses(evidence: Evidence) -> int:
    """How often the thief has tried: with many tries, luck."""
    return sum(1 for _ in guesses(evidence))


def luck(respondents: int, tries: int, among: int | None = None) -> int:
    """So many right pairs come by chance in the best of `tries` guesses only once in a million tests.

    Each respondent is hidden among all, or among as many others as are said.
    """
    expected = respondents / (among or respondents)
    right, beyond = 0, 1.0
    while beyond * tries > 1e-6:
        beyond -= math.exp(-expected + right * math.log(expected) - math.lgamma(right + 1))
        right += 1
    return right
