"""A municipality's own round, as far as a test needs it."""

from tests.sparing import counts_are_remembered
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.instrument.surveys import FOOD, STAFF, frozen, made
from tests.tycktill_web.remembering import remembered

from tycktill.terms import Gender
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.rounds import close_round, open_round, plan_own_round, register_unit
from tycktill_web.instrument.models import Edition
from tycktill_web.intake.bulk import Form, submit_all
from tycktill_web.participants.models import Organisation, Person, Registration
from tycktill_web.releases.drafting import keep_draft
from tycktill_web.releases.models import PublicRelease
from tycktill_web.results.counting import count_round


def planned(own: Organisation, person: Person, label: str = "2024") -> tuple[Round, Registration]:
    """Planned, with a unit: a survey of two questions."""
    edition = Edition.objects.filter(survey__organisation=own).last() or frozen(made(own, person, FOOD, STAFF), person)
    round_ = plan_own_round(edition, label=label, opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    unit = own.units.filter(name="Norr").first() or builders.unit("Norr", of=own)
    return round_, register_unit(round=round_, unit=unit, questionnaire=edition.survey.instrument)


def opened(own: Organisation, person: Person, label: str = "2024") -> tuple[Round, Registration]:
    """The same, open for answers."""
    round_, registration = planned(own, person, label)
    open_round(round_, public_key=worlds.key_pair(round_.key)[0], on=builders.OPENS_ON)
    return round_, registration


@remembered
def closed(own: Organisation, person: Person, label: str = "2024") -> Round:
    """The same, closed with twelve answers of twenty who were offered."""
    round_, registration = opened(own, person, label)
    answer(round_, registration)
    close_round(round_)
    return Round.objects.get(pk=round_.pk)


def answer(round_: Round, registration: Registration) -> None:
    """Twelve answers."""
    codes = make_codes(round=round_, registration=registration, size=12, on=builders.OPENS_ON)
    answers = [{"maten": 1 + each % 5, "har_personalen_tid_for_dig": 1 + each % 2} for each in range(12)]
    submit_all(round_, [Form(code, Gender.WOMAN, given) for code, given in zip(codes, answers, strict=True)])
    record_offered(round=round_, registration=registration, on=round_.opens_on, offered=20)


@remembered
def drafted(own: Organisation, person: Person, label: str = "2024") -> PublicRelease:
    """A draft of its result."""
    round_ = closed(own, person, label)
    with counts_are_remembered():
        counted = count_round(round_, keys=[worlds.saved_key(round_.key)])
    return keep_draft(round_, counted, at=worlds.NOW)
