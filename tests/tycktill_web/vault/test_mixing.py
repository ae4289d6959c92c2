"""Nothing is lost or doubled on the way from the buffer to the vault, and no order is kept."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.tycktill_web.builders import all_sealed, lying_in_buffer

from tycktill_web.keyring.errors import WrappedDamaged
from tycktill_web.keyring.ratchet import Purpose, Ratchet
from tycktill_web.keyring.round_keys import make_keyring
from tycktill_web.vault.mixing import FULL, POOL, mix_round_answers, seal_answer
from tycktill_web.vault.models import AnswerBuffer, SealedAnswer
from tycktill_web.vault.sealing import open_each

pytestmark = pytest.mark.django_db
KEY = X25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw()


@pytest.fixture(autouse=True)
def _keyrings(request: pytest.FixtureRequest, keyring: object) -> None:
    if request.instance is None:
        for round_key in ("ifo-2024", "fo-2024"):
            make_keyring(round_key)


def fill(number: int, round_key: str = "ifo-2024") -> set[bytes]:
    """Seal so many sheets, flushing as intake does."""
    sheets = {b"%d" % each for each in range(number)}
    for sheet in sheets:
        seal_answer(round_key, sheet, PUBLIC)
    return sheets


def opened(round_key: str = "ifo-2024") -> list[bytes]:
    """All sheets of a round."""
    found = open_each(all_sealed(round_key), round_key=round_key, private_keys=[KEY])
    return [answer.sheet for answer in found if answer and answer.is_authentic]


class AnyNumberOfAnswers(TestCase):
    """However many come, and however often the vault is mixed, each is there once."""

    @given(st.integers(0, 3 * FULL), st.booleans())
    def test_every_answer_is_there_once(self, number: int, is_mixed: bool) -> None:
        make_keyring("ifo-2024")
        sheets = fill(number)
        if is_mixed:
            assert len(mix_round_answers("ifo-2024")) == number
        assert sorted(opened()) == sorted(sheets)


def test_rounds_do_not_mix() -> None:
    first, second = fill(FULL + 3), fill(POOL, "fo-2024")
    mix_round_answers("ifo-2024")
    assert (set(opened()), set(opened("fo-2024"))) == (first, second)


def test_buffer_never_shrinks_below_the_pool_once_it_has_grown() -> None:
    lying = []
    for each in range(5 * FULL):
        seal_answer("ifo-2024", b"%d" % each, PUBLIC)
        lying.append(len(lying_in_buffer("ifo-2024")))
    assert lying[:POOL] == list(range(1, POOL + 1))
    assert min(lying[POOL:]) == POOL
    assert max(lying) < FULL


def test_buffer_lies_in_the_order_of_its_bytes() -> None:
    fill(POOL)
    assert list(lying_in_buffer("ifo-2024")) == sorted(lying_in_buffer("ifo-2024"))


def test_flushing_fills_old_places_and_new_ones_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a place would tell how new its answer may be: answers of one flush are as likely in any place of it."""
    fill(6 * FULL)
    before = {row.id for row in SealedAnswer.objects.all()}
    old_answers = set(all_sealed("ifo-2024"))
    for each in range(POOL):
        seal_answer("ifo-2024", b"new %d" % each, PUBLIC)
    ratchet = Ratchet("ifo-2024", Purpose.VAULT)
    came_out = [
        (row.id in before, ratchet.unwrap(bytes(row.ciphertext)) in old_answers) for row in SealedAnswer.objects.all()
    ]
    assert sum(not place_is_old for place_is_old, _ in came_out) == POOL
    assert any(place_is_old and not answer_is_old for place_is_old, answer_is_old in came_out)
    assert any(answer_is_old and not place_is_old for place_is_old, answer_is_old in came_out)


def test_nothing_that_lies_in_the_database_stays_as_it_was() -> None:
    """Two looks at the tables have no bytes in common: not the buffer's after each answer, nor any after mixing."""
    fill(2 * FULL)
    buffer, rows = (
        bytes(AnswerBuffer.objects.get().answers),
        set(SealedAnswer.objects.values_list("ciphertext", flat=True)),
    )
    seal_answer("ifo-2024", b"one more", PUBLIC)
    assert not pieces(buffer) & pieces(bytes(AnswerBuffer.objects.get().answers))
    mix_round_answers("ifo-2024")
    after = set(SealedAnswer.objects.values_list("ciphertext", flat=True))
    assert not pieces(*map(bytes, rows)) & pieces(*map(bytes, after))


def pieces(*contents: bytes) -> set[bytes]:
    """All that eight bytes could be recognised by, but for the number of the key at the beginning."""
    return {content[start : start + 8] for content in contents for start in range(8, len(content) - 8)}


def test_mixing_gives_every_answer_a_new_key_and_empties_the_buffer() -> None:
    fill(2 * FULL)
    before = set(SealedAnswer.objects.values_list("id", flat=True))
    mix_round_answers("ifo-2024")
    assert not before & set(SealedAnswer.objects.values_list("id", flat=True))
    assert not lying_in_buffer("ifo-2024")


def test_nothing_to_mix_is_no_fault() -> None:
    mix_round_answers("ifo-2024")
    assert opened() == []


def test_rows_on_sqlite_lie_by_their_random_key_and_by_no_hidden_number() -> None:
    if connection.vendor != "sqlite":
        return
    fill(2 * FULL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM vault_sealedanswer WHERE rowid != id")
        assert cursor.fetchone() == (0,)


def test_damaged_rows_stop_the_mixing_and_are_counted() -> None:
    fill(POOL)
    mix_round_answers("ifo-2024")
    for row in SealedAnswer.objects.order_by("id")[:2]:
        SealedAnswer.objects.filter(pk=row.pk).update(ciphertext=bytes(row.ciphertext)[::-1])
    with pytest.raises(WrappedDamaged, match=f"2 of {POOL} sealed answers of ifo-2024"):
        mix_round_answers("ifo-2024")


def test_rows_say_nothing_of_themselves() -> None:
    fill(FULL)
    assert {str(row) for row in SealedAnswer.objects.all()} == {"sealed answer"}
    assert [str(row) for row in AnswerBuffer.objects.all()] == ["buffer of ifo-2024"]
