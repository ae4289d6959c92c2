"""A round's latest sealed answers as one row: joined in the order of their bytes, and wrapped anew each time.

Who holds a buffer holds its row until the transaction ends: nobody adds, flushes, mixes or reads beside them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tycktill_web.keyring.authentication import tag_content
from tycktill_web.keyring.ratchet import Purpose, Ratchet, number_of, read_again
from tycktill_web.vault.models import AnswerBuffer

_LENGTH_BYTES = 2


@dataclass(frozen=True, slots=True)
class HeldBuffer:
    """What lies in a round's buffer, and which keys it and the vault are wrapped under: their numbers."""

    round_key: str
    answers: tuple[bytes, ...]
    buffer_key: int
    vault_key: int


def hold_buffer(round_key: str) -> HeldBuffer:
    """The buffer, held. Raises KeyringError where it cannot be unwrapped."""
    buffers = AnswerBuffer.objects.select_for_update(no_key=True).filter(round=round_key)
    return _unwrap_buffer(buffers.first() or buffers.get(round=_new_buffer(round_key)))


def write_buffer(buffer: HeldBuffer, answers: Iterable[bytes], *, vault_key: int | None = None) -> None:
    """Let exactly these lie in the buffer, and the vault be under its present key or under this one."""
    content = _join_answers(sorted(answers))
    vault_key = buffer.vault_key if vault_key is None else vault_key
    row = AnswerBuffer.objects.filter(round=buffer.round_key)
    Ratchet(buffer.round_key, Purpose.BUFFER).advance(
        buffer.buffer_key, lambda key: row.update(answers=key.wrap(content), vault_key=vault_key)
    )


def check_keys(round_key: str) -> None:
    """Raises KeyringError where answers could be neither added to the buffer nor found again. Nobody waits for it."""
    tag_content(round_key, b"")
    read_again(lambda: _find_keys(round_key))


def _find_keys(round_key: str) -> None:
    buffer = AnswerBuffer.objects.filter(round=round_key).first()
    if buffer and _unwrap_buffer(buffer).vault_key:
        Ratchet(round_key, Purpose.VAULT).key(buffer.vault_key)


def _unwrap_buffer(buffer: AnswerBuffer) -> HeldBuffer:
    wrapped = bytes(buffer.answers)
    content = Ratchet(buffer.round, Purpose.BUFFER).unwrap(wrapped) if wrapped else b""
    return HeldBuffer(buffer.round, _split_answers(content), number_of(wrapped), buffer.vault_key)


def _join_answers(answers: list[bytes]) -> bytes:
    """The length of each, and all; where some were sealed when the round's had another, nothing and each with its."""
    lengths = {len(each) for each in answers}
    if len(lengths) > 1:
        return bytes(_LENGTH_BYTES) + b"".join(_with_length(each) for each in answers)
    return max(lengths, default=0).to_bytes(_LENGTH_BYTES) + b"".join(answers)


def _split_answers(content: bytes) -> tuple[bytes, ...]:
    length, answers = int.from_bytes(content[:_LENGTH_BYTES]), content[_LENGTH_BYTES:]
    if length:
        return tuple(answers[start : start + length] for start in range(0, len(answers), length))
    found, position = list[bytes](), 0
    while position < len(answers):
        start = position + _LENGTH_BYTES
        position = start + int.from_bytes(answers[position:start])
        found.append(answers[start:position])
    return tuple(found)


def _with_length(answer: bytes) -> bytes:
    return len(answer).to_bytes(_LENGTH_BYTES) + answer


def _new_buffer(round_key: str) -> str:
    AnswerBuffer.objects.bulk_create([AnswerBuffer(round=round_key)], ignore_conflicts=True)
    return round_key
