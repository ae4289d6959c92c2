"""A count is one answer for each used code, unit by unit, or refused with how many where, whoever has written."""

from collections.abc import Callable, Generator
from random import Random

import pytest
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.racing import at_once

from tycktill.terms import Gender
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round, UnusedCodes
from tycktill_web.intake.bulk import Form, submit_all
from tycktill_web.intake.tidying import tidy_rounds
from tycktill_web.keyring.ratchet import Purpose, Ratchet
from tycktill_web.participants.models import Unit
from tycktill_web.results.counting import CountedRound, Counting, begin_count
from tycktill_web.results.errors import BeingCounted, NotExact
from tycktill_web.results.steps import Step, StepProgress
from tycktill_web.vault import sealing
from tycktill_web.vault.errors import AnswerDamaged
from tycktill_web.vault.keys import load_key
from tycktill_web.vault.mixing import mix_round_answers
from tycktill_web.vault.models import AnswerBuffer, SealedAnswer
from tycktill_web.vault.sealing import seal_sheet

pytestmark = pytest.mark.django_db
Hand = Callable[[worlds.World], None]
"""What somebody does to the database."""


def rest_of(counting: Counting) -> CountedRound:
    """What a count that has begun comes to."""
    ends = []

    def go_on() -> Generator[StepProgress, None, None]:
        ends.append((yield from counting))

    list(go_on())
    return ends[0]


def refusal(world: worlds.World) -> str:
    """Why the round is not counted."""
    with pytest.raises(NotExact) as refused:
        worlds.counted(world)
    return " ".join(refused.value.details)


def remove(number: int) -> Hand:
    """Rows go."""

    def by_hand(world: worlds.World) -> None:
        rows = list(SealedAnswer.objects.values_list("pk", flat=True))
        SealedAnswer.objects.filter(pk__in=Random(1).sample(rows, number)).delete()

    return by_hand


def copy(number: int) -> Hand:
    """Rows are written once more, elsewhere."""

    def by_hand(world: worlds.World) -> None:
        for row in Random(2).sample(list(SealedAnswer.objects.all()), number):
            SealedAnswer.objects.create(id=row.pk ^ 1, round=row.round, ciphertext=row.ciphertext)

    return by_hand


def both(*hands: Hand) -> Hand:
    """One after the other."""

    def by_hand(world: worlds.World) -> None:
        for hand in hands:
            hand(world)

    return by_hand


def empty(world: worlds.World) -> None:
    """All rows go."""
    SealedAnswer.objects.all().delete()


def slip_in(world: worlds.World) -> None:
    """An answer of one's own, sealed under the public key that lies in the database."""
    forged = seal_sheet(worlds.sheet(world, world.support), round_key=world.round.key, public_key=worlds.key_pair()[0])
    SealedAnswer.objects.create(id=1, round=world.round.key, ciphertext=bytes(8) + forged)


def rename_unit(world: worlds.World) -> None:
    """Answers would be another unit's."""
    Unit.objects.filter(pk=world.support.unit_id).update(name="Någon annanstans")


@pytest.mark.parametrize(
    ("hand", "told"),
    [
        (remove(1), ["använda koder men"]),
        (copy(1), ["1 svar är en kopia av ett annat.", "använda koder men"]),
        (both(remove(5), copy(5)), ["5 svar är kopior av andra."]),
        (slip_in, ["1 of 42 sealed answers of ifo-2024 has been damaged or changed"]),
        (rename_unit, ["Någon annanstans i Granhult, ifo-ekonomiskt-bistand: 20 använda koder men 0 svar."]),
        (empty, ["20 använda koder men 0 svar"]),
    ],
    ids=["removed", "copied", "removed and copied", "slipped in", "renamed", "emptied"],
)
def test_what_a_hand_in_the_database_does_is_seen(hand: Hand, told: list[str]) -> None:
    world = worlds.closed_world()
    mix_round_answers(world.round.key)
    hand(world)
    why = refusal(world)
    assert all(words in why for words in told), why


