"""Which codes of a round can still be redeemed, and how many of each batch have been."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tycktill_web.fieldwork.errors import UsedCode
from tycktill_web.fieldwork.models import Round, UnusedCodes
from tycktill_web.keyring.ratchet import Purpose, Ratchet, number_of, read_again
from tycktill_web.keyring.round_keys import make_keyring

_COUNT_BYTES = 4


@dataclass(frozen=True, slots=True)
class CodeBits:
    """So many codes were issued in a round; `bits` has a one at the place of each that is unused."""

    issued: int = 0
    bits: int = 0

    def has(self, place: int) -> bool:
        """Whether the code at `place` is unused."""
        return bool((self.bits >> place) & 1)

    def without(self, places: Iterable[int]) -> "CodeBits":
        """The same when these have been redeemed. Raises UsedCode where one was already."""
        bits = self.bits
        for place in places:
            if not (bits >> place) & 1:
                raise UsedCode
            bits ^= 1 << place
        return CodeBits(self.issued, bits)

    def with_more(self, number: int) -> "CodeBits":
        """The same with so many more codes, at the places after the last."""
        return CodeBits(self.issued + number, self.bits | ((1 << number) - 1) << self.issued)

    def used(self, start: int, size: int) -> int:
        """How many of `size` codes from the place `start` on have been redeemed."""
        return size - ((self.bits >> start) & ((1 << size) - 1)).bit_count()


def take_unused(round: Round) -> tuple[CodeBits, int]:
    """The unused codes of a round, held until the transaction ends, and the number of the key they are wrapped under.

    A round's first asking makes its keyring. Raises KeyringError.
    """
    row = UnusedCodes.objects.select_for_update(no_key=True).filter(round=round).first()
    if row is None:
        UnusedCodes.objects.create(round=round, bits=b"")
        make_keyring(round.key)
        keep_unused(round, CodeBits(), key=0)
        return CodeBits(), 1
    wrapped = bytes(row.bits)
    return unwrap_unused(round.key, wrapped), number_of(wrapped)


def keep_unused(round: Round, unused: CodeBits, *, key: int) -> None:
    """Write the unused codes anew; they were taken in this transaction, wrapped under the key of this number."""
    content = unused.issued.to_bytes(_COUNT_BYTES) + unused.bits.to_bytes((unused.issued + 7) // 8)
    row = UnusedCodes.objects.filter(round=round)
    Ratchet(round.key, Purpose.CODES).advance(key, lambda following: row.update(bits=following.wrap(content)))


def unwrap_unused(round_key: str, wrapped: bytes) -> CodeBits:
    """What a row of unused codes says. Raises KeyringError."""
    content = Ratchet(round_key, Purpose.CODES).unwrap(wrapped)
    return CodeBits(int.from_bytes(content[:_COUNT_BYTES]), int.from_bytes(content[_COUNT_BYTES:]))


def redeemed_codes(round: Round) -> Counter[int]:
    """How many codes of each registration were answered with. True at this moment: for counting, never for a page."""
    # Batches first: codes that are made meanwhile are then in neither number.
    batches = list(round.batches.values_list("registration", "start", "size"))
    unused = read_again(lambda: _read(round))
    found: Counter[int] = Counter()
    for registration, start, size in batches:
        found[registration] += unused.used(start, size)
    return found


def forget_codes(round: Round) -> None:
    """Keep of no code whether it was used. The row stays, by which a code that comes too late is known as one."""
    UnusedCodes.objects.filter(round=round).update(bits=b"")


def _read(round: Round) -> CodeBits:
    row = UnusedCodes.objects.filter(round=round).first()
    return unwrap_unused(round.key, bytes(row.bits)) if row else CodeBits()
