"""Which codes of a round can still be redeemed, and how many of each batch have been."""

import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tycktill_web.fieldwork.errors import UsedCode, VoidCode
from tycktill_web.fieldwork.models import Round, UnusedCodes
from tycktill_web.keyring.ratchet import Purpose, Ratchet, number_of, read_again
from tycktill_web.keyring.round_keys import make_keyring

_COUNT = struct.Struct(">I")
_VOID = struct.Struct(">II")


@dataclass(frozen=True, slots=True)
class CodeBits:
    """So many codes were issued in a round; `bits` has a one for each that is unused, at its number.

    A batch that is `void` keeps its bits: they tell how many of it were used, for the count.
    """

    issued: int = 0
    bits: int = 0
    void: tuple[range, ...] = ()

    @classmethod
    def from_bytes(cls, content: bytes) -> "CodeBits":
        """What `to_bytes` was made of."""
        (issued,) = _COUNT.unpack_from(content)
        end = _COUNT.size + _bytes_of(issued)
        void = tuple(range(start, stop) for start, stop in _VOID.iter_unpack(content[end:]))
        return cls(issued, int.from_bytes(content[_COUNT.size : end]), void)

    def to_bytes(self) -> bytes:
        """As it is kept: how many codes, a bit for each, and the first number and the end of each void batch."""
        void = b"".join(_VOID.pack(batch.start, batch.stop) for batch in self.void)
        return _COUNT.pack(self.issued) + self.bits.to_bytes(_bytes_of(self.issued)) + void

    def is_unused(self, number: int) -> bool:
        """Whether nobody has answered with the code of this `number`."""
        return bool((self.bits >> number) & 1)

    def is_void(self, number: int) -> bool:
        """Whether the code of this `number` is of a batch that was voided."""
        return any(number in batch for batch in self.void)

    def check_redeemable(self, number: int) -> None:
        """UsedCode or VoidCode unless the code of this `number` can be redeemed."""
        if not self.is_unused(number):
            raise UsedCode
        if self.is_void(number):
            raise VoidCode

    def with_redeemed(self, numbers: Iterable[int]) -> "CodeBits":
        """The same when these have been redeemed. Raises UsedCode, VoidCode."""
        left = self
        for number in numbers:
            left.check_redeemable(number)
            left = replace(left, bits=left.bits ^ (1 << number))
        return left

    def with_more(self, number: int) -> "CodeBits":
        """The same with so many more codes, numbered after the last."""
        return replace(self, issued=self.issued + number, bits=self.bits | ((1 << number) - 1) << self.issued)

    def with_void(self, batch: range) -> "CodeBits":
        """The same when no code of these numbers can be redeemed any more; twice is once."""
        return self if batch in self.void else replace(self, void=(*self.void, batch))

    def used_within(self, start: int, size: int) -> int:
        """How many of `size` codes from the number `start` on have been redeemed."""
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
    content = unused.to_bytes()
    row = UnusedCodes.objects.filter(round=round)
    Ratchet(round.key, Purpose.CODES).advance(key, lambda following: row.update(bits=following.wrap(content)))


def unwrap_unused(round_key: str, wrapped: bytes) -> CodeBits:
    """What a row of unused codes says. Raises KeyringError."""
    return CodeBits.from_bytes(Ratchet(round_key, Purpose.CODES).unwrap(wrapped))


@dataclass(frozen=True, slots=True)
class RedeemedBatch:
    """How many codes of a batch, and of which registration, were answered with."""

    batch: int
    registration: int
    size: int
    used: int


def redeemed_batches(round: Round) -> Sequence[RedeemedBatch]:
    """Every batch of a round. True at this moment: for counting, never for a page."""
    # Batches first: codes that are made meanwhile are then in neither number.
    batches = list(round.batches.values_list("pk", "registration", "size", "start"))
    unused = read_again(lambda: _read_bits(round))
    return [
        RedeemedBatch(batch, registration, size, unused.used_within(start, size))
        for batch, registration, size, start in batches
    ]


def redeemed_codes(round: Round) -> Counter[int]:
    """How many codes of each registration were answered with; as true, and as little for a page."""
    found: Counter[int] = Counter()
    for batch in redeemed_batches(round):
        found[batch.registration] += batch.used
    return found


def forget_codes(round: Round) -> None:
    """Keep of no code whether it was used. The row stays, by which a code that comes too late is known as one."""
    UnusedCodes.objects.filter(round=round).update(bits=b"")


def _bytes_of(issued: int) -> int:
    return (issued + 7) // 8


def _read_bits(round: Round) -> CodeBits:
    row = UnusedCodes.objects.filter(round=round).first()
    return unwrap_unused(round.key, bytes(row.bits)) if row else CodeBits()
