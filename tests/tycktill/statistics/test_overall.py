"""One share over all questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import share_classes

from tycktill.statistics import ShareClass, share_of_all


@given(st.lists(share_classes(), min_size=1, max_size=11))
def test_questions_add_up(classes: list[ShareClass]) -> None:
    whole = share_of_all(classes)
    assert whole.valid == sum(known.valid for known in classes)
    assert whole.is_exact == all(known.is_exact for known in classes)


def test_no_questions_have_no_share() -> None:
    with pytest.raises(ValueError, match="valid answers"):
        share_of_all([])
