"""Days on which the office works."""

from collections.abc import Iterator

import pytest
import time_machine as travelling
from tests.tycktill_web import builders


@pytest.fixture
def during_the_round() -> Iterator[None]:
    """Friday 20 September 2024."""
    with travelling.travel(f"{builders.TODAY}T10:00:00+02:00", tick=False):
        yield
