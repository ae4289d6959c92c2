"""A municipality whose own questions come after a national questionnaire."""

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.instrument.surveys import FOOD, STAFF, frozen, made

from tycktill.answers import Sheet, from_bytes
from tycktill.terms import Gender
from tycktill_web.fieldwork.asking_after import ask_after
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import open_round, plan_round, register_unit
from tycktill_web.instrument.models import Edition
from tycktill_web.intake import submit_after, submit_answers
from tycktill_web.participants.models import Organisation, Person, Registration, Role

FIRST, OTHER = builders.QUESTIONNAIRE, "ifo-missbruk"
OWN_ANSWERS = {"maten": 1, "har_personalen_tid_for_dig": 2}


@dataclass
class Asking:
    """A national round with two units of Granhult, and Granhult's own questions after it."""

    granhult: Organisation
    kim: Person
    national: Round
    own: Round
    registrations: Sequence[Registration]
    national_key: X25519PrivateKey
    own_key: X25519PrivateKey

    def codes(self, size: int, place: int = 0) -> tuple[str, ...]:
        """New codes for a unit."""
        return make_codes(round=self.national, registration=self.registrations[place], size=size, on=builders.OPENS_ON)

    def sheets(self, *, own: bool) -> list[Sheet]:
        """What has come in, opened."""
        round, key = (self.own, self.own_key) if own else (self.national, self.national_key)
        return [from_bytes(each.sheet) for each in builders.opened(round, key)]


def public_half(key: X25519PrivateKey) -> bytes:
    """The public key."""
    return key.public_key().public_bytes_raw()


def edition_of(own: Organisation, person: Person) -> Edition:
    """Two questions, frozen."""
    return frozen(made(own, person, FOOD, STAFF), person)


def planned(*questionnaires: str, after: Sequence[str] = (FIRST,)) -> Asking:
    """Planned, with a unit for each of these questionnaires (one of the first unless more are named)."""
    granhult = builders.municipality("Granhult", "9001")
    kim = worlds.person("kim@granhult.example", Role.COORDINATOR, granhult)
    national = plan_round(family="ifo", label="2024", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    units = [builders.unit(name, of=granhult) for name in ("Norr", "Söder")]
    registrations = [
        register_unit(round=national, unit=unit, questionnaire=each)
        for unit, each in zip(units, questionnaires or (FIRST, FIRST), strict=False)
    ]
    own = ask_after(national, edition_of(granhult, kim), questionnaires=after, on=builders.OPENS_ON)
    keys = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    return Asking(granhult, kim, national, own, registrations, *keys)


def opened(*questionnaires: str, after: Sequence[str] = (FIRST,)) -> Asking:
    """The same, both open."""
    found = planned(*questionnaires, after=after)
    open_round(found.own, public_key=public_half(found.own_key), on=builders.OPENS_ON)
    open_round(found.national, public_key=public_half(found.national_key), on=builders.OPENS_ON)
    return found


def answer(code: str, *, own: bool = False) -> None:
    """Answer the national questionnaire with a code, or the own questions after it."""
    if own:
        submit_after(code, OWN_ANSWERS, Gender.WOMAN, on=builders.TODAY)
    else:
        submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
