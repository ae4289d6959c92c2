"""Each municipality has one boundary and one square, and the squares of a county hang together."""

import re
from collections.abc import Iterator
from gzip import compress
from importlib import resources

import pytest

from tycktill.files import read_municipalities
from tycktill.files.municipality_shapes import BOUNDARIES, read_boundaries, read_tiles

REAL = {code for code in read_municipalities() if code < "9"}
COUNTIES = sorted({code[:2] for code in REAL})
WIDTH, HEIGHT = 639, 1536


def corners(path: str) -> Iterator[list[tuple[int, int]]]:
    """The corners of each ring of a path."""
    for x, y, steps in re.findall(r"M(\d+),(\d+)l([-\d, ]+)z", path):
        ring = [(int(x), int(y))]
        for step in steps.split():
            right, down = map(int, step.split(","))
            ring.append((ring[-1][0] + right, ring[-1][1] + down))
        yield ring


def test_each_of_the_290_stands_once_on_the_map_and_among_the_squares() -> None:
    assert len(REAL) == 290
    assert set(read_boundaries()) == set(read_tiles()) == REAL
    assert len(set(read_tiles().values())) == 290


@pytest.mark.parametrize("county", COUNTIES)
def test_the_squares_of_a_county_hang_together(county: str) -> None:
    own = {at for code, at in read_tiles().items() if code[:2] == county}
    reached, waiting = set[tuple[int, int]](), [min(own)]
    while waiting:
        column, row = at = waiting.pop()
        if at in own - reached:
            reached.add(at)
            waiting += [(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)]
    assert reached == own


def test_every_boundary_is_a_surface_within_the_map() -> None:
    for code, path in read_boundaries().items():
        rings = list(corners(path))
        assert "".join(re.findall(r"M\d+,\d+l[-\d, ]+z", path)) == path, code
        for ring in rings:
            assert len(ring) >= 3
            assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in ring)
        assert any(map(surface, rings)), code


def surface(ring: list[tuple[int, int]]) -> int:
    """Twice the surface within a ring; negative where it goes the other way round."""
    before = [ring[-1], *ring[:-1]]
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in zip(before, ring, strict=True))


def test_the_boundaries_are_small() -> None:
    table = resources.files("tycktill.reference").joinpath(BOUNDARIES).read_bytes()
    assert len(compress(table, 9)) < 10_000


def test_north_is_up_and_east_is_right() -> None:
    squares, shapes = read_tiles(), read_boundaries()
    kiruna, ystad, stromstad, norrtalje = "2584", "1286", "1486", "0188"
    assert squares[kiruna][1] < squares[ystad][1]
    assert squares[stromstad][0] < squares[norrtalje][0]
    first = {code: next(corners(shapes[code]))[0] for code in (kiruna, ystad, stromstad, norrtalje)}
    assert first[kiruna][1] < first[ystad][1]
    assert first[stromstad][0] < first[norrtalje][0]
