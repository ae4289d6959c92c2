"""Nothing is lost or doubled on the way from the tray to the vault, and no order is kept."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tycktill_web.vault import mixing
from tycktill_web.vault.errors import AnswerDamaged
from tycktill_web.vault.mixing import FULL, POOL, pour, seal, shuffle
from tycktill_web.vault.models import SealedAnswer, Tray
from tycktill_web.vault.opening import count, open_all
from tycktill_web.vault.trays import lying_on_tray

pytestmark = pytest.mark.django_db
KEY = X25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw()


def fill(number: int, round_key: str = "ifo-2024") -> set[bytes]:
    """Seal so many sheets, pouring as intake does."""
    sheets = {b"%d" % each for each in range(number)}
    for sheet in sheets:
        if seal(round_key, sheet, PUBLIC) >= FULL:
            pour(round_key)
    return sheets


def opened(round_key: str = "ifo-2024") -> list[bytes]:
    """All sheets of a round."""
    return list(open_all(round_key, KEY))


class AnyNumberOfAnswers(TestCase):
    """However many come, and however often the vault is shuffled, each is there once."""

    @given(st.integers(0, 3 * FULL), st.booleans())
    def test_every_answer_is_there_once(self, number: int, shuffled: bool) -> None:
        sheets = fill(number)
        if shuffled:
            shuffle("ifo-2024")
        assert sorted(opened()) == sorted(sheets)
        assert count("ifo-2024") == number


def test_rounds_do_not_mix() -> None:
    first, second = fill(FULL + 3), fill(POOL, "fo-2024")
    shuffle("ifo-2024")
    assert (set(opened()), set(opened("fo-2024"))) == (first, second)


def test_tray_never_shrinks_below_the_pool_once_it_has_grown() -> None:
    lying = []
    for each in range(5 * FULL):
        if seal("ifo-2024", b"%d" % each, PUBLIC) >= FULL:
            pour("ifo-2024")
        lying.append(len(lying_on_tray("ifo-2024")))
    assert lying[:POOL] == list(range(1, POOL + 1))
    assert min(lying[POOL:]) == POOL
    assert max(lying) < FULL


def test_tray_lies_in_the_order_of_its_bytes() -> None:
    fill(POOL)
    assert lying_on_tray("ifo-2024") == sorted(lying_on_tray("ifo-2024"))


def test_pouring_a_tray_that_is_not_full_does_nothing() -> None:
    fill(FULL - 1)
    pour("ifo-2024")
    assert len(lying_on_tray("ifo-2024")) == FULL - 1


def test_shuffling_gives_every_answer_a_new_key_and_empties_the_tray() -> None:
    fill(2 * FULL)
    before = set(SealedAnswer.objects.values_list("id", flat=True))
    shuffle("ifo-2024")
    assert not before & set(SealedAnswer.objects.values_list("id", flat=True))
    assert not lying_on_tray("ifo-2024")


def test_nothing_to_shuffle_is_no_fault() -> None:
    shuffle("ifo-2024")
    assert opened() == []


def test_keys_that_are_taken_are_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mixing, "_KEYS", 3 * FULL)
    sheets = fill(2 * FULL + POOL)
    shuffle("ifo-2024")
    assert set(opened()) == sheets


def test_rows_on_sqlite_lie_by_their_random_key_and_by_no_hidden_number() -> None:
    if connection.vendor != "sqlite":
        return
    fill(2 * FULL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM vault_sealedanswer WHERE rowid != id")
        assert cursor.fetchone() == (0,)


def test_one_damaged_answer_stops_the_opening() -> None:
    fill(POOL)
    shuffle("ifo-2024")
    row = SealedAnswer.objects.order_by("id")[POOL // 2]
    SealedAnswer.objects.filter(pk=row.pk).update(ciphertext=bytes(row.ciphertext)[::-1])
    with pytest.raises(AnswerDamaged):
        opened()


def test_opening_tells_how_far_it_has_come() -> None:
    fill(POOL)
    told: list[tuple[int, int]] = []
    list(open_all("ifo-2024", KEY, lambda done, total: told.append((done, total))))
    assert told == [(POOL, POOL)]


def test_rows_say_nothing_of_themselves() -> None:
    fill(FULL)
    assert {str(row) for row in SealedAnswer.objects.all()} == {"sealed answer"}
    assert [str(row) for row in Tray.objects.all()] == ["tray of ifo-2024"]
