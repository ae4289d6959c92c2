"""Whoever steals everything, the keys of both rounds too, cannot tell which own answer came with which national one."""

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from django.db import transaction
from tests.tycktill_web import builders
from tests.tycktill_web.after.asking import Asking, answer, opened

from tycktill_web.fieldwork.models import Round, UnusedCodes
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.intake import submitting
from tycktill_web.intake.tidying import mix_round
from tycktill_web.keyring.folder import folder_of
from tycktill_web.keyring.ratchet import Purpose, Ratchet
from tycktill_web.vault import mixing
from tycktill_web.vault.buffers import hold_buffer
from tycktill_web.vault.models import AnswerBuffer, SealedAnswer
from tycktill_web.vault.sealing import seal_sheet

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, SINCE = 90, 19
"""How many answer before the night's mixing, and after it."""

OFTEN = 6.0
"""Standard deviations of a rank correlation, as in the attack on codes."""


@dataclass(frozen=True)
class Both:
    """The two rounds, and what is true: the sealed answers of each person, in the order in which they came."""

    asking: Asking
    national: Sequence[bytes]
    own: Sequence[bytes]

    def lift(self) -> float:
        """How much likelier than by chance the own answer of somebody lately come is in the place that holds most of
        them. The latest are those in the national buffer."""
        latest = lying(self.asking.national)["buffer"]
        partners = {own for national, own in zip(self.national, self.own, strict=True) if national in latest}
        found = [
            (len(partners & set(place)) / len(partners)) / (len(place) / len(self.own))
            for place in lying(self.asking.own).values()
            if place
        ]
        return max(found)

    def agreement(self) -> float:
        """How much the two orders agree that agree most, in standard deviations."""
        first, second = (orders(each) for each in (self.asking.national, self.asking.own))
        pairs = list(zip(self.national, self.own, strict=True))
        return max(abs(_correlated(pairs, one, other)) for one in first for other in second)


def lying(round: Round) -> dict[str, list[bytes]]:
    """The sealed answers of a round by where they lie, in the order in which they lie there."""
    rows = SealedAnswer.objects.filter(round=round.key).order_by("id").values_list("ciphertext", flat=True)
    with transaction.atomic():
        buffer = hold_buffer(round.key)
    ratchet = Ratchet(round.key, Purpose.VAULT)
    return {"rows": [ratchet.unwrap(bytes(each)) for each in rows], "buffer": list(buffer.answers)}


def orders(round: Round) -> Iterator[list[bytes]]:
    """Every order that the places give."""
    found = lying(round)
    yield [*found["rows"], *found["buffer"]]
    yield [*found["buffer"], *found["rows"]]


def _correlated(pairs: Sequence[tuple[bytes, bytes]], one: list[bytes], other: list[bytes]) -> float:
    ranks = [(one.index(national), other.index(own)) for national, own in pairs]
    return statistics.correlation(*zip(*ranks, strict=True)) * math.sqrt(len(ranks) - 1)


def both(monkeypatch: pytest.MonkeyPatch) -> Both:
    """People who answer one after the other, each both; a night in between; nobody since the last but a few."""
    asking, sealed = opened(), dict[str, list[bytes]]()

    def seal_and_note(sheet: bytes, *, round_key: str, public_key: bytes, room: int) -> bytes:
        made = seal_sheet(sheet, round_key=round_key, public_key=public_key, room=room)
        sealed.setdefault(round_key, []).append(made)
        return made

    monkeypatch.setattr(mixing, "seal_sheet", seal_and_note)
    for place, code in enumerate(asking.codes(BEFORE + SINCE)):
        if place == BEFORE:
            for round_ in (asking.national, asking.own):
                mix_round(Round.objects.get(pk=round_.pk))
        answer(code)
        answer(code, own=True)
    return Both(asking, sealed[asking.national.key], sealed[asking.own.key])


def test_thief_does_no_better_than_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by the order of what lies there, nor by what came lately; nor when all is closed and mixed."""
    people = both(monkeypatch)
    assert people.lift() == 1
    assert people.agreement() <= OFTEN
    close_round(people.asking.national)
    for round_ in (people.asking.national, people.asking.own):
        mix_round(Round.objects.get(pk=round_.pk))
        assert len(builders.all_sealed(round_.key)) == BEFORE + SINCE
    assert people.agreement() <= OFTEN


def test_thief_succeeds_where_own_answers_are_flushed_as_others_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The latest own answers beside the latest national ones: proof that this thief can."""
    monkeypatch.setattr(submitting, "seal_beside", mixing.seal_answer)
    monkeypatch.setattr("tycktill_web.intake.tidying.rewrap_buffer", mixing.mix_round_answers)
    assert both(monkeypatch).lift() > 4


def test_thief_succeeds_where_rows_are_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tycktill_web.vault.buffers.sorted", list, raising=False)
    monkeypatch.setattr(mixing, "_CHANCE", InOrder())
    monkeypatch.setattr(mixing, "_new_pks", Counting())
    monkeypatch.setattr(submitting, "seal_answer", mixing.seal_beside)
    assert both(monkeypatch).agreement() > OFTEN


class InOrder:
    """Draws no lots."""

    def shuffle(self, items: list[bytes]) -> None:
        """Leaves them."""

    def sample(self, items: list[tuple[int, bytes]], number: int) -> list[tuple[int, bytes]]:
        """All of them, as they are."""
        return items[:number]


class Counting:
    """Numbers rows upwards."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self, number: int) -> list[int]:
        self.last += number
        return list(range(self.last - number, self.last))


def test_after_an_own_answer_only_the_present_can_be_unwrapped() -> None:
    """So that no two looks, and no log, show which came between them."""
    asking = opened()
    for code in asking.codes(6):
        answer(code)
        answer(code, own=True)
    bits = UnusedCodes.objects.get(round=asking.own).bits
    buffer = AnswerBuffer.objects.get(round=asking.own.key).answers
    for purpose, row in ((Purpose.CODES, bits), (Purpose.BUFFER, buffer)):
        kept = (folder_of(asking.own.key) / purpose).read_bytes()
        assert [kept[start : start + 8] for start in (0, 512) if any(kept[start : start + 48])] == [bytes(row)[:8]]


def test_a_night_leaves_no_bytes_by_which_own_answers_are_known_again() -> None:
    asking = opened()
    for code in asking.codes(6):
        answer(code)
        answer(code, own=True)
    row = AnswerBuffer.objects.filter(round=asking.own.key)
    before, sealed = bytes(row.get().answers), builders.lying_in_buffer(asking.own.key)
    mix_round(Round.objects.get(pk=asking.own.pk))
    after = bytes(row.get().answers)
    assert builders.lying_in_buffer(asking.own.key) == sealed
    assert len(after) == len(before)
    assert not pieces(before) & pieces(after)


def pieces(content: bytes) -> set[bytes]:
    """Every eight bytes that stand beside each other."""
    return {content[at : at + 8] for at in range(len(content) - 7)}
