"""A small country for tests of counting, releases and pages: two municipalities, their people, one round."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tests.found import once
from tests.sparing import counts_are_remembered
from tests.tycktill_web import builders
from tests.tycktill_web.remembering import remembered

from tycktill.answers import accept, to_bytes
from tycktill.terms import Gender
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.rounds import close_round, open_round, plan_round, register_unit
from tycktill_web.intake.bulk import Form, submit_all
from tycktill_web.participants.actions import add_organisation, add_person, give_role
from tycktill_web.participants.models import Organisation, Person, Registration, Role
from tycktill_web.releases.drafting import keep_draft
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.published import NOTHING, Before, public_before
from tycktill_web.releases.signing import plan_release, sign_draft
from tycktill_web.results.counting import CountedRound, count_round, keys_of
from tycktill_web.results.keys import PrivateKeys, SavedKey, make_key

PASSPHRASE = "korrekt häst batteri häftstift"
NOW = datetime.datetime(2024, 12, 10, 9, 0, tzinfo=datetime.UTC)
HOUR = NOW + datetime.timedelta(days=7)
"""When releases that wait are published."""
COLUMNS = (
    *("round", "instrument", "municipality", "unit", "gender"),
    *("kontakt", "information", "forstaelse", "synpunkter", "paverka", "situation", "helhet"),
)
SUPPORT, ADDICTION = "ifo-ekonomiskt-bistand", "ifo-missbruk"


@dataclass(frozen=True, slots=True)
class World:
    """Granhult has two units and people in every role; Älvmora one unit and a coordinator of its own."""

    round: Round
    anna: Person
    bo: Person
    coordinator: Person
    reader: Person
    staff: Person
    stranger: Person
    granhult: Organisation
    alvmora: Organisation
    support: Registration
    addiction: Registration
    elsewhere: Registration

    def answer(self, registration: Registration, genders: str, *, offered: int | None = None) -> None:
        """One answer for each letter of `genders`, no two alike."""
        self.hand_in(registration, genders, all_kinds(registration.instrument, len(genders)))
        if offered is not None:
            record_offered(round=self.round, registration=registration, on=self.round.opens_on, offered=offered)

    def hand_in(self, registration: Registration, genders: str, answers: Iterable[Mapping[str, int]]) -> None:
        """These answers, one for each letter of `genders`."""
        codes = make_codes(round=self.round, registration=registration, size=len(genders), on=builders.OPENS_ON)
        forms = [Form(code, Gender(gender), given) for code, gender, given in zip(codes, genders, answers, strict=True)]
        submit_all(self.round, forms)


def key_pair(round_key: str = "ifo-2024") -> tuple[bytes, bytes]:
    """A round's public key and the private one in its file."""
    return once(("the key of", round_key), lambda: make_key(PASSPHRASE))


def all_kinds(instrument: str, number: int) -> tuple[Mapping[str, int], ...]:
    """Whole sets of answers that go round the options of every question."""
    known = catalogue()[instrument]
    return tuple(
        {
            question.id: known.scale_of(question).codes[(sheet + place) % len(known.scale_of(question).codes)]
            for place, question in enumerate(known.questions)
        }
        for sheet in range(number)
    )


def person(email: str, role: Role, organisation: Organisation, registration: Registration | None = None) -> Person:
    """Somebody with one role."""
    made = add_person(email=email, password=None, name=email.partition("@")[0].capitalize())
    give_role(person=made, role=role, organisation=organisation, unit=registration.unit if registration else None)
    return made


@remembered
def planned_world(opens_on: datetime.date = builders.OPENS_ON, closes_on: datetime.date = builders.CLOSES_ON) -> World:
    """A round that has not opened."""
    office = add_organisation(kind=Organisation.Kind.NATIONAL, name="Kansliet")
    granhult, alvmora = builders.municipality("Granhult", "9001"), builders.municipality("Älvmora", "9002")
    round_ = plan_round(family="ifo", label="2024", opens_on=opens_on, closes_on=closes_on)

    def register(name: str, of: Organisation, questionnaire: str) -> Registration:
        return register_unit(round=round_, unit=builders.unit(name, of), questionnaire=questionnaire)

    support = register("Försörjningsstöd", granhult, SUPPORT)
    addiction = register("Vuxenheten", granhult, ADDICTION)
    elsewhere = register("Mottagningen", alvmora, SUPPORT)
    return World(
        round=round_,
        anna=person("anna@kansliet.example", Role.OFFICE, office),
        bo=person("bo@kansliet.example", Role.OFFICE, office),
        coordinator=person("cilla@granhult.example", Role.COORDINATOR, granhult),
        reader=person("eva@granhult.example", Role.READER, granhult),
        staff=person("david@granhult.example", Role.STAFF, granhult, support),
        stranger=person("frans@alvmora.example", Role.COORDINATOR, alvmora),
        granhult=granhult,
        alvmora=alvmora,
        support=support,
        addiction=addiction,
        elsewhere=elsewhere,
    )


@remembered
def open_world() -> World:
    """The same, open for answers."""
    world = planned_world()
    open_round(world.round, public_key=key_pair()[0], on=builders.OPENS_ON)
    return world


