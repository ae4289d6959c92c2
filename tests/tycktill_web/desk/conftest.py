"""The day on which the desk's tests happen: twenty days into the round."""

from collections.abc import Iterator

import pytest
import time_machine
from tests.tycktill_web import builders


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Friday 20 September 2024."""
    with time_machine.travel(f"{builders.TODAY}T10:00:00+02:00", tick=False):
        yield
