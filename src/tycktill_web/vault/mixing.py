"""Where sealed answers lie: a buffer of the latest, a vault of the rest, and nothing that tells which came when.

Every answer is first added to its round's buffer. When the buffer is full it is flushed: mixed with a stretch of what
lies in the vault; `POOL` of all these, drawn by lot, stay in the buffer, and the rest go back to the places of the
stretch and to new random ones. So whoever sees a row change sees a row that may be any of many, and the latest answer
is always one of at least `POOL`. (A pool mix, as in anonymous remailers.)
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from tycktill.answers import SHEET_BYTES
from tycktill_web.keyring.errors import WrappedDamaged
from tycktill_web.keyring.locks import write_lock
from tycktill_web.keyring.public_keys import check_public_key
from tycktill_web.keyring.ratchet import Purpose, Ratchet, WrappingKey
from tycktill_web.vault.buffers import HeldBuffer, hold_buffer, write_buffer
from tycktill_web.vault.models import AnswerBuffer, SealedAnswer
from tycktill_web.vault.sealing import seal_sheet

POOL = 20
"""Answers that stay in the buffer when it is flushed. Until so many have come, the latest is one of those that have."""

FULL = 2 * POOL
REMIXED = 4 * POOL
"""Answers of the vault that are moved each time the buffer is flushed."""

_CHANCE = secrets.SystemRandom()
_KEYS = 2**63
_CHUNK = 500


def seal_answer(round_key: str, sheet: bytes, public_key: bytes, *, room: int = SHEET_BYTES) -> None:
    """Seal a sheet and add it to its round's buffer, which is flushed when it is full; in the caller's transaction.

    `room` is what any sheet of the round may take. Raises KeyringError, as where the public key is another than the
    round was opened with.
    """
    buffer, answers = _with_one_more(round_key, sheet, public_key, room)
    if len(answers) < FULL:
        write_buffer(buffer, answers)
    else:
        _flush_buffer(buffer, answers)


def seal_beside(round_key: str, sheet: bytes, public_key: bytes, *, room: int = SHEET_BYTES) -> None:
    """Seal a sheet of somebody whose other answer lies in another round, as `seal_answer` does; but all stay buffered.

    Were some known to have come later than others, as in a buffer that is flushed, then the latest there and the latest
    here would be likely to be one person's.
    """
    write_buffer(*_with_one_more(round_key, sheet, public_key, room))


def _with_one_more(round_key: str, sheet: bytes, public_key: bytes, room: int) -> tuple[HeldBuffer, list[bytes]]:
    """A round's buffer, held, and what is to be in it with this sheet sealed."""
    check_public_key(round_key, public_key)
    sealed = seal_sheet(sheet, round_key=round_key, public_key=public_key, room=room)
    buffer = hold_buffer(round_key)
    return buffer, [*buffer.answers, sealed]


def rewrap_buffer(round_key: str) -> None:
    """Write the buffer anew under a new key, with the same answers in it."""
    with write_lock(), transaction.atomic():
        buffer = hold_buffer(round_key)
        write_buffer(buffer, buffer.answers)


@transaction.atomic
def seal_all(round_key: str, sheets: Iterable[bytes], public_key: bytes, *, room: int = SHEET_BYTES) -> None:
    """Seal sheets that came together, and put them into the vault in random order: they have no latest to hide."""
    check_public_key(round_key, public_key)
    buffer = hold_buffer(round_key)
    key = _vault_key(buffer)
    sealed = [seal_sheet(sheet, round_key=round_key, public_key=public_key, room=room) for sheet in sheets]
    _write_answers(round_key, key, sealed, _new_pks(len(sealed)))
    write_buffer(buffer, buffer.answers, vault_key=key.number)


def mix_round_answers(round_key: str) -> tuple[bytes, ...]:
    """Empty the buffer and write all answers of the round anew, in random order under new random keys of rows.

    They are wrapped under a new key, and the old one is erased after the commit. Returns the sealed answers in random
    order: all there are at this one moment, each as it lies there. A large round takes long: on SQLite those who
    answer wait in line meanwhile, and not for the database, which would refuse them after a while.
    """
    with write_lock(), transaction.atomic():
        return _mix_held(round_key)


