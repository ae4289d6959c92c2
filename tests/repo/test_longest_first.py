"""The order in which files are dealt out to workers keeps itself."""

from tests.longest_first import LONG, place

SHORT = LONG / 2


def test_what_took_longest_is_begun_first_and_all_that_is_short_stays_shuffled() -> None:
    took = {"a.py": SHORT, "b.py": LONG + 1, "c.py": SHORT / 2, "d.py": LONG + 9}
    tests = ["c.py::x", "a.py::y", "new.py::z", "b.py::x", "d.py::x", "b.py::y"]
    ordered = sorted(tests, key=lambda test: place(test, took))
    assert ordered == ["d.py::x", "b.py::x", "b.py::y", "c.py::x", "a.py::y", "new.py::z"]
