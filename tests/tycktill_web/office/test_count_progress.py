"""Whatever goes wrong while a round is counted, its page comes to an end and says so."""

import logging
from collections.abc import Callable, Mapping

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import RequestFactory
from tests.tycktill_web import worlds
from tests.tycktill_web.office.test_rounds import ROUND, key_form
from tests.tycktill_web.pages import signed_in

from tycktill.terms import Refused
from tycktill_web.pages.office.count_progress import stream_count
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.published import NOTHING
from tycktill_web.results.counting import Counting
from tycktill_web.results.errors import CountRefused, KeyUnusable, NotExact, NotProved, StillOpen, TooNearPublic
from tycktill_web.results.steps import Step, StepProgress
from tycktill_web.vault.errors import AnswerDamaged

BROKEN_OFF = "Räkningen avbröts av ett fel i tjänsten."
SECRET = "Anna svarade nej"
TOLD_MORE: Mapping[type[Exception], Callable[[], Exception]] = {
    KeyUnusable: lambda: KeyUnusable(StillOpen.sentence),
    TooNearPublic: lambda: TooNearPublic([]),
    NotExact: lambda: NotExact([]),
    NotProved: lambda: NotProved([]),
}
FORESEEN = [TOLD_MORE.get(each, each)() for each in (*CountRefused.__subclasses__(), *ReleaseError.__subclasses__())]
UNFORESEEN = [
    *(DatabaseError(SECRET), OperationalError(SECRET), MemoryError(SECRET), OSError(SECRET), RecursionError(SECRET)),
    *(KeyError(SECRET), ValueError(SECRET), AssertionError(SECRET), StopIteration(SECRET), TimeoutError(SECRET)),
    *(Refused([]), AnswerDamaged()),
]


def told(error: Exception) -> str:
    """The page of a count that takes a step and meets this."""

    def counting() -> Counting:
        yield StepProgress(Step.MIX)
        raise error

    world, request = worlds.planned_world(), RequestFactory().get("/")
    request.user = world.anna
    return "".join(stream_count(request, world.round, counting(), note="", before=NOTHING))


@pytest.mark.django_db
@pytest.mark.parametrize("error", FORESEEN, ids=lambda error: type(error).__name__)
def test_every_refusal_is_told_on_a_whole_page(error: Exception) -> None:
    page = told(error)
    assert str(error) in page
    assert page.rstrip().endswith("</html>")


@pytest.mark.django_db
@pytest.mark.parametrize("error", UNFORESEEN, ids=lambda error: type(error).__name__)
def test_every_other_fault_is_told_on_a_whole_page_too(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        page = told(error)
    assert BROKEN_OFF in page
    assert page.rstrip().endswith("</html>")
    assert "The count of ifo-2024 was broken off by" in caplog.text
    assert "in _progress" in caplog.text
    assert SECRET not in page + caplog.text


@pytest.mark.django_db(transaction=True)
def test_database_that_goes_away_is_told_on_a_whole_page() -> None:
    world = worlds.closed_world()
    response = signed_in(world.anna).post(f"{ROUND}rakna/", key_form())
    assert response.streaming
    pieces = iter(response)
    page = next(pieces)
    connection.connection.close()
    page += b"".join(pieces)
    connection.close()
    assert BROKEN_OFF in page.decode()
    assert page.rstrip().endswith(b"</html>")
    assert not world.round.releases.exists()
