"""A round's tray as it lies in the database: sealed answers joined in the order of their bytes, wrapped anew each time.

Who takes a tray holds its row until the transaction ends: nobody lays, pours, mixes or reads beside them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tycktill_web.keyring.authentication import tag
from tycktill_web.keyring.ratchet import Purpose, Ratchet, number_of, read_again
from tycktill_web.vault.models import Tray

_LENGTH_BYTES = 2


@dataclass(frozen=True, slots=True)
class HeldTray:
    """What lies on a round's tray, and which keys it and the vault are wrapped under: their numbers."""

    round_key: str
    answers: tuple[bytes, ...]
    tray_key: int
    vault_key: int


def take_tray(round_key: str) -> HeldTray:
    """The tray, held. Raises KeyringError where it cannot be unwrapped."""
    trays = Tray.objects.select_for_update(no_key=True).filter(round=round_key)
    return _unwrapped(trays.first() or trays.get(round=_new_tray(round_key)))


def lay_back(tray: HeldTray, answers: Iterable[bytes], *, vault_key: int | None = None) -> None:
    """Let exactly these lie on the tray, and the vault be under its present key or under this one."""
    content = _join(sorted(answers))
    vault_key = tray.vault_key if vault_key is None else vault_key
    row = Tray.objects.filter(round=tray.round_key)
    Ratchet(tray.round_key, Purpose.TRAY).advance(
        tray.tray_key, lambda key: row.update(answers=key.wrap(content), vault_key=vault_key)
    )


def check_keys(round_key: str) -> None:
    """Raises KeyringError where answers could be neither laid on the tray nor found again. Nobody waits for it."""
    tag(round_key, b"")
    read_again(lambda: _find_keys(round_key))


def _find_keys(round_key: str) -> None:
    tray = Tray.objects.filter(round=round_key).first()
    if tray and _unwrapped(tray).vault_key:
        Ratchet(round_key, Purpose.VAULT).key(tray.vault_key)


def _unwrapped(tray: Tray) -> HeldTray:
    wrapped = bytes(tray.answers)
    content = Ratchet(tray.round, Purpose.TRAY).unwrap(wrapped) if wrapped else b""
    return HeldTray(tray.round, _split(content), number_of(wrapped), tray.vault_key)


def _join(answers: list[bytes]) -> bytes:
    length = len(answers[0]) if answers else 0
    return length.to_bytes(_LENGTH_BYTES) + b"".join(answers)


def _split(content: bytes) -> tuple[bytes, ...]:
    length, answers = int.from_bytes(content[:_LENGTH_BYTES]), content[_LENGTH_BYTES:]
    return tuple(answers[start : start + length] for start in range(0, len(answers), length or 1))


def _new_tray(round_key: str) -> str:
    Tray.objects.bulk_create([Tray(round=round_key)], ignore_conflicts=True)
    return round_key
