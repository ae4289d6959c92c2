"""Many answers on paper at once: all or none, each code once whichever way it comes, nothing twice and nothing lost."""

import signal
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tycktill_web import builders
from tests.tycktill_web.intake.dying_import import IMPORT_STEPS
from tests.tycktill_web.intake.papers import read
from tests.tycktill_web.processes import Processes

from tycktill.answers import from_bytes
from tycktill.terms import Gender
from tycktill_web.fieldwork.batches import void_batch
from tycktill_web.fieldwork.errors import NoLongerOpen, UsedCode
from tycktill_web.fieldwork.rounds import close_round, register_unit
from tycktill_web.intake import submit_answers
from tycktill_web.intake.importing import RowFault, RowsRefused, TakenRows, take_rows
from tycktill_web.vault import mixing
from tycktill_web.vault.models import SealedAnswer

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(__file__).with_name("dying_import.py")


def take(survey: builders.Survey, codes: Sequence[str], *, leave_out_used: bool = False) -> TakenRows:
    """Read a form with each of these codes in."""
    rows = read([{"code": code, "kontakt": 1 + place % 4, "gender": "K"} for place, code in enumerate(codes)])
    return take_rows(survey.round, rows, [survey.registration], on=builders.TODAY, leave_out_used=leave_out_used)


def refused(survey: builders.Survey, codes: Sequence[str]) -> dict[int, RowFault]:
    """What is wrong with a file of these codes, by row."""
    with pytest.raises(RowsRefused) as found:
        take(survey, codes)
    return dict(found.value.faults)


def answers_of(survey: builders.Survey) -> int:
    """How many sealed answers can be opened."""
    return len({answer.number for answer in survey.opened()})


@pytest.mark.parametrize("number", [1, mixing.FULL - 1, mixing.FULL + 20])
def test_a_file_is_taken_whole(number: int) -> None:
    survey = builders.open_survey()
    taken = take(survey, survey.codes(number))
    assert (len(taken.answers), taken.used, taken.blank) == (number, [], [])
    sheets = [from_bytes(each.sheet) for each in survey.opened()]
    assert Counter(dict(sheet.answers)["kontakt"] for sheet in sheets) == Counter(
        1 + place % 4 for place in range(number)
    )
    assert {(sheet.gender, sheet.unit) for sheet in sheets} == {(Gender.WOMAN, survey.registration.unit.name)}
    assert survey.unused() == 0


def test_few_forms_lie_among_the_latest_and_not_alone_in_the_vault() -> None:
    survey = builders.open_survey()
    take(survey, survey.codes(3))
    assert not SealedAnswer.objects.exists()
    assert len(builders.lying_in_buffer(survey.round.key)) == 3


def test_one_wrong_row_and_nothing_is_taken() -> None:
    survey, other = builders.open_survey(), builders.unit()
    elsewhere = register_unit(round=survey.round, unit=other, questionnaire=builders.QUESTIONNAIRE)
    good, used, twice = survey.codes(3)
    theirs = builders.Survey(survey.round, elsewhere, survey.private_key).codes(1)[0]
    submit_answers(used, builders.ANSWERS, Gender.MAN, on=builders.TODAY)
    faults = refused(survey, [good, twice, twice.lower(), "K7MWP-3XTRD", "", theirs, used])
    assert faults == {
        4: RowFault.TWICE,
        5: RowFault.MISTYPED,
        6: RowFault.MISSING,
        7: RowFault.OTHER_PILE,
    }  # nothing of the used one: a file with a mistake in it is no way to try many codes
    assert (answers_of(survey), survey.unused()) == (1, 3)


def test_a_void_code_and_one_of_another_round_are_named_by_their_rows() -> None:
    survey = builders.open_survey()
    (code,) = survey.codes(1)
    void_batch(survey.round.batches.get(), on=builders.TODAY)
    other = builders.open_survey(questionnaire="fo-gruppbostad")
    assert refused(survey, [code, other.codes(1)[0]]) == {2: RowFault.VOID, 3: RowFault.UNKNOWN}


def test_rows_whose_code_is_used_are_left_out_if_that_is_asked_for() -> None:
    survey = builders.open_survey()
    used, good = survey.codes(2)
    submit_answers(used, builders.ANSWERS, Gender.MAN, on=builders.TODAY)
    taken = take(survey, [used, good], leave_out_used=True)
    assert (len(taken.answers), list(taken.used)) == (1, [2])
    assert (answers_of(survey), survey.unused()) == (2, 0)


def test_the_same_file_again_takes_nothing() -> None:
    survey = builders.open_survey()
    codes = survey.codes(5)
    take(survey, codes)
    assert set(refused(survey, codes).values()) == {RowFault.USED}
    assert take(survey, codes, leave_out_used=True).answers == []
    assert answers_of(survey) == 5


def test_a_row_with_a_code_and_no_answer_is_no_form() -> None:
    survey = builders.open_survey()
    one, other = survey.codes(2)
    taken = take_rows(
        survey.round,
        read([{"code": one}, {"code": other, "helhet": 1}]),
        [survey.registration],
        on=builders.TODAY,
    )
    assert (len(taken.answers), list(taken.blank)) == (1, [2])
    assert survey.unused() == 1


def test_nothing_is_taken_where_what_comes_last_fails() -> None:
    survey = builders.open_survey()
    rows = read([{"code": code, "helhet": 1} for code in survey.codes(2)])

    def fail(taken: TakenRows) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        take_rows(survey.round, rows, [survey.registration], on=builders.TODAY, report=fail)
    assert (answers_of(survey), survey.unused()) == (0, 2)


def test_a_closed_round_takes_no_file() -> None:
    survey = builders.open_survey()
    codes = survey.codes(1)
    close_round(survey.round)
    with pytest.raises(NoLongerOpen):
        take(survey, codes)


WAYS = ("web", "paper", "file", "file, leaving out")


def by(way: str, survey: builders.Survey, code: str) -> bool:
    """Whether a code's answer was taken, this way."""
    try:
        if way in ("web", "paper"):
            submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY, is_paper=way == "paper")
            return True
        return bool(take(survey, [code], leave_out_used=way != "file").answers)
    except (UsedCode, RowsRefused):
        return False


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(WAYS), st.integers(0, 2)), min_size=2, max_size=7))
def test_each_code_gives_one_answer_by_whichever_ways_and_in_any_order(
    one_survey: builders.Survey, actions: Sequence[tuple[str, int]]
) -> None:
    codes, before = one_survey.codes(3), answers_of(one_survey)
    used: set[int] = set()
    for way, place in actions:
        assert by(way, one_survey, codes[place]) == (place not in used)
        used.add(place)
    assert answers_of(one_survey) == before + len(used)


@pytest.fixture
def one_survey() -> builders.Survey:
    """An open survey that all examples share."""
    return builders.open_survey()


@pytest.mark.parametrize("step", IMPORT_STEPS)
@pytest.mark.parametrize("number", [3, mixing.FULL + 5])
def test_a_process_killed_while_it_reads_a_file_in_leaves_all_or_nothing(
    step: str, number: int, child_environment: dict[str, str], processes: Processes
) -> None:
    survey = builders.open_survey()
    codes = survey.codes(number)
    process = processes.start(SCRIPT, step, *codes, environment=child_environment)
    _, told = process.communicate()
    assert process.returncode == -signal.SIGKILL, told
    stored = number if step.startswith("after the commit") else 0
    assert (answers_of(survey), survey.unused()) == (stored, number - stored)
    assert len(take(survey, codes, leave_out_used=True).answers) == number - stored
    assert (answers_of(survey), survey.unused()) == (number, 0)
    connection.close()
