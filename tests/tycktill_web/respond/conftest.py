"""An open survey with the tiny instruments, and somebody with a code to it."""

from collections.abc import Iterator

import pytest
from tests.tycktill_web.respond.reading import Respondent
from tests.tycktill_web.respond.surveys import OpenSurvey, open_survey, tiny_instruments


@pytest.fixture
def tiny(db: None) -> Iterator[None]:
    """The service knows the tiny instruments instead of the real ones."""
    with tiny_instruments():
        yield


@pytest.fixture
def easy(tiny: None) -> OpenSurvey:
    """Two questions, four steps each."""
    return open_survey("tiny-two-of-four")


@pytest.fixture
def hanging(tiny: None) -> OpenSurvey:
    """`kind` hangs on `helped`, and `reach` on `kind`."""
    return open_survey("tiny-condition")


@pytest.fixture
def respondent() -> Respondent:
    """Somebody whose browser carries nothing, and whose forms are checked as strictly as may be."""
    return Respondent()
