"""A question asked only of some has no results, and the pages are whole without it."""

import pytest
from django.test import Client
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see
from tests.tycktill_web.respond.surveys import PASSPHRASE, OpenSurvey, open_survey, tiny_instruments

from tycktill.terms import Gender
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.intake.bulk import Form, submit_all
from tycktill_web.participants.actions import add_organisation
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.releases.drafting import keep_draft
from tycktill_web.releases.signing import sign_draft
from tycktill_web.results.counting import count_round
from tycktill_web.results.keys import SavedKey

pytestmark = pytest.mark.django_db


def _publish(survey: OpenSurvey) -> None:
    answers = [{"helped": 1 + number % 2, "kind": 1, "reach": 1} for number in range(12)]
    submit_all(
        survey.round,
        [Form(code, Gender.WOMAN, given) for code, given in zip(survey.codes(12), answers, strict=True)],
    )
    close_round(survey.round)
    counted = count_round(survey.round, keys=[SavedKey(survey.private_key, PASSPHRASE)])
    release = keep_draft(survey.round, counted, at=worlds.NOW)
    office = add_organisation(kind=Organisation.Kind.NATIONAL, name="Kansliet")
    for name in ("anna", "bo"):
        sign_draft(release, person=worlds.person(f"{name}@kansliet.example", Role.OFFICE, office), at=worlds.NOW)


def test_question_asked_only_of_some_has_no_line() -> None:
    with tiny_instruments():
        survey = open_survey("tiny-condition")
        _publish(survey)
        nation = f"/resultat/tiny/{survey.round.label}/"
        see(Client(), "/")
        for address in (nation, f"{nation}9001/", f"{nation}9001/tiny-condition/"):
            page = see(Client(), address)
            assert "Helped" in page
            assert "Kind" not in page
            assert "Reach" not in page
