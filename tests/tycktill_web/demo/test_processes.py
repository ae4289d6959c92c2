"""Work is spread over processes, and left alone when something goes wrong."""

import os

import pytest

from tycktill_web.demo.processes import mapping


def test_one_process_is_this_one() -> None:
    with mapping(1) as each:
        assert list(each(abs, [-1, 2])) == [1, 2]


def test_two_processes_give_results_in_order() -> None:
    with mapping(2) as each:
        assert list(each(abs, [-1, 2, -3])) == [1, 2, 3]
        assert os.getpid() not in set(each(process_of, range(3)))


def process_of(number: int) -> int:
    return os.getpid()


def fail_inside() -> None:
    with mapping(2) as each:
        next(each(abs, [-1]))
        raise ZeroDivisionError


def test_what_goes_wrong_inside_comes_out() -> None:
    with pytest.raises(ZeroDivisionError):
        fail_inside()
