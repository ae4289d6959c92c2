"""Disposal: nothing of any answer is left, what is published stays, and nothing can be counted again."""

import signal
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, send, signed_in
from tests.tycktill_web.processes import Processes

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.errors import NoLongerOpen, NotInThisState
from tycktill_web.fieldwork.models import CountedPress, Round, ShownFigures, UnusedCodes
from tycktill_web.fieldwork.outcomes import REASONS, OfferOutcome
from tycktill_web.fieldwork.presses import Press, count_presses
from tycktill_web.fieldwork.progress import round_progress
from tycktill_web.fieldwork.tickets import find_ticket
from tycktill_web.intake.measuring import rounds_with_answers, rounds_without_keys
from tycktill_web.intake.tidying import Tidied, tidy_rounds
from tycktill_web.keyring.folder import folder_of, has_folder
from tycktill_web.keyring.locks import lock_of
from tycktill_web.releases.disposing import dispose_of_answers
from tycktill_web.releases.drafting import check_room_for_draft
from tycktill_web.releases.errors import DraftInTheWay, NotAllowedNow
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.signing import withdraw_result
from tycktill_web.results.counting import begin_count, keys_of
from tycktill_web.results.errors import BeingCounted, Disposed
from tycktill_web.site.doctor import examine_installation
from tycktill_web.vault.models import AnswerBuffer, SealedAnswer

pytestmark = pytest.mark.django_db(transaction=True)
ROUND = "/kansli/omgang/ifo/2024/"
TODAY = worlds.NOW.date()
KILLED_BEFORE_ERASING = """
import os, signal, sys
import django
django.setup()
from tycktill_web.fieldwork.models import Round
from tycktill_web.releases.disposing import dispose_of_answers
from tycktill_web.results import disposing
disposing.erase_folder = lambda key: os.kill(os.getpid(), signal.SIGKILL)
dispose_of_answers(Round.objects.get(), on=__import__("datetime").date(2024, 12, 10))
"""


def published_world() -> worlds.World:
    """A round whose result is public."""
    world = worlds.closed_world()
    worlds.published(world)
    world.round.refresh_from_db()
    return world


def disposed_world() -> worlds.World:
    """The same without its answers."""
    world = published_world()
    dispose_of_answers(world.round, on=TODAY)
    return world


def answers_left() -> tuple[int, int, set[bytes]]:
    """Rows of the vault, buffers, and what stands of unused codes."""
    unused = {bytes(bits) for bits in UnusedCodes.objects.values_list("bits", flat=True)}
    return SealedAnswer.objects.count(), AnswerBuffer.objects.count(), unused


def test_who_declined_and_who_could_not_be_offered_is_forgotten_and_the_offered_stay() -> None:
    world = worlds.closed_world()
    day = builders.TODAY
    presses = [Press(uuid4(), world.support, day, outcome) for outcome in OfferOutcome]
    count_presses(world.round, presses, on=day)
    worlds.published(world)
    dispose_of_answers(Round.objects.get(), on=TODAY)
    kept = world.round.tallies.get(counted_on=day)
    assert [getattr(kept, name) for name in ("declined", *REASONS)] == [0] * 5
    assert kept.offered == 2
    assert not CountedPress.objects.exists()


def test_nothing_of_any_answer_is_left() -> None:
    world = published_world()
    assert rounds_with_answers(Round.State.RELEASED) == [world.round]
    assert has_folder(world.round.key)
    dispose_of_answers(world.round, on=TODAY)
    assert answers_left() == (0, 0, {b""})
    assert not has_folder(world.round.key)
    assert Round.objects.get().disposed_on == TODAY
    assert not rounds_with_answers(Round.State.RELEASED)


def test_keys_are_overwritten_before_their_files_go(monkeypatch: pytest.MonkeyPatch) -> None:
    world, unlink = published_world(), Path.unlink
    last: dict[str, bytes] = {}

    def remembered(path: Path) -> None:
        last[path.name] = path.read_bytes()
        unlink(path)

    monkeypatch.setattr(Path, "unlink", remembered)
    dispose_of_answers(world.round, on=TODAY)
    assert {"authentication", "codes", "tray", "vault"} <= last.keys()
    assert not any(set(content) - {0} for content in last.values())


def test_what_is_published_and_how_many_answered_stay_as_they_were() -> None:
    world = published_world()
    before = round_progress(world.round, on=TODAY)
    files = {file.name: bytes(file.content) for file in world.round.releases.get().files.all()}
    dispose_of_answers(world.round, on=TODAY)
    assert round_progress(world.round, on=TODAY) == before
    assert before.rate.answered == 41
    assert {file.name: bytes(file.content) for file in world.round.releases.get().files.all()} == files


def test_figures_that_nobody_has_looked_at_are_kept_before_their_codes_go() -> None:
    published_world()
    ShownFigures.objects.all().delete()
    dispose_of_answers(Round.objects.get(), on=TODAY)
    assert round_progress(Round.objects.get(), on=TODAY).rate.answered == 41


def test_a_code_that_comes_too_late_is_told_that_the_round_is_closed() -> None:
    world = worlds.open_world()
    worlds.answer_all(world)
    codes = make_codes(round=world.round, registration=world.support, size=1, on=builders.OPENS_ON)
    Round.objects.update(state=Round.State.CLOSED)
    world.round.refresh_from_db()
    worlds.published(world)
    dispose_of_answers(Round.objects.get(), on=TODAY)
    with pytest.raises(NoLongerOpen):
        find_ticket(codes[0], on=builders.TODAY)


