"""A picture over the years joins what is known, follows, and is alike; and draws whatever is told."""

from hypothesis import given
from hypothesis import strategies as st

from tycktill.charts import YearPoint, row_picture, years_picture

SHARES = st.integers(0, 10_000).map(lambda share: share / 10_000)
ENDS = st.tuples(SHARES, SHARES).map(lambda ends: (min(ends), max(ends))) | SHARES.map(lambda share: (share, share))
POINTS = st.builds(YearPoint, st.none() | ENDS, st.none() | ENDS, st.booleans())


@given(st.lists(POINTS, max_size=8))
def test_only_neighbours_that_are_known_and_alike_are_joined(points: list[YearPoint]) -> None:
    known = [point.share is not None and point.share[0] == point.share[1] for point in points]
    pairs = zip(known, known[1:], points[1:], strict=False)
    drawn = years_picture(points)
    assert drawn.count("<line") == sum(one and other and not after.is_broken for one, other, after in pairs)
    assert drawn.count("<circle") == sum(known)
    assert drawn.count("chart-band") == sum(point.share is not None for point in points) - sum(known)
    assert drawn.count("chart-break") == sum(point.is_broken for point in points)


@given(ENDS, st.none() | ENDS, st.none() | ENDS)
def test_a_row_draws_its_share_as_a_dot_or_as_a_box(
    share: tuple[float, float], interval: tuple[float, float] | None, beside: tuple[float, float] | None
) -> None:
    drawn = row_picture(share, interval, beside)
    assert ("<circle" in drawn) == (share[0] == share[1])
    assert ("chart-band" in drawn) == (share[0] != share[1])
    assert ("chart-nation" in drawn) == (beside is not None)
