"""All sealed sheets look alike, and only their round's key opens them."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tycktill.answers import SHEET_BYTES
from tycktill_web.vault.errors import AnswerDamaged
from tycktill_web.vault.sealing import PADDED_BYTES, SEALED_BYTES, open_sheet, seal_sheet

KEY = X25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw()


def seal(sheet: bytes, round_key: str = "ifo-2024") -> bytes:
    """Seal for the key of these tests."""
    return seal_sheet(sheet, round_key=round_key, public_key=PUBLIC)


@given(st.binary(max_size=SHEET_BYTES))
def test_sealed_sheet_opens_to_itself(sheet: bytes) -> None:
    assert open_sheet(seal(sheet), round_key="ifo-2024", private_key=KEY) == sheet


@given(st.binary(max_size=SHEET_BYTES))
def test_length_tells_nothing(sheet: bytes) -> None:
    assert len(seal(sheet)) == SEALED_BYTES


def test_same_sheet_never_looks_the_same() -> None:
    assert seal(b"sheet") != seal(b"sheet")


def test_largest_sheet_fits() -> None:
    assert SHEET_BYTES <= PADDED_BYTES - 2
    with pytest.raises(ValueError, match="holds 510"):
        seal(bytes(PADDED_BYTES))


@pytest.mark.parametrize("place", [0, 31, 32, 300, SEALED_BYTES - 1])
def test_one_changed_bit_is_noticed(place: int) -> None:
    sealed = bytearray(seal(b"sheet"))
    sealed[place] ^= 1
    with pytest.raises(AnswerDamaged):
        open_sheet(bytes(sealed), round_key="ifo-2024", private_key=KEY)


def test_answer_moved_to_another_round_does_not_open() -> None:
    with pytest.raises(AnswerDamaged):
        open_sheet(seal(b"sheet"), round_key="ifo-2025", private_key=KEY)


def test_another_key_does_not_open() -> None:
    with pytest.raises(AnswerDamaged):
        open_sheet(seal(b"sheet"), round_key="ifo-2024", private_key=X25519PrivateKey.generate())