def test_disposed_answers_are_never_counted_again() -> None:
    world = disposed_world()
    with pytest.raises(Disposed) as refused:
        keys_of(world.round, [worlds.saved_key()])
    assert str(refused.value).endswith(".")
    assert "Omgången kan aldrig räknas igen" in see(signed_in(world.anna), f"{ROUND}rakna/")


def test_a_count_that_has_begun_before_the_disposal_is_refused_after_it() -> None:
    world = published_world()
    counting = begin_count(world.round, keys=worlds.keys_of_round(world))
    dispose_of_answers(Round.objects.get(), on=TODAY)
    with pytest.raises(Disposed):
        next(counting)
    assert not AnswerBuffer.objects.exists()


def test_only_a_released_round_without_a_draft_is_disposed_of_and_only_once() -> None:
    world = worlds.closed_world()
    with pytest.raises(NotInThisState):
        dispose_of_answers(world.round, on=TODAY)
    worlds.published(world)
    world.round.refresh_from_db()
    worlds.drafted(world, note="Ett fel")
    with pytest.raises(DraftInTheWay):
        dispose_of_answers(world.round, on=TODAY)
    PublicRelease.objects.get(state="draft").delete()
    with lock_of(world.round.key), pytest.raises(BeingCounted):
        dispose_of_answers(world.round, on=TODAY)
    assert has_folder(world.round.key)
    assert answers_left()[1:] != (0, {b""})
    dispose_of_answers(world.round, on=TODAY)
    with pytest.raises(NotInThisState):
        dispose_of_answers(world.round, on=TODAY)


def test_a_disposed_result_can_still_be_withdrawn_and_then_nothing_is_left_to_do() -> None:
    world = disposed_world()
    withdraw_result(world.round, person=world.anna, reason="Fel", at=worlds.NOW)
    page = see(signed_in(world.anna), ROUND)
    assert "Nästa steg Inget mer att göra Resultatet är återkallat och svaren är gallrade." in page
    assert tidy_rounds(on=TODAY) == Tidied(0, [])
    assert not AnswerBuffer.objects.exists()
    with pytest.raises(NotAllowedNow):
        check_room_for_draft(Round.objects.get(), note="Rättelse")


@pytest.fixture
def killed(child_environment: dict[str, str], processes: Processes) -> worlds.World:
    """A world whose disposal died between the commit and the erasing of its keys."""
    world = published_world()
    done = processes.start("-c", KILLED_BEFORE_ERASING, environment=child_environment)
    _, told = done.communicate()
    assert done.returncode == -signal.SIGKILL, told
    return world


def test_a_process_killed_before_the_keys_are_erased_leaves_them_to_the_next_tidy(killed: worlds.World) -> None:
    assert answers_left() == (0, 0, {b""})
    assert has_folder(killed.round.key)
    assert tidy_rounds(on=TODAY).faults == []
    assert not has_folder(killed.round.key)


def test_keys_that_cannot_be_erased_are_told(killed: worlds.World) -> None:
    (folder_of(killed.round.key) / "a folder").mkdir()
    (fault,) = tidy_rounds(on=TODAY).faults
    assert "cannot be erased" in fault


def test_doctor_and_health_are_content() -> None:
    world = published_world()
    late = world.round.closes_on.replace(year=world.round.closes_on.year + 1)
    told = [each for each in examine_installation(late) if each.place == "rounds"]
    assert [each.remedy for each in told] == ["Dispose of them: `tycktill manage dispose ifo-2024`."]
    dispose_of_answers(world.round, on=TODAY)
    assert not [each for each in examine_installation(late) if each.place == "rounds"]
    assert not rounds_without_keys(Round.State.OPEN, Round.State.CLOSED)


def test_office_disposes_after_confirming_and_its_pages_say_so() -> None:
    world = published_world()
    client = signed_in(world.anna)
    assert "Gallra svaren" in see(client, ROUND)
    assert "Omgången kan aldrig räknas igen." in see(client, f"{ROUND}gallra/")
    assert "Bekräfta här" in send(client, f"{ROUND}gallra/", {"x": "1"}, status=400)
    assert answers_left()[1:] != (0, {b""})
    page = send(client, f"{ROUND}gallra/", {"is_meant": "on"})
    assert "Svaren är gallrade. Resultatet och svarsfrekvensen står kvar." in page
    today = timezone.localdate()
    assert f"Svaren är gallrade {today.day} " in page
    assert "Räkna en rättelse" not in page
    assert "inget nytt resultat kan räknas" in see(client, f"{ROUND}aterkalla/")
    assert "Svaren är gallrade" in see(client, f"{ROUND}gallra/")


def test_office_cannot_dispose_before_the_result_is_public() -> None:
    world = worlds.closed_world()
    client = signed_in(world.anna)
    assert "Gallra svaren" not in see(client, ROUND)
    assert "när resultatet är publicerat" in see(client, f"{ROUND}gallra/")
    assert "nuvarande läge" in send(client, f"{ROUND}gallra/", {"is_meant": "on"})
    assert answers_left()[0]


def test_operator_disposes_after_writing_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    published_world()
    monkeypatch.setattr("builtins.input", lambda _: "ifo-2023")
    with pytest.raises(CommandError, match="Nothing has been destroyed"):
        call_command("dispose", "ifo-2024")
    with pytest.raises(CommandError, match=r"no round fo-1. There are: ifo-2024\."):
        call_command("dispose", "fo-1", yes=True)
    monkeypatch.setattr("builtins.input", lambda _: "ifo-2024")
    told = StringIO()
    call_command("dispose", "ifo-2024", stdout=told)
    assert told.getvalue().startswith("The answers of ifo-2024 are destroyed.")
    with pytest.raises(CommandError, match="nuvarande läge"):
        call_command("dispose", "ifo-2024", yes=True)
