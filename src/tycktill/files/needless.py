"""Says which values from elsewhere stand beside nothing: whoever gave them may have meant another file or year."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tycktill.disclosure import Tallies
from tycktill.terms import RESPONSE_RATE, Reference

_MOST_NAMED = 3


def needless_references(references: Sequence[Reference], tallies: Tallies, file: Path | None) -> Iterator[str]:
    """One sentence on all references of rounds, target groups and questions without results, if there are any."""
    asked = {(row.cell.round, row.cell.instrument, row.question) for row in tallies.rows}
    asked |= {(round, target, RESPONSE_RATE) for round, target, _ in asked}
    lacking = [each for each in references if (each.round, each.instrument, each.question) not in asked]
    if lacking:
        named = list(dict.fromkeys(_what_is_lacking(each, asked) for each in lacking))
        more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
        many = f"{len(lacking)} of {len(references)} rows of {file} have no results to stand beside"
        yield f"{many}: {'; '.join(named[:_MOST_NAMED])}{more}"


def _what_is_lacking(reference: Reference, asked: set[tuple[str, str, str]]) -> str:
    """What lacks results: the reference's round, else its target group there, else its question."""
    if reference.round not in {round for round, _, _ in asked}:
        return f"round {reference.round}"
    if (reference.round, reference.instrument, RESPONSE_RATE) not in asked:
        return f"{reference.instrument} in {reference.round}"
    return f"{reference.question} of {reference.instrument} in {reference.round}"
