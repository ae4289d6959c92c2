"""What waits of paper is what units have said, in fives; what was typed in is what the journal tells."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, send, signed_in
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.errors import NotInThisState, NotOfThisRound, WrongNumber
from tycktill_web.fieldwork.paper_left import MOST_WAITING, in_fives, paper_left, report_waiting
from tycktill_web.fieldwork.paper_models import TypingCheck, WaitingPaper
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.paper_events import PaperImported, PaperTyped
from tycktill_web.journal.writing import record
from tycktill_web.participants.models import Registration

WAITING = "/kommun/papper/ifo/2024/vantar/"
CLOSE, COUNT = "/kansli/omgang/ifo/2024/stang/", "/kansli/omgang/ifo/2024/rakna/"


@given(st.integers(0, MOST_WAITING))
def test_what_is_kept_is_no_more_than_what_was_said_and_no_finer_than_fives(forms: int) -> None:
    kept = in_fives(forms)
    assert kept <= forms < kept + 5
    assert kept in (0, 1) or kept % 5 == 0
    assert bool(kept) == bool(forms)


def typed(world: worlds.World) -> None:
    """Ten forms at one unit, five at another, and a workbook."""
    round = world.round.key
    told = PaperTyped(unit="Försörjningsstöd", questionnaire=worlds.SUPPORT, sheets=5)
    for event, of in (
        *((told, world.granhult),) * 2,
        (PaperTyped(unit="Mottagningen", questionnaire=worlds.SUPPORT, sheets=5), world.alvmora),
        (PaperImported(questionnaire=worlds.SUPPORT, sheets=20), world.alvmora),
    ):
        record(event, of=of, round=round)


@pytest.mark.django_db
def test_units_with_waiting_forms_come_first_where_most_wait() -> None:
    world = worlds.open_world()
    typed(world)
    report_waiting(world.round, {world.support: 3, world.addiction: 12, world.elsewhere: 0}, on=builders.TODAY)
    found = paper_left(world.round)
    assert [(each.registration, each.waiting, each.typed) for each in found.units] == [
        (world.addiction, 10, 0),
        (world.support, 1, 10),
    ]
    assert (found.waiting, found.typed) == (11, 35)


@pytest.mark.django_db
def test_nothing_is_said_of_another_round_nor_after_closing_nor_beyond_bounds() -> None:
    world = worlds.open_world()
    other = builders.planned_round("ifo", "2025")
    with pytest.raises(WrongNumber):
        report_waiting(world.round, {world.support: 3, world.addiction: MOST_WAITING + 1}, on=builders.TODAY)
    with pytest.raises(NotInThisState):
        report_waiting(other, {world.support: 3}, on=builders.TODAY)
    later = Registration.objects.create(unit=world.support.unit, round="2025", instrument=worlds.SUPPORT)
    with pytest.raises(NotOfThisRound):
        report_waiting(world.round, {later: 3}, on=builders.TODAY)
    close_round(world.round)
    with pytest.raises(NotInThisState):
        report_waiting(world.round, {world.support: 3}, on=builders.TODAY)
    assert not WaitingPaper.objects.exists()


@pytest.fixture
def world(time_machine: TimeMachineFixture) -> worlds.World:
    """An open round in its days of grace."""
    time_machine.move_to(f"{builders.CLOSES_ON + datetime.timedelta(days=3)}T10:00:00+02:00")
    return worlds.open_world()


@pytest.mark.django_db
def test_staff_say_how_many_wait_at_their_unit_and_the_page_keeps_fives(world: worlds.World) -> None:
    client = signed_in(world.staff)
    assert "Vuxenheten" not in see(client, WAITING)
    assert "minst 5 väntar" in send(client, WAITING, {f"pile-{world.support.pk}": "8"})
    told = JournalEntry.objects.latest("number")
    assert (told.action, "8" in told.facts) == ("paper_waiting_told", False)
    send(client, WAITING, {f"pile-{world.support.pk}": "9"})  # as many, in fives
    assert JournalEntry.objects.latest("number") == told
    send(client, WAITING, {f"pile-{world.addiction.pk}": "40"})  # of another unit
    assert WaitingPaper.objects.count() == 1
    assert "minst 0" in send(client, WAITING, {f"pile-{world.support.pk}": "-1"}, status=400)
    assert "färre än fem väntar" in send(client, WAITING, {f"pile-{world.support.pk}": "2"})


@pytest.mark.django_db
def test_a_round_that_takes_no_paper_leads_back_to_those_that_do(world: worlds.World) -> None:
    close_round(world.round)
    page = signed_in(world.staff).get(WAITING, follow=True)
    assert page.redirect_chain == [("/kommun/papper/", 302)]
    assert "Omgången tar inte emot papper nu" in page.content.decode()


@pytest.mark.django_db
def test_who_closes_is_told_what_waits_where_and_who_counts_what_was_left(world: worlds.World) -> None:
    office = signed_in(world.anna)
    page = see(office, CLOSE)
    assert "Ingen enhet har sagt att blanketter väntar" in page
    assert "När omgången är stängd tas inga blanketter emot" in page
    typed(world)
    report_waiting(world.round, {world.support: 8}, on=builders.TODAY)
    TypingCheck.objects.create(round=world.round, organisation=world.granhult, sheets=10, questions=80, differing=4)
    page = see(office, CLOSE).replace("\N{NO-BREAK SPACE}", " ")
    assert "Blanketter väntar på att skrivas in vid 1 enhet" in page
    assert "minst 10 är inskrivna" in page
    assert "Minst 35 blanketter är inskrivna i omgången" in page
    assert "Granhult: 5 %, 4 av 80 frågor på 10 blanketter" in page
    send(office, CLOSE, {"despite_paper": "on"})
    page = see(office, COUNT)
    assert "Blanketter väntade vid 1 enhet när den sist sade till" in page
    assert "Blanketter tas inte emot längre" in page
