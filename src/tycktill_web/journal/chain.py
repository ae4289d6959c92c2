"""The chain: each entry's digest covers the entry and the digest before it, so that no entry changes by itself."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

BEFORE_THE_FIRST = "0" * 64
"""The digest before there is any entry."""

_COVERED = (
    *("number", "kind", "person", "who", "role", "acted_for", "organisation", "organisation_name"),
    *("round", "action", "facts"),
)


def digest_of(entry: Any, before: str) -> str:
    """The digest of an entry that follows the entry of this digest."""
    covered = {name: getattr(entry, name) for name in _COVERED}
    covered |= {"at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"), "before": before}
    canonical = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ChainFault:
    """What is wrong with the chain, from one entry to another."""

    first: int
    last: int
    says: str

    def __str__(self) -> str:
        return self.says


def faults_in(entries: Iterable[Any]) -> Iterator[ChainFault]:
    """What is wrong with entries that should begin with the first and follow each other by number.

    An entry is held against the digest that stands before it, so that one that was changed is told by itself and not
    with all that follow.
    """
    number, before = 0, BEFORE_THE_FIRST
    for entry in entries:
        if entry.number != number + 1:
            yield _missing_fault(number + 1, entry.number - 1)
        elif entry.digest != digest_of(entry, before):
            yield _altered_fault(entry.number)
        number, before = entry.number, entry.digest


def _missing_fault(first: int, last: int) -> ChainFault:
    problem = f"Entry {first} is missing" if first == last else f"Entries {first} to {last} are missing"
    return ChainFault(first, last, f"{problem}.")


def _altered_fault(number: int) -> ChainFault:
    says = f"Entry {number} is not what was written, or does not follow entry {number - 1}: changed, moved or put in."
    return ChainFault(number, number, says)
