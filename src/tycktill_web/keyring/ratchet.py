"""Keys that are erased when what they wrapped is written anew, so that a database's past can be read by nobody.

A database remembers what it has deleted: in dead rows, gaps of pages, its log, a replica, a backup. Sweeping after it
never ends. So what changes with every answer is wrapped under a key that lies in a file, and wrapped anew under the
next key each time it is written; once that is committed the key before it is erased. What the database remembers is
then noise, also for whoever has the present keys. (A symmetric ratchet, as messengers have for forward secrecy.)
"""

import fcntl
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.db import connection, transaction

from tycktill_web.keyring.errors import KeyMissing, WrappedDamaged
from tycktill_web.keyring.folder import folder_of, write_new

T = TypeVar("T")

_SECTOR = 512
"""Two keys lie in one file, each in a disk's sector of its own: a torn writing of one leaves the other whole."""

_KEY_BYTES, _NONCE_BYTES = 32, 12
_NUMBER = struct.Struct(">Q")
_TRIES = 20


class Purpose(StrEnum):
    """What the keys of a ratchet wrap."""

    CODES = "codes"  # the row of unused codes, and
    BUFFER = "tray"  # the row of the latest answers: each under the next key with every answer
    VAULT = "vault"  # all other answers: under the next key with every mixing


@dataclass(frozen=True, slots=True)
class WrappingKey:
    """A key of a ratchet: `number` counts from 1, and `binding` ties what it wraps to its round and purpose."""

    number: int
    secret: bytes = field(repr=False)
    binding: str

    def wrap(self, content: bytes) -> bytes:
        """`content` encrypted, led by the key's number; `OVERHEAD` bytes longer."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = ChaCha20Poly1305(self.secret).encrypt(nonce, content, self.binding.encode())
        return _NUMBER.pack(self.number) + nonce + sealed

    def unwrap(self, wrapped: bytes) -> bytes:
        """What `wrap` was given. Raises WrappedDamaged for any other bytes."""
        start = _NUMBER.size + _NONCE_BYTES
        nonce, sealed = wrapped[_NUMBER.size : start], wrapped[start:]
        try:
            return ChaCha20Poly1305(self.secret).decrypt(nonce, sealed, self.binding.encode())
        except (InvalidTag, ValueError):
            raise WrappedDamaged(self.binding) from None


OVERHEAD = _NUMBER.size + _NONCE_BYTES + 16
"""Bytes that wrapping adds: the key's number, a nonce, a tag."""


@dataclass(frozen=True, slots=True)
class Ratchet:
    """A round's keys for one purpose. Who advances it holds the row that is wrapped, so that nobody else does."""

    round_key: str
    purpose: Purpose

    def make_file(self) -> None:
        """Make the file, without a key in it yet."""
        write_new(self._path, bytes(2 * _SECTOR))

    def unwrap(self, wrapped: bytes) -> bytes:
        """What was wrapped. Raises KeyMissing where its key has been erased, and WrappedDamaged."""
        if len(wrapped) < OVERHEAD:
            raise WrappedDamaged(self._binding)
        return self.key(number_of(wrapped)).unwrap(wrapped)

    def key(self, number: int) -> WrappingKey:
        """The key of this number. Raises KeyMissing."""
        with self._hold_file() as file:
            found, secret = _read_slot(file, number)
        if found != number or not number:
            raise KeyMissing(self._path, number)
        return WrappingKey(number, secret, self._binding)

    def advance(self, number: int, write: Callable[[WrappingKey], object]) -> WrappingKey:
        """The key after `number` (0 before the first), on disk; `number`'s is erased when the transaction commits.

        `write` is handed the key, and writes to the database. It does so before the key is laid on disk, and while
        nobody else can lay theirs: PostgreSQL may have ended our session without our knowing, and somebody may hold
        the row since. Then it fails, and we overwrite no key of theirs.

        Within one transaction the key is always the same: the one before must last until it is certain that it is
        not needed, and there are two places.
        """
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("A key is erased when a transaction commits; there is none.")
        for pending in connection.run_on_commit:
            erasure = getattr(pending[1], "__self__", None)
            if isinstance(erasure, _Erasure) and erasure.ratchet == self:
                write(erasure.next)
                return erasure.next
        following = WrappingKey(number + 1, os.urandom(_KEY_BYTES), self._binding)
        with self._hold_file() as file:
            # Where the present key is not here, the row is not what was last written: nothing may be overwritten.
            if _read_slot(file, number)[0] != number or (not number and _read_slot(file, 1)[0] > 1):
                raise KeyMissing(self._path, number)
            write(following)
            _write_slot(file, following.number, _NUMBER.pack(following.number) + following.secret)
            os.fdatasync(file)
        transaction.on_commit(_Erasure(self, number, following).run, robust=True)
        return following

    def erase_key(self, number: int) -> None:
        """Overwrite the key of this number, unless another has taken its place already."""
        with self._hold_file() as file:
            if _read_slot(file, number)[0] == number:
                _write_slot(file, number, bytes(_NUMBER.size + _KEY_BYTES))

    @property
    def _path(self) -> Path:
        return folder_of(self.round_key) / self.purpose

    @property
    def _binding(self) -> str:
        return f"tycktill/wrapped/1/{self.round_key}/{self.purpose}"

    @contextmanager
    def _hold_file(self) -> Iterator[int]:
        """The file, which nobody else reads or writes meanwhile: an erasure must not hit the key that came after."""
        try:
            file = os.open(self._path, os.O_RDWR)
        except FileNotFoundError:
            raise KeyMissing(self._path, 0) from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)


@dataclass(frozen=True, slots=True)
class _Erasure:
    """What is done when a transaction has committed that wrote under the next key."""

    ratchet: Ratchet
    number: int
    next: WrappingKey

    def run(self) -> None:
        """Erase the key before."""
        self.ratchet.erase_key(self.number)


def number_of(wrapped: bytes) -> int:
    """The number of the key that wrapped these bytes; 0 where nothing has been wrapped."""
    return int(_NUMBER.unpack_from(wrapped)[0]) if wrapped else 0


def read_again(read: Callable[[], T]) -> T:
    """What `read` gives, for readers that hold no row: between row and key another answer may have come in."""
    for _ in range(_TRIES):
        try:
            return read()
        except KeyMissing:
            continue
    return read()


def _read_slot(file: int, number: int) -> tuple[int, bytes]:
    slot = os.pread(file, _NUMBER.size + _KEY_BYTES, number % 2 * _SECTOR)
    if len(slot) < _NUMBER.size + _KEY_BYTES:  # a file that was cut short
        return 0, b""
    return number_of(slot), slot[_NUMBER.size :]


def _write_slot(file: int, number: int, slot: bytes) -> None:
    os.pwrite(file, slot, number % 2 * _SECTOR)
