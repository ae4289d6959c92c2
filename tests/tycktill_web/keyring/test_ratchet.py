"""A key lasts exactly as long as what is written under it: never longer, and never shorter, whatever is undone."""

from pathlib import Path

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill_web.racing import at_once

from tycktill_web.keyring.authentication import tag_content
from tycktill_web.keyring.copying import pack_keyring, unpack_keyring
from tycktill_web.keyring.errors import Busy, InTheWay, KeyMissing, WrappedDamaged
from tycktill_web.keyring.folder import folder_of
from tycktill_web.keyring.locks import lock_of
from tycktill_web.keyring.ratchet import OVERHEAD, Purpose, Ratchet, WrappingKey, number_of, read_again
from tycktill_web.keyring.round_keys import make_keyring

pytestmark = pytest.mark.django_db(transaction=True)
BUFFER = Ratchet("ifo-2024", Purpose.BUFFER)


@pytest.fixture(autouse=True)
def _begun(keyring: Path) -> None:
    with transaction.atomic():
        make_keyring("ifo-2024")


def nothing(_: WrappingKey) -> None:
    """Written to the database."""


def write(content: bytes, after: int = 0) -> bytes:
    """Wrap under the next key, and commit."""
    with transaction.atomic():
        return BUFFER.advance(after, nothing).wrap(content)


@given(st.binary(max_size=300), st.integers(1, 2**40))
def test_what_is_wrapped_unwraps_to_itself_and_tells_its_key(content: bytes, number: int) -> None:
    key = WrappingKey(number, bytes(32), "purpose")
    wrapped = key.wrap(content)
    assert key.unwrap(wrapped) == content
    assert (number_of(wrapped), len(wrapped)) == (number, len(content) + OVERHEAD)
    assert key.wrap(content) != wrapped


@given(st.binary(min_size=OVERHEAD, max_size=80), st.data())
def test_any_changed_byte_is_noticed(content: bytes, data: st.DataObject) -> None:
    key = WrappingKey(1, bytes(32), "purpose")
    wrapped = bytearray(key.wrap(content))
    wrapped[data.draw(st.integers(8, len(wrapped) - 1))] ^= 1
    with pytest.raises(WrappedDamaged):
        key.unwrap(bytes(wrapped))


def test_bytes_of_another_purpose_or_round_do_not_unwrap() -> None:
    wrapped = write(b"slips")
    for other in (WrappingKey(1, BUFFER.key(1).secret, "elsewhere"), WrappingKey(1, bytes(32), "elsewhere")):
        with pytest.raises(WrappedDamaged):
            other.unwrap(wrapped)


def test_after_the_commit_the_key_before_is_gone_from_disk() -> None:
    first = write(b"one")
    secret = BUFFER.key(1).secret
    second = write(b"two", after=1)
    assert BUFFER.unwrap(second) == b"two"
    with pytest.raises(KeyMissing):
        BUFFER.unwrap(first)
    assert secret not in (folder_of("ifo-2024") / "tray").read_bytes()


def test_what_is_undone_leaves_the_key_of_what_stands() -> None:
    standing = write(b"stands")
    for _ in range(3):
        with transaction.atomic():
            BUFFER.advance(1, nothing).wrap(b"undone")
            transaction.set_rollback(True)
        assert BUFFER.unwrap(standing) == b"stands"
    assert BUFFER.unwrap(write(b"next", after=1)) == b"next"


def test_within_one_transaction_there_is_one_next_key_however_often_it_is_asked_for() -> None:
    standing = write(b"stands")
    with transaction.atomic():
        keys = [BUFFER.advance(number, nothing) for number in (1, 2, 2)]
        with transaction.atomic():
            keys.append(BUFFER.advance(2, nothing))
        assert BUFFER.unwrap(standing) == b"stands"
    assert {key.number for key in keys} == {2}
    assert len({key.secret for key in keys}) == 1


def test_a_savepoint_that_is_undone_takes_nothing_with_it() -> None:
    standing = write(b"stands")
    with transaction.atomic():
        with transaction.atomic():
            BUFFER.advance(1, nothing)
            transaction.set_rollback(True)
        assert BUFFER.unwrap(standing) == b"stands"
        after = BUFFER.advance(1, nothing).wrap(b"after")
    assert BUFFER.unwrap(after) == b"after"