def test_forged_answer_is_known_also_where_the_wrapping_key_was_stolen(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of a true one of the same unit, so that all numbers agree: only the tag is not the service's."""
    world = worlds.closed_world()
    mix_round_answers(world.round.key)
    key = Ratchet(world.round.key, Purpose.VAULT).key(AnswerBuffer.objects.get(round=world.round.key).vault_key)
    with monkeypatch.context() as without_authentication:
        without_authentication.setattr(sealing, "tag_content", lambda *_: bytes(32))
        forged = seal_sheet(
            worlds.sheet(world, world.support), round_key=world.round.key, public_key=worlds.key_pair()[0]
        )
    row = SealedAnswer.objects.all()[0]
    SealedAnswer.objects.filter(pk=row.pk).update(ciphertext=key.wrap(forged))
    assert "1 svar har inte kommit in genom tjänsten." in refusal(world)


@pytest.mark.django_db(transaction=True)
def test_an_older_state_of_the_database_is_not_taken_for_the_present() -> None:
    """The last answer undone, code and all, so that every number agrees: the keys of that state are gone."""
    world = worlds.open_world()
    codes = make_codes(round=world.round, registration=world.support, size=6, on=world.round.opens_on)
    forms = [Form(code, Gender.WOMAN, {"helhet": 1}) for code in codes]
    submit_all(world.round, forms[:5])
    old_buffer, old_bits = AnswerBuffer.objects.get(), UnusedCodes.objects.get()
    old_rows = list(SealedAnswer.objects.all())
    submit_all(world.round, forms[5:])
    SealedAnswer.objects.all().delete()
    SealedAnswer.objects.bulk_create(old_rows)
    AnswerBuffer.objects.filter(pk=old_buffer.pk).update(answers=old_buffer.answers, vault_key=old_buffer.vault_key)
    UnusedCodes.objects.filter(pk=old_bits.pk).update(bits=old_bits.bits)
    Round.objects.update(state=Round.State.CLOSED)
    world.round.refresh_from_db()
    assert "does not hold key" in refusal(world)


def test_who_has_no_keyring_opens_nothing_with_the_private_key() -> None:
    """A thief of the database and of the office's key."""
    world = worlds.closed_world()
    mix_round_answers(world.round.key)
    key = load_key(worlds.key_pair()[1], worlds.PASSPHRASE)
    length = len(builders.all_sealed(world.round.key)[0])
    for row in SealedAnswer.objects.all():
        for cut in (0, 8, 20):
            sealed = bytes(row.ciphertext)[cut : cut + length]
            with pytest.raises(AnswerDamaged):
                sealing.open_sheet(sealed, round_key=world.round.key, private_keys=[key])


@pytest.mark.django_db(transaction=True)
def test_mixing_while_a_count_reads_takes_nothing_from_it_and_gives_it_nothing() -> None:
    """A second person's count, or the night's tidying, draws new keys for all rows."""
    world = worlds.closed_world()
    counting = begin_count(world.round, keys=worlds.keys_of_round(world))
    assert next(counting).step == Step.MIX
    assert next(counting).step == Step.OPEN
    mix_round_answers(world.round.key)
    tidy_rounds(on=worlds.NOW.date())
    assert rest_of(counting).answers == 41


@pytest.mark.django_db(transaction=True)
def test_of_two_counts_at_once_the_second_is_told_to_wait() -> None:
    world = worlds.closed_world()

    def count() -> str:
        try:
            return f"{worlds.counted(world).answers} counted"
        except BeingCounted as busy:
            return str(busy)[:20]

    assert sorted(at_once([count, count])) == ["41 counted", "Omgången räknas elle"]
    assert count() == "41 counted"


def test_a_count_that_is_left_lets_the_next_one_in() -> None:
    world = worlds.closed_world()
    counting = begin_count(world.round, keys=worlds.keys_of_round(world))
    next(counting)
    counting.close()
    assert worlds.counted(world).answers == 41
