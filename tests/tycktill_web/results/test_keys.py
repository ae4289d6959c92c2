"""The office's keys: what is made works, and what does not says why."""

import pytest
from tests.tycktill_web import worlds

from tycktill_web.results.errors import KeyUnusable
from tycktill_web.results.keys import SavedKey, load_keys_of_round, make_key, offer_passphrase, public_key_of


def test_saved_key_proves_itself() -> None:
    passphrase = offer_passphrase()
    public_key, pem = make_key(passphrase)
    assert public_key_of([SavedKey(pem, passphrase)]) == public_key


def test_blanks_around_a_pasted_passphrase_are_forgiven() -> None:
    public_key, pem = worlds.key_pair()
    assert public_key_of([SavedKey(pem, f" {worlds.PASSPHRASE}\n")]) == public_key


def test_no_two_passphrases_or_keys_are_alike() -> None:
    assert offer_passphrase() != offer_passphrase()
    assert make_key(worlds.PASSPHRASE)[0] != worlds.key_pair()[0]


@pytest.mark.parametrize(
    ("pem", "passphrase", "told"),
    [
        (worlds.key_pair()[1], "en annan lösenfras", "öppnar inte nyckeln"),
        (b"En bild av en katt", worlds.PASSPHRASE, "inte en nyckel"),
        (b"", worlds.PASSPHRASE, "inte en nyckel"),
    ],
)
def test_unusable_key_says_why(pem: bytes, passphrase: str, told: str) -> None:
    with pytest.raises(KeyUnusable) as refused:
        public_key_of([SavedKey(pem, passphrase)])
    assert told in str(refused.value)


def test_another_rounds_key_is_refused() -> None:
    with pytest.raises(KeyUnusable) as refused:
        load_keys_of_round([worlds.saved_key()], public_key=bytes(32))
    assert "hör inte till den här omgången" in str(refused.value)


def test_short_passphrase_makes_no_key() -> None:
    with pytest.raises(KeyUnusable):
        make_key("kort")