def has_answers(round_key: str) -> bool:
    """Whether anything of a round's answers is here, readable or not."""
    buffer = AnswerBuffer.objects.filter(round=round_key).exclude(answers=b"").exists()
    return buffer or SealedAnswer.objects.filter(round=round_key).exists()


def forget_answers(round_key: str) -> None:
    """Delete what lies in the vault and in the buffer, in the caller's transaction; only a copy brings it back.

    What a database remembers of deleted rows can be read by nobody once the round's keyring is erased.
    """
    SealedAnswer.objects.filter(round=round_key).delete()
    AnswerBuffer.objects.filter(round=round_key).delete()


def _mix_held(round_key: str) -> tuple[bytes, ...]:
    buffer = hold_buffer(round_key)
    rows = SealedAnswer.objects.filter(round=round_key)
    wrapped = [bytes(content) for content in rows.values_list("ciphertext", flat=True).iterator(chunk_size=_CHUNK)]
    answers = [*buffer.answers, *_unwrap_contents(buffer, wrapped)]
    _CHANCE.shuffle(answers)
    if answers:
        key = Ratchet(round_key, Purpose.VAULT).advance(buffer.vault_key, lambda _: rows.delete())
        _write_answers(round_key, key, answers, _new_pks(len(answers)))
        write_buffer(buffer, [], vault_key=key.number)
    return tuple(answers)


def _flush_buffer(buffer: HeldBuffer, answers: Sequence[bytes]) -> None:
    """Mix a full buffer with a part of the vault, and leave `POOL` of all that on it."""
    stretch = _vault_stretch(buffer.round_key)
    mixed = [*answers, *_unwrap_contents(buffer, list(stretch.values()))]
    _CHANCE.shuffle(mixed)
    stay, go = mixed[:POOL], mixed[POOL:]
    key = _vault_key(buffer)
    SealedAnswer.objects.filter(id__in=list(stretch)).delete()
    # The stretch's own places too: were only new ones filled, a place would tell how new its answer may be.
    _write_answers(buffer.round_key, key, go, [*stretch, *_new_pks(len(go) - len(stretch))])
    write_buffer(buffer, stay, vault_key=key.number)


def _vault_stretch(round_key: str) -> Mapping[int, bytes]:
    """`REMIXED` neighbours in the vault from a random place onwards, by their places, so that whole pages change."""
    start = secrets.randbelow(_KEYS)
    rows = SealedAnswer.objects.filter(round=round_key).order_by("id").values_list("id", "ciphertext")
    after = list(rows.filter(id__gte=start)[:REMIXED])
    before = list(rows.filter(id__lt=start)[: REMIXED - len(after)]) if len(after) < REMIXED else []
    return {pk: bytes(content) for pk, content in after + before}


def _vault_key(buffer: HeldBuffer) -> WrappingKey:
    """The key that a round's vault is wrapped under now; its first, where the vault is empty still."""
    ratchet = Ratchet(buffer.round_key, Purpose.VAULT)
    if buffer.vault_key:
        return ratchet.key(buffer.vault_key)
    row = AnswerBuffer.objects.filter(round=buffer.round_key)
    return ratchet.advance(0, lambda key: row.update(vault_key=key.number))


def _unwrap_contents(buffer: HeldBuffer, contents: Sequence[bytes]) -> list[bytes]:
    """Sealed answers out of what the vault's rows hold. Raises WrappedDamaged, saying how many are damaged."""
    if not contents:
        return []
    key, found, damaged = _vault_key(buffer), [], 0
    for content in contents:
        try:
            found.append(key.unwrap(content))
        except WrappedDamaged:
            damaged += 1
    if damaged:
        raise WrappedDamaged(f"{damaged} of {len(contents)} sealed answers of {buffer.round_key}")
    return found


def _write_answers(round_key: str, key: WrappingKey, answers: Sequence[bytes], pks: Sequence[int]) -> None:
    """Write answers as rows at these places, each row in random order."""
    mixed = _CHANCE.sample(list(zip(pks, answers, strict=True)), len(answers))
    SealedAnswer.objects.bulk_create(
        [SealedAnswer(id=pk, round=round_key, ciphertext=key.wrap(answer)) for pk, answer in mixed],
        batch_size=_CHUNK,
    )


def _new_pks(number: int) -> list[int]:
    """Random keys of rows. That one is taken happens once in a million million nations; then nothing is written."""
    return [secrets.randbelow(_KEYS) for _ in range(number)]
