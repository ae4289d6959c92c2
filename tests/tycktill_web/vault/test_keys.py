"""A key file opens with its passphrase; everything else is refused with a sentence that helps."""

import unicodedata

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from tycktill_web.vault.errors import (
    HolderMissing,
    KeyDoesNotFit,
    KeyRefused,
    NotAKey,
    NotProtected,
    SameKeyTwice,
    ShortPassphrase,
    VaultError,
    WrongPassphrase,
)
from tycktill_web.vault.keys import in_order, load_key, make_key, offer_passphrase

PASSPHRASE = "öl och ostron i oktober"
PUBLIC, PEM = make_key(PASSPHRASE)
NAKED = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
OF_ANOTHER_KIND = Ed25519PrivateKey.generate().private_bytes(
    Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(PASSPHRASE.encode())
)


def test_key_opens_with_its_passphrase_and_fits_its_public_half() -> None:
    in_order([load_key(PEM, PASSPHRASE)], PUBLIC)


def test_passphrase_is_the_same_from_every_keyboard() -> None:
    for typed in (f" {PASSPHRASE}\n", unicodedata.normalize("NFD", PASSPHRASE)):
        in_order([load_key(PEM, typed)], PUBLIC)


def test_key_file_that_a_windows_editor_saved_still_opens() -> None:
    in_order([load_key(PEM.replace(b"\n", b"\r\n"), PASSPHRASE)], PUBLIC)


def test_key_of_another_round_does_not_fit() -> None:
    other, _ = make_key(PASSPHRASE)
    with pytest.raises(KeyDoesNotFit):
        in_order([load_key(PEM, PASSPHRASE)], other)


def test_round_of_two_holders_takes_both_keys_in_any_order_and_not_one() -> None:
    other, other_pem = make_key("en annan ramsa, lika lång")
    first, second = load_key(PEM, PASSPHRASE), load_key(other_pem, "en annan ramsa, lika lång")
    assert in_order([first, second], PUBLIC + other) == in_order([second, first], PUBLIC + other) == [first, second]
    for given in ([first], [second]):
        with pytest.raises(HolderMissing):
            in_order(given, PUBLIC + other)
    with pytest.raises(SameKeyTwice):
        in_order([first, first], PUBLIC + other)


@pytest.mark.parametrize(
    ("pem", "passphrase", "error"),
    [
        (PEM, "öl och ostron i november", WrongPassphrase),
        (PEM, "", WrongPassphrase),
        (b"", PASSPHRASE, NotAKey),
        (b"\xff\xd8\xff\xe0 a picture", PASSPHRASE, NotAKey),
        (PEM.replace(b"M", b"N", 1), PASSPHRASE, NotAKey),
        (PEM[:80], PASSPHRASE, NotAKey),
        (NAKED, PASSPHRASE, NotProtected),
        (OF_ANOTHER_KIND, PASSPHRASE, NotAKey),
    ],
    ids=["wrong passphrase", "none", "empty", "picture", "damaged", "cut", "unprotected", "another kind"],
)
def test_unusable_key_is_refused_with_a_sentence(pem: bytes, passphrase: str, error: type[KeyRefused]) -> None:
    with pytest.raises(error) as refused:
        load_key(pem, passphrase)
    assert str(refused.value).endswith(".")


def test_wrong_passphrase_is_told_also_where_what_it_decrypts_happens_to_be_padded_right() -> None:
    def refusal(passphrase: str) -> str:
        with pytest.raises(ValueError, match=r".") as refused:
            load_pem_private_key(PEM, passphrase.encode())
        return str(refused.value)

    unlucky = next(each for each in map(str, range(10_000)) if "password" not in refusal(each))
    with pytest.raises(WrongPassphrase):
        load_key(PEM, unlucky)


def test_private_half_is_never_in_the_file_as_it_is() -> None:
    key = load_key(PEM, PASSPHRASE)
    assert b"ENCRYPTED" in PEM
    assert key.private_bytes_raw() not in PEM


def test_short_passphrase_is_refused() -> None:
    with pytest.raises(ShortPassphrase):
        make_key("hemligt")


def test_offered_passphrases_are_long_enough_and_differ() -> None:
    first, second = offer_passphrase(), offer_passphrase()
    assert first != second
    make_key(first)


def test_every_error_has_a_sentence() -> None:
    def family(error: type[VaultError]) -> list[type[VaultError]]:
        return [error, *(each for child in error.__subclasses__() for each in family(child))]

    leaves = [each for each in family(VaultError) if not each.__subclasses__()]
    assert all(len(str(leaf())) > 20 for leaf in leaves)
