"""A round is closed for good: after the days in which paper is taken, or before if the office says so twice."""

import datetime

import pytest
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, send, signed_in
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.errors import PaperStillTaken, WrongNumber
from tycktill_web.fieldwork.grace import close_for_good
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import MOST_GRACE_DAYS, AnnouncedDays, plan_round
from tycktill_web.journal.models import JournalEntry

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
UNTIL = builders.CLOSES_ON + 14 * DAY
CLOSE = "/kansli/omgang/ifo/2024/stang/"


def told() -> list[str]:
    """What the journal says of late, the newest last."""
    return list(JournalEntry.objects.order_by("number").values_list("action", flat=True))[-2:]


def test_a_round_is_not_closed_while_paper_is_taken_unless_that_is_confirmed() -> None:
    round = builders.open_survey().round
    with pytest.raises(PaperStillTaken) as refused:
        close_for_good(round, on=UNTIL)
    assert "29 oktober 2024" in str(refused.value)
    assert Round.objects.get().state == Round.State.OPEN
    close_for_good(round, on=UNTIL, despite_paper=True)
    assert Round.objects.get().state == Round.State.CLOSED
    assert told() == ["round_closed", "paper_cut_short"]
    assert Round.objects.get().closes_on == builders.CLOSES_ON


def test_a_round_that_is_closed_early_ends_that_day() -> None:
    """Results say when their answers were collected."""
    round = builders.open_survey().round
    day = builders.CLOSES_ON - DAY
    close_for_good(round, on=day, despite_paper=True)
    assert Round.objects.get().closes_on == day


def test_a_round_whose_days_of_grace_are_over_is_closed_by_one_word() -> None:
    close_for_good(builders.open_survey().round, on=UNTIL + DAY)
    assert told()[-1] == "round_closed"


def test_the_office_is_told_what_is_lost_and_says_it_twice(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(f"{UNTIL}T10:00:00+02:00", tick=False)
    office = signed_in(worlds.open_world().anna)
    assert "De sista svaren på papper skrivs in" in see(office, "/kansli/omgang/ifo/2024/")
    assert "får skrivas in till och med 29 oktober" in see(office, CLOSE)
    assert "Kryssa i att omgången ska stängas ändå" in send(office, CLOSE, {}, status=400)
    assert "Nu går den att räkna" in send(office, CLOSE, {"despite_paper": "on"})


def test_after_the_grace_the_office_is_asked_once(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(f"{UNTIL + DAY}T10:00:00+02:00", tick=False)
    office = signed_in(worlds.open_world().anna)
    assert "Stäng omgången" in see(office, "/kansli/omgang/ifo/2024/")
    assert "svar på papper" not in see(office, CLOSE)
    assert "Nu går den att räkna" in send(office, CLOSE, {})


@pytest.mark.parametrize("days", [-1, MOST_GRACE_DAYS + 1])
def test_grace_has_its_bounds(days: int) -> None:
    with pytest.raises(WrongNumber):
        plan_round(
            family="ifo",
            label="2025",
            opens_on=builders.OPENS_ON,
            closes_on=builders.CLOSES_ON,
            announced=AnnouncedDays(grace_days=days),
        )
