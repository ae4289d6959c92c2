"""Small true worlds for the service's tests: a unit, an open round with its key, codes, answers."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count, product

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tycktill.instrument import Instrument
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.rounds import open_round, plan_round, register_unit
from tycktill_web.participants.deeds import add_organisation, add_unit
from tycktill_web.participants.models import Organisation, Registration, Unit

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

    def codes(self, size: int) -> tuple[str, ...]:
        """New codes for the unit."""
        return make_codes(round=self.round, registration=self.registration, size=size, on=OPENS_ON)


def municipality(name: str = "Björkköping", code: str = "9001") -> Organisation:
    """A made-up municipality."""
    return add_organisation(kind=Organisation.Kind.MUNICIPALITY, name=name, municipality=code)


def unit(name: str | None = None, of: Organisation | None = None) -> Unit:
    """A unit, of a municipality of its own unless one is given."""
    number = next(_number)
    organisation = of or municipality(f"Kommun {number}", f"{9001 + number % 100}")
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


@cache
def different_answers(number: int, questionnaire: str = QUESTIONNAIRE) -> tuple[Mapping[str, int], ...]:
    """As many whole sets of answers, no two alike, so that an opened answer tells whose it is."""
    instrument: Instrument = catalogue()[questionnaire]
    questions = [question.id for question in instrument.questions]
    choices = product(*(instrument.scale_of(question).codes for question in instrument.questions))
    return tuple(dict(zip(questions, chosen, strict=True)) for chosen, _ in zip(choices, range(number), strict=False))
