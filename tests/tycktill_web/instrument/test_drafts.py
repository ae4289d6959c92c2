"""A draft is saved by who has seen it, under ids that nobody else has."""

import datetime
from importlib import resources

import pytest
from tests.tycktill_web.instrument.surveys import AT, FOOD, STAFF, coordinator, frozen, made

from tycktill.instrument import parse_toml, write_toml
from tycktill.terms import Refused
from tycktill_web.instrument.drafts import document_of, import_survey, make_survey, save_draft
from tycktill_web.instrument.errors import IdTaken, IdUnfit, SavedMeanwhile
from tycktill_web.instrument.models import OwnSurvey

pytestmark = pytest.mark.django_db


def test_who_saves_second_is_told_and_writes_nothing() -> None:
    own, person = coordinator()
    survey = made(own, person, FOOD)
    before = survey.draft
    with pytest.raises(SavedMeanwhile, match="Kim"):
        save_draft(survey, {**document_of(survey), "questions": []}, seen=1, person=person, at=AT)
    assert OwnSurvey.objects.get().draft == before


def test_two_surveys_of_one_title_have_ids_of_their_own() -> None:
    own, person = coordinator()
    first, second = (make_survey(own, title="Trivsel", target_group="För dig", person=person, at=AT) for _ in range(2))
    assert (first.family, second.family) == ("trivsel-9003", "trivsel-9003-2")


def test_a_draft_of_the_first_minutes_of_a_year_is_of_that_year() -> None:
    own, person = coordinator()
    at = datetime.datetime(2026, 12, 31, 23, 10, tzinfo=datetime.UTC)
    survey = make_survey(own, title="Trivsel", target_group="För dig", person=person, at=at)
    assert document_of(survey)["rounds"]["first"] == 2027


def test_a_file_that_is_taken_out_can_be_taken_in_again() -> None:
    own, person = coordinator()
    survey = made(own, person, FOOD, STAFF)
    text = frozen(survey, person).text
    again = import_survey(own, text, person=person, at=AT)
    assert (again.pk, document_of(again)) == (survey.pk, parse_toml(text, file=""))


def test_a_file_with_faults_changes_nothing() -> None:
    own, person = coordinator()
    with pytest.raises(Refused):
        import_survey(own, 'id = "x"', person=person, at=AT)
    assert not OwnSurvey.objects.exists()


def test_a_national_questionnaire_is_nobodys_own() -> None:
    own, person = coordinator()
    national = resources.files("tycktill.reference") / "instruments" / "ifo-missbruk.toml"
    with pytest.raises(IdTaken, match="ifo-missbruk"):
        import_survey(own, national.read_text(encoding="utf-8"), person=person, at=AT)


@pytest.mark.parametrize("id_", ["trivsel", "trivsel-19003", "trivsel-9003-" + "x" * 60])
@pytest.mark.parametrize("key", ["id", "family"])
def test_a_file_is_called_so_that_nobody_elses_ever_is(id_: str, key: str) -> None:
    own, person = coordinator()
    text = frozen(made(own, person, FOOD), person).text
    renamed = write_toml({**parse_toml(text, file=""), "id": "annan-9003-enkat", "family": "annan-9003", key: id_})
    with pytest.raises(IdUnfit, match="9003"):
        import_survey(own, renamed, person=person, at=AT)
    assert OwnSurvey.objects.count() == 1
