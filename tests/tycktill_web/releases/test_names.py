"""What is combined is called by its name, never by an id."""

import pytest

from tycktill.instrument import combined_groups
from tycktill_web.releases.words import group_name, known_families


@pytest.mark.parametrize("group", sorted(combined_groups(known_families())))
def test_what_is_told_together_has_a_name(group: str) -> None:
    assert group_name(group) != group
