"""Three ways to say what class a number is in agree: rules 2.4 and 2.5 in plain words, what protects, what audits."""

import pytest

from tycktill.audit.classes import finest_class, pair_class
from tycktill.disclosure import Policy
from tycktill.disclosure.classes import Form, classes

MOST = 60


def by_the_rules(valid: int, width: int, *, pairs: bool) -> list[list[int]]:
    """All classes of so many answers: the ends, and between them numbers by themselves or two and two from below."""
    low, high = list(range(width + 1)), list(range(valid - width, valid + 1))
    between = [number for number in range(valid + 1) if number not in (*low, *high) or not width]
    steps = [[number] for number in between]
    if pairs and len(between) > 1:
        steps = [between[place : place + 2] for place in range(0, len(between), 2)]
        if len(steps[-1]) == 1:
            steps[-2:] = [steps[-2] + steps[-1]]
    return [low, *steps, high] if width else steps


@pytest.mark.parametrize(("width", "pairs"), [(0, False), (1, True), (2, True)])
def test_all_numbers_up_to_sixty(width: int, *, pairs: bool) -> None:
    policy = Policy("official", end_width=width)
    audited = pair_class if pairs else finest_class
    for valid in range(5, MOST + 1):
        for own in by_the_rules(valid, width, pairs=pairs):
            for positive in own:
                assert tuple(classes(positive, valid, policy)[Form.PAIR]) == (own[0], own[-1])
                assert tuple(audited(positive, valid, width)) == (own[0], own[-1])
                assert tuple(classes(positive, valid, policy)[Form.FINE]) == tuple(finest_class(positive, valid, width))
