"""A process killed in the middle of an errand of the desk: what is sent again counts once, and codes are made once."""

import signal
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.desk.test_all_slips import asked, page_of, sent
from tests.tycktill_web.fieldwork.dying_desk import DESK_STEPS
from tests.tycktill_web.pages import see, send, signed_in
from tests.tycktill_web.processes import Processes

from tycktill_web.fieldwork.models import Code
from tycktill_web.fieldwork.outcomes import OfferOutcome
from tycktill_web.fieldwork.presses import Press, count_presses
from tycktill_web.fieldwork.unused_codes import redeemed_codes

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(__file__).with_name("dying_desk.py")
Kill = Callable[..., None]


@pytest.fixture
def kill(child_environment: dict[str, str], processes: Processes) -> Kill:
    """Lets a process do an errand and die in it."""

    def kill(*words: object) -> None:
        process = processes.start(SCRIPT, *words, environment=child_environment)
        _, told = process.communicate()
        assert process.returncode == -signal.SIGKILL, told

    return kill


@pytest.mark.parametrize("step", DESK_STEPS["presses"])
def test_presses_whose_server_is_killed_count_once_when_they_are_sent_again(step: str, kill: Kill) -> None:
    survey, numbers = builders.open_survey(), [uuid4() for _ in range(3)]
    kill("presses", step, *numbers)
    counted = sum(each.offered for each in survey.round.tallies.all())
    assert counted == (3 if step == "after the commit" else 0)
    again = [Press(each, survey.registration, builders.TODAY, OfferOutcome.TAKEN) for each in numbers]
    assert count_presses(survey.round, again, on=builders.TODAY) == {}
    assert survey.round.tallies.get().offered == 3


@pytest.mark.parametrize("step", DESK_STEPS["slips"])
def test_slips_whose_server_is_killed_are_all_made_or_none_and_the_form_makes_them_once(step: str, kill: Kill) -> None:
    world = worlds.open_world()
    before = Code.objects.count()
    kill("slips", step, world.support.pk, world.addiction.pk)
    is_made = step in {"after the commit", "while the file is sent"}
    assert Code.objects.count() - before == (6 if is_made else 0)
    assert not any(redeemed_codes(world.round).values())
    if is_made:
        assert "har redan gjorts" in send(signed_in(world.coordinator), page_of(world), asked(world), status=409)
        # on a day that is long past: nobody sends it any more
        assert "Filen med 6 lappar bröts" in see(signed_in(world.coordinator), page_of(world))
    else:
        assert len(sent(world, asked(world))) == 3
    assert Code.objects.count() - before == 6
