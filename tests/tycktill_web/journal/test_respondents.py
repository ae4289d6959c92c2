"""What a respondent does is in no journal: it would set a time, and an order, beside the sealed answer."""

import pytest
from django.test import Client
from tests.tycktill_web import builders
from tests.tycktill_web.journal.watching import UNTOLD, watching
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.models import Round
from tycktill_web.journal.models import JournalEntry
from tycktill_web.vault.models import SealedAnswer

pytestmark = pytest.mark.django_db


def test_an_answer_from_the_first_page_to_thanks_writes_no_entry(time_machine: TimeMachineFixture) -> None:
    survey = builders.open_survey()
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00")
    codes, client, unused = survey.codes(2), Client(), survey.unused()
    with watching() as watched:
        for code in codes:
            form = {"kod": code, "steg": "skicka", "gender": "K", **builders.ANSWERS}
            client.get(f"/svara/{code}/")
            client.post("/svara/skicka/", form)
    assert watched.actions == []
    assert watched.tables <= UNTOLD.keys()
    assert survey.unused() == unused - len(codes), "nobody has answered, so that nothing is proven"


def test_no_entry_tells_a_code_or_how_many_have_answered() -> None:
    survey = builders.open_survey()
    codes = survey.codes(3)
    told = " ".join(f"{each.facts} {each.who}" for each in JournalEntry.objects.all())
    assert '"size":3' in told
    assert not any(code in told for code in codes)
    assert bytes(Round.objects.get().public_key).hex() not in told
    assert not SealedAnswer.objects.exists()
