"""Small true worlds for the service's tests: a unit, an open round with its key, codes, answers."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count, product

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import transaction

from tycktill.instrument import Instrument
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.rounds import open_round, plan_round, register_unit
from tycktill_web.fieldwork.unused_codes import redeemed_codes
from tycktill_web.keyring.ratchet import Purpose, Ratchet
from tycktill_web.participants.actions import add_organisation, add_unit
from tycktill_web.participants.models import Organisation, Registration, Unit
from tycktill_web.vault.buffers import hold_buffer
from tycktill_web.vault.models import SealedAnswer
from tycktill_web.vault.sealing import OpenedAnswer, open_each

QUESTIONNAIRE = "ifo-ekonomiskt-bistand"
OPENS_ON = datetime.date(2024, 9, 1)
CLOSES_ON = datetime.date(2024, 10, 15)
TODAY = datetime.date(2024, 9, 20)
ANSWERS: Mapping[str, int] = {"kontakt": 1, "information": 2, "helhet": 9}

_number = count(1)


@dataclass(frozen=True, slots=True)
class Survey:
    """A round that one unit takes part in, and the key that opens its answers."""

    round: Round
    registration: Registration
    private_key: X25519PrivateKey

    def unused(self) -> int:
        """How many codes of the round can still be answered with."""
        return sum(batch.size for batch in self.round.batches.all()) - redeemed_codes(self.round).total()

    def opened(self) -> tuple[OpenedAnswer, ...]:
        """Every answer that there is, opened."""
        return opened(self.round, self.private_key)

    def codes(self, size: int) -> tuple[str, ...]:
        """New codes for the unit."""
        return make_codes(round=self.round, registration=self.registration, size=size, on=OPENS_ON)


def municipality(name: str = "Björkköping", code: str = "9001") -> Organisation:
    """A made-up municipality."""
    return add_organisation(kind=Organisation.Kind.MUNICIPALITY, name=name, municipality=code)


def unit(name: str | None = None, of: Organisation | None = None) -> Unit:
    """A unit, of a municipality of its own unless one is given."""
    number = next(_number)
    organisation = of or municipality(f"Kommun nummer {number}", f"{9001 + number % 100}")
    return add_unit(organisation=organisation, name=name or f"Enhet {number}")


def planned_round(family: str = "ifo", label: str = "2024") -> Round:
    """A round that nobody can answer in yet."""
    return plan_round(family=family, label=label, opens_on=OPENS_ON, closes_on=CLOSES_ON)


def open_survey(*, unit_name: str | None = None, questionnaire: str = QUESTIONNAIRE) -> Survey:
    """A unit in an open round."""
    round = planned_round(catalogue()[questionnaire].family)
    registration = register_unit(round=round, unit=unit(unit_name), questionnaire=questionnaire)
    key = X25519PrivateKey.generate()
    open_round(round, public_key=key.public_key().public_bytes_raw(), on=OPENS_ON)
    return Survey(round, registration, key)


def opened(round: Round, private_key: X25519PrivateKey) -> tuple[OpenedAnswer, ...]:
    """Every answer of a round, opened."""
    found = open_each(all_sealed(round.key), round_key=round.key, private_keys=[private_key])
    return tuple(each for each in found if each is not None)


@transaction.atomic
def all_sealed(round_key: str) -> list[bytes]:
    """Every sealed answer of a round as it is under its wrapping; nothing is moved."""
    buffer = hold_buffer(round_key)
    rows = SealedAnswer.objects.filter(round=round_key).order_by("id").values_list("ciphertext", flat=True)
    ratchet = Ratchet(round_key, Purpose.VAULT)
    return [*(ratchet.unwrap(bytes(each)) for each in rows), *buffer.answers]


@transaction.atomic
def lying_in_buffer(round_key: str) -> tuple[bytes, ...]:
    """The sealed answers in a round's buffer."""
    return hold_buffer(round_key).answers


@cache
def different_answers(number: int, questionnaire: str = QUESTIONNAIRE) -> tuple[Mapping[str, int], ...]:
    """As many whole sets of answers, no two alike, so that an opened answer tells whose it is."""
    instrument: Instrument = catalogue()[questionnaire]
    questions = [question.id for question in instrument.questions]
    choices = product(*(instrument.scale_of(question).codes for question in instrument.questions))
    return tuple(dict(zip(questions, chosen, strict=True)) for chosen, _ in zip(choices, range(number), strict=False))
