"""All sealed sheets look alike, only their round's keys open them, and what the service did not seal is known."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tycktill.answers import SHEET_BYTES
from tycktill_web.keyring.round_keys import make_keyring
from tycktill_web.vault import sealing
from tycktill_web.vault.errors import AnswerDamaged
from tycktill_web.vault.sealing import OpenedAnswer, open_sheet, seal_sheet

pytestmark = pytest.mark.django_db
KEY, OTHER = X25519PrivateKey.generate(), X25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw()
BOTH = PUBLIC + OTHER.public_key().public_bytes_raw()


@pytest.fixture(autouse=True)
def _keyring(keyring: object) -> None:
    make_keyring("ifo-2024")


def seal(sheet: bytes, public_key: bytes = PUBLIC) -> bytes:
    """Seal for the keys of these tests."""
    return seal_sheet(sheet, round_key="ifo-2024", public_key=public_key)


def open_it(sealed: bytes, *keys: X25519PrivateKey, round_key: str = "ifo-2024") -> OpenedAnswer:
    """Open it with KEY, or with these."""
    return open_sheet(sealed, round_key=round_key, private_keys=keys or (KEY,))


class AnySheet(TestCase):
    """Whatever is sealed."""

    @given(st.binary(max_size=SHEET_BYTES))
    def test_sealed_sheet_opens_to_itself(self, sheet: bytes) -> None:
        opened = open_it(seal(sheet))
        assert (opened.sheet, opened.is_authentic) == (sheet, True)

    @given(st.binary(max_size=SHEET_BYTES), st.sampled_from([PUBLIC, BOTH]))
    def test_length_tells_nothing(self, sheet: bytes, public_key: bytes) -> None:
        assert len(seal(sheet, public_key)) == len(seal(b"", public_key))


def test_same_sheet_never_looks_the_same_and_never_has_the_same_number() -> None:
    assert seal(b"sheet") != seal(b"sheet")
    assert open_it(seal(b"sheet")).number != open_it(seal(b"sheet")).number


def test_largest_sheet_fits() -> None:
    seal(bytes(SHEET_BYTES))
    with pytest.raises(ValueError, match="holds 558"):
        seal(bytes(600))


@pytest.mark.parametrize("place", [0, 31, 32, 300, -1])
def test_one_changed_bit_is_noticed(place: int) -> None:
    sealed = bytearray(seal(b"sheet"))
    sealed[place] ^= 1
    with pytest.raises(AnswerDamaged):
        open_it(bytes(sealed))


def test_answer_moved_to_another_round_does_not_open() -> None:
    with pytest.raises(AnswerDamaged):
        open_it(seal(b"sheet"), round_key="ifo-2025")


def test_another_key_does_not_open() -> None:
    with pytest.raises(AnswerDamaged):
        open_it(seal(b"sheet"), OTHER)


def test_answer_of_two_holders_opens_with_both_keys_and_with_neither_alone() -> None:
    sealed = seal(b"sheet", BOTH)
    assert open_it(sealed, KEY, OTHER).sheet == b"sheet"
    for keys in ([KEY], [OTHER], [OTHER, KEY]):
        with pytest.raises(AnswerDamaged):
            open_it(sealed, *keys)


def test_who_has_the_public_key_alone_seals_nothing_authentic(monkeypatch: pytest.MonkeyPatch) -> None:
    """The public key lies in the database; the key that authenticates does not."""
    monkeypatch.setattr(sealing, "tag_content", lambda *_: bytes(32))
    forged = seal(b"sheet")
    monkeypatch.undo()
    assert not open_it(forged).is_authentic
