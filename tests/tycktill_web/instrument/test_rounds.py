"""A round of a municipality's own asks by the edition that it names, whatever is frozen later, and is nobody else's."""

import pytest
from django.test import Client
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.instrument.surveys import FOOD, STAFF, changed, coordinator, frozen, made
from tests.tycktill_web.pages import signed_in, words
from time_machine import TimeMachineFixture

from tycktill.publication import prove_release
from tycktill.tables import MANIFEST, read_manifest
from tycktill.terms import Gender
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.errors import NotOfThisRound
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.questionnaires import catalogue, catalogue_of, known_by
from tycktill_web.fieldwork.rounds import close_round, open_round, plan_own_round, register_unit
from tycktill_web.instrument.models import Edition
from tycktill_web.intake import submit_answers
from tycktill_web.intake.bulk import Form, submit_all
from tycktill_web.participants.models import Registration, Role
from tycktill_web.results.counting import count_round
from tycktill_web.results.keys import SavedKey

pytestmark = pytest.mark.django_db
ID = "trivsel-pa-boendet-9003-enkat"
KEY = "trivsel-pa-boendet-9003-2024"


def own_round() -> tuple[Edition, Round, Registration]:
    """An open round of a survey with two questions, of which a newer edition has other words already."""
    own, person = coordinator()
    survey = made(own, person, FOOD, STAFF)
    edition = frozen(survey, person)
    round_ = plan_own_round(edition, label="2024", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    registration = register_unit(round=round_, unit=builders.unit("Norr", of=own), questionnaire=ID)
    open_round(round_, public_key=worlds.key_pair(KEY)[0], on=builders.OPENS_ON)
    changed(survey, person, "maten", STAFF)
    frozen(survey, person, other=["maten"])
    return edition, round_, registration


def test_who_answers_meets_the_edition_that_the_round_names(time_machine: TimeMachineFixture) -> None:
    _, round_, registration = own_round()
    (code,) = make_codes(round=round_, registration=registration, size=1, on=builders.OPENS_ON)
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00")
    page = words(Client().get(f"/svara/k/{code}/fragor/"))
    assert "Hur smakar maten?" in page
    submit_answers(code, {"maten": 5}, Gender.WOMAN, on=builders.TODAY)


def test_it_is_counted_and_told_by_that_edition() -> None:
    edition, round_, registration = own_round()
    codes = make_codes(round=round_, registration=registration, size=12, on=builders.OPENS_ON)
    answers = [{"maten": 1 + each % 5, "har_personalen_tid_for_dig": 1 + each % 2} for each in range(12)]
    submit_all(round_, [Form(code, Gender.WOMAN, given) for code, given in zip(codes, answers, strict=True)])
    record_offered(round=round_, registration=registration, on=round_.opens_on, offered=20)
    close_round(round_)
    key = SavedKey(worlds.key_pair(KEY)[1], worlds.PASSPHRASE)
    counted = count_round(Round.objects.get(pk=round_.pk), keys=[key])
    manifest = read_manifest(counted.release.files[MANIFEST])
    assert counted.answers == 12
    assert manifest.instruments[ID] == edition.pk
    assert prove_release(counted.release).faults == ()


def test_no_unit_of_another_organisation_takes_part() -> None:
    _, round_, _ = own_round()
    with pytest.raises(NotOfThisRound):
        register_unit(
            round=round_, unit=builders.unit(of=builders.municipality("Storköping", "9004")), questionnaire=ID
        )


def test_the_office_has_no_way_into_it() -> None:
    _, round_, _ = own_round()
    anna = worlds.planned_world().anna
    assert anna.memberships.get().role == Role.OFFICE
    client = signed_in(anna)
    for way in ("", "nyckel/", "oppna/", "stang/", "rakna/", "gallra/", "lage/", "anmal/"):
        assert client.get(f"/kansli/omgang/{round_.family}/2024/{way}").status_code == 404, way
    assert round_.family not in words(client.get("/kansli/"))


def test_its_questionnaire_is_known_by_name_in_its_newest_edition() -> None:
    _, round_, _ = own_round()
    assert catalogue_of(round_)[ID].version == 1
    assert known_by([ID])[ID].version == 2
    assert known_by(catalogue()) is catalogue()
