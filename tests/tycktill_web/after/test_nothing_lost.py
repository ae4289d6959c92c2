"""Whatever befalls the own answers, the national one has arrived; and own answers arrive once, or not at all."""

import signal
from pathlib import Path

import pytest
from tests.tycktill_web import builders
from tests.tycktill_web.after.asking import Asking, answer, opened
from tests.tycktill_web.after.dying_after import STEPS
from tests.tycktill_web.processes import Processes
from tests.tycktill_web.racing import at_once

from tycktill_web.fieldwork.errors import NoLongerOpen, UsedCode
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.fieldwork.unused_codes import redeemed_codes
from tycktill_web.results.reconciling import reconcile_sheets

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(__file__).with_name("dying_after.py")


def sends_again(code: str) -> str:
    """Send the own answers and say how it went."""
    try:
        answer(code, own=True)
    except UsedCode:
        return "used"
    return "thanks"


def stands(asking: Asking) -> tuple[int, int]:
    """How many national answers and own ones there are, exactly as many as used codes of each."""
    found = []
    for round, key in ((asking.national, asking.national_key), (asking.own, asking.own_key)):
        held = Round.objects.get(pk=round.pk)
        sheets = reconcile_sheets(held, builders.opened(held, key))
        assert len(sheets) == redeemed_codes(held).total()
        found.append(len(sheets))
    return found[0], found[1]


@pytest.mark.parametrize("step", STEPS)
def test_process_killed_at_any_step_leaves_the_national_answer(
    step: str, child_environment: dict[str, str], processes: Processes
) -> None:
    asking = opened()
    (code,) = asking.codes(1)
    answer(code)
    died = processes.start(SCRIPT, step, code, environment=child_environment)
    _, told = died.communicate()
    assert died.returncode == -signal.SIGKILL, told
    stored = int(step.startswith("after") and "before the commit" not in step)
    assert stands(asking) == (1, stored)
    assert sends_again(code) == ("used" if stored else "thanks")
    assert stands(asking) == (1, 1)


def test_many_who_send_at_once_with_one_code_store_one_own_answer() -> None:
    asking = opened()
    (code,) = asking.codes(1)
    answer(code)
    assert sorted(at_once([lambda: sends_again(code)] * 6)) == ["thanks"] + ["used"] * 5
    assert stands(asking) == (1, 1)


def test_answers_while_the_round_is_closed_are_in_both_counts_or_refused() -> None:
    asking = opened()
    codes = asking.codes(6)
    for code in codes:
        answer(code)

    def send(code: str) -> str:
        try:
            answer(code, own=True)
        except NoLongerOpen as refused:
            return type(refused).__name__
        return "thanks"

    said = at_once([lambda: str(close_round(asking.national)), *(lambda code=code: send(code) for code in codes)])
    assert set(said) <= {"None", "thanks", "NoLongerOpen"}
    assert stands(asking) == (6, said.count("thanks"))