@remembered
def closed_world() -> World:
    """The same, closed with 41 answers; addiction in Granhult has too few to show."""
    world = open_world()
    answer_all(world)
    close_round(world.round)
    return world


@remembered
def a_year_later(world: World) -> World:
    """The same units in the next round, closed with the same number of answers."""
    label = str(int(world.round.label) + 1)
    days = world.round.opens_on, world.round.closes_on
    round_ = plan_round(family="ifo", label=label, opens_on=days[0], closes_on=days[1])
    again = [
        register_unit(round=round_, unit=each.unit, questionnaire=each.instrument)
        for each in (world.support, world.addiction, world.elsewhere)
    ]
    open_round(round_, public_key=key_pair(round_.key)[0], on=days[0])
    later = replace(world, round=round_, support=again[0], addiction=again[1], elsewhere=again[2])
    answer_all(later)
    close_round(round_)
    return later


@remembered
def a_newcomer_later(world: World) -> World:
    """The next round, closed: one municipality is in it again, one is new, and one has left."""
    days = world.round.opens_on, world.round.closes_on
    round_ = plan_round(family="ifo", label="2025", opens_on=days[0], closes_on=days[1])
    new = builders.unit("Ny enhet", builders.municipality("Nyköla", "9050"))
    again = [register_unit(round=round_, unit=unit, questionnaire=SUPPORT) for unit in (world.support.unit, new)]
    open_round(round_, public_key=key_pair(round_.key)[0], on=days[0])
    later = replace(world, round=round_)
    for registration in again:
        later.answer(registration, "KKKKKKKKMMMMMMMM", offered=40)
    close_round(round_)
    return later


def answer_all(world: World) -> None:
    """All answers of the closed world."""
    for registration, genders, offered in answered(world):
        world.answer(registration, genders, offered=offered)


def answered(world: World) -> tuple[tuple[Registration, str, int], ...]:
    """Who answers in the closed world: the gender of each, and how many were offered."""
    return (
        (world.support, "KKKKKKKKKKMMMMMMMMMA", 40),
        (world.addiction, "KKM", 9),
        (world.elsewhere, "KKKKKKKKKMMMMMMMMM", 30),
    )


def closed_rows(world: World) -> Iterator[Mapping[str, object]]:
    """The same answers as an analyst without a server has them."""
    for registration, genders, _ in answered(world):
        place = {
            "round": world.round.label,
            "instrument": registration.instrument,
            "municipality": registration.unit.organisation.municipality,
            "unit": registration.unit.name,
        }
        for gender, given in zip(genders, all_kinds(registration.instrument, len(genders)), strict=True):
            yield {**place, "gender": gender, **given}


def sheet(world: World, registration: Registration) -> bytes:
    """A sheet as it is sealed."""
    instrument = catalogue()[registration.instrument]
    unit = registration.unit
    place = {"municipality": unit.organisation.municipality, "unit": unit.name}
    return to_bytes(accept(instrument, round=world.round.label, **place, gender=Gender.WOMAN, answers={"helhet": 1}))


@remembered
def eleven_questions(world: World) -> PublicRelease:
    """A published release of the longest questionnaire too, answered in both of Granhult's units."""
    round_ = plan_round(family="oppenvard", label="2024", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    registrations = [
        register_unit(round=round_, unit=each.unit, questionnaire="oppenvard-vardnadshavare")
        for each in (world.support, world.addiction)
    ]
    open_round(round_, public_key=key_pair(round_.key)[0], on=builders.OPENS_ON)
    for registration in registrations:
        replace(world, round=round_).answer(registration, "KKKKKKKKMMMMMMMM", offered=30)
    close_round(round_)
    return published(replace(world, round=round_))


@remembered
def drafted(world: World, note: str = "") -> PublicRelease:
    """A draft of the world's round."""
    before = public_before(world.round)
    return keep_draft(world.round, counted(world, before), at=NOW, before=before, note=note)


def counted(world: World, before: Before = NOTHING) -> CountedRound:
    """The count of the world's round."""
    with counts_are_remembered():
        return count_round(world.round, keys=[saved_key(world.round.key)], before=before.releases())


def saved_key(round_key: str = "ifo-2024") -> SavedKey:
    """A round's private key as the office has it."""
    return SavedKey(key_pair(round_key)[1], PASSPHRASE)


def keys_of_round(world: World) -> PrivateKeys:
    """The private keys that open the world's round."""
    return keys_of(world.round, [saved_key(world.round.key)])


@remembered
def published(world: World, note: str = "") -> PublicRelease:
    """A release of the world's round that both have signed."""
    sign_draft(drafted(world, note), person=world.anna, at=NOW)
    return sign_draft(world.round.releases.get(state="draft"), person=world.bo, at=NOW)


@remembered
def waiting(world: World, note: str = "") -> PublicRelease:
    """A release of the world's round that both have signed and that waits for its hour."""
    planned = plan_release(drafted(world, note), person=world.anna, publish_at=HOUR, at=NOW)
    sign_draft(planned, person=world.anna, at=NOW, planned_for=HOUR)
    return sign_draft(planned, person=world.bo, at=NOW, planned_for=HOUR)
