"""Surveys that are open on the day the tests run, for those who meet them as a respondent does."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.utils import timezone
from tests.tycktill_web.builders import municipality, opened, unit
from tests.tycktill_web.remembering import remembered

from tycktill.answers import Sheet, from_bytes
from tycktill.fieldwork import group_code
from tycktill.files import read_catalogue
from tycktill.instrument import Catalogue
from tycktill_web.fieldwork import questionnaires
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import open_round, plan_round, register_unit
from tycktill_web.participants.models import Registration, Unit
from tycktill_web.vault.keys import load_key, make_key

PASSPHRASE = "en lång ramsa för prov"
UNIT = "Socialkontoret Norr"
TINY = Path(__file__).parents[2] / "instruments"


@contextmanager
def tiny_instruments() -> Iterator[None]:
    """The service knows the tiny instruments instead of the real ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(questionnaires, "from_disk", tiny_from_disk)
        yield


@cache
def tiny_from_disk() -> tuple[Catalogue, Mapping[str, str]]:
    """Read once, as the service reads the real ones."""
    return read_catalogue(TINY)


@dataclass(frozen=True, slots=True)
class OpenSurvey:
    """An open round with one unit registered, and the key that opens its answers."""

    round: Round
    registration: Registration
    private_key: bytes

    def codes(self, size: int) -> tuple[str, ...]:
        """So many new codes, as they are printed."""
        return printed_codes(self.round, self.registration, size)

    def code(self) -> str:
        """One new code, as it is printed."""
        return self.codes(1)[0]

    def sheets(self) -> list[Sheet]:
        """All answers that have come in, opened."""
        return [from_bytes(each.sheet) for each in opened(self.round, load_key(self.private_key, PASSPHRASE))]


def day(offset: int = 0) -> datetime.date:
    """Today, or so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=offset)


def printed_codes(round: Round, registration: Registration, size: int = 1) -> tuple[str, ...]:
    """So many new codes, as they are printed."""
    return tuple(group_code(code) for code in make_codes(round=round, registration=registration, size=size, on=day()))


def planned(questionnaire: str, *, opens_on: datetime.date) -> tuple[Round, Registration]:
    """A planned round of this year, for thirty days, with one unit registered."""
    family, closes_on = questionnaires.catalogue()[questionnaire].family, opens_on + datetime.timedelta(days=30)
    round = plan_round(family=family, label=str(day().year), opens_on=opens_on, closes_on=closes_on)
    office = Unit.objects.filter(name=UNIT).first() or unit(UNIT, municipality("Granhult", "9001"))
    return round, register_unit(round=round, unit=office, questionnaire=questionnaire)


@remembered
def open_survey(questionnaire: str) -> OpenSurvey:
    """A round that has been open for ten days, with one unit registered."""
    round, registration = planned(questionnaire, opens_on=day(-10))
    public_key, private_key = make_key(PASSPHRASE)
    open_round(round, public_key=public_key, on=day(-10))
    return OpenSurvey(round, registration, private_key)