def test_without_a_transaction_no_key_is_made() -> None:
    with pytest.raises(TransactionManagementError):
        BUFFER.advance(0, nothing)


@pytest.mark.parametrize("claimed", [0, 1, 3, 7])
def test_who_claims_another_state_than_the_present_overwrites_no_key(claimed: int) -> None:
    """As a hand in the database does that sets a row back, or empties it."""
    write(b"one")
    present = write(b"two", after=1)
    with pytest.raises(KeyMissing), transaction.atomic():
        BUFFER.advance(claimed, nothing)
    assert BUFFER.unwrap(present) == b"two"


def test_what_the_database_refuses_to_take_overwrites_no_key() -> None:
    standing = write(b"stands")
    before = (folder_of("ifo-2024") / "tray").read_bytes()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        BUFFER.advance(1, lambda _: 1 // 0)
    assert (folder_of("ifo-2024") / "tray").read_bytes() == before
    assert BUFFER.unwrap(standing) == b"stands"


def test_late_erasing_does_not_hit_the_key_that_came_after() -> None:
    write(b"one")
    write(b"two", after=1)
    third = write(b"three", after=2)
    BUFFER.erase_key(1)  # in the place of 1 lies 3 by now
    assert BUFFER.unwrap(third) == b"three"


def test_reader_between_row_and_key_reads_again() -> None:
    seen = iter([write(b"one"), write(b"two", after=1)])
    assert read_again(lambda: BUFFER.unwrap(next(seen))) == b"two"


def test_a_key_that_stays_away_is_told() -> None:
    with pytest.raises(KeyMissing, match="does not hold key 5"):
        read_again(lambda: BUFFER.key(5))


def test_file_that_is_missing_is_told_with_the_remedy() -> None:
    with pytest.raises(KeyMissing, match="restore both from one backup"):
        Ratchet("fo-2024", Purpose.BUFFER).key(1)
    with pytest.raises(KeyMissing):
        tag_content("fo-2024", b"sheet")


def test_keys_in_use_are_in_the_way_of_another_database() -> None:
    with pytest.raises(InTheWay, match="set TYCKTILL_HOME to a folder of this"), transaction.atomic():
        make_keyring("ifo-2024")


def test_what_an_undone_beginning_has_left_is_replaced() -> None:
    with transaction.atomic():
        make_keyring("fo-2024")
        (folder_of("fo-2024") / "left").touch()
        transaction.set_rollback(True)
    with transaction.atomic():
        make_keyring("fo-2024")
    assert {path.name for path in folder_of("fo-2024").iterdir()} == {*Purpose, "authentication", "in-use"}


def test_only_the_owner_may_read_the_keyring() -> None:
    folder = folder_of("ifo-2024")
    assert folder.stat().st_mode & 0o077 == 0
    assert not [path for path in folder.iterdir() if path.stat().st_mode & 0o077]


def test_tags_differ_by_round_and_content() -> None:
    with transaction.atomic():
        make_keyring("fo-2024")
    assert tag_content("ifo-2024", b"sheet") == tag_content("ifo-2024", b"sheet")
    assert (
        len({tag_content("ifo-2024", b"sheet"), tag_content("ifo-2024", b"sheep"), tag_content("fo-2024", b"sheet")})
        == 3
    )


def test_packed_keyring_is_the_same_when_it_is_laid_down(tmp_path: Path, keyring: Path) -> None:
    wrapped = write(b"slips")
    packed = pack_keyring()
    with pytest.raises(InTheWay):
        unpack_keyring(packed)
    keyring.rename(tmp_path / "away")
    unpack_keyring(packed)
    assert BUFFER.unwrap(wrapped) == b"slips"
    assert not [path for path in keyring.rglob("*") if path.stat().st_mode & 0o077]


def test_one_has_the_lock_and_others_are_told() -> None:
    def take() -> str:
        try:
            with lock_of("ifo-2024"):
                return "mine" if not _others_get_it() else "shared"
        except Busy:
            return "busy"

    assert "shared" not in at_once([take] * 4)
    with (
        lock_of("ifo-2024"),
        lock_of("fo-2024"),
        pytest.raises(Busy, match="being counted or mixed"),
        lock_of("ifo-2024"),
    ):
        pass


def _others_get_it() -> bool:
    try:
        with lock_of("ifo-2024"):
            return True
    except Busy:
        return False
