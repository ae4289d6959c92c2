"""A picture over the years joins what is known, follows, and is alike; and draws whatever is told."""

from hypothesis import given
from hypothesis import strategies as st

from tycktill.charts import YearPoint, YearsWords, options_picture, row_picture, years_chart, years_picture

SHARES = st.integers(0, 10_000).map(lambda share: share / 10_000)
ENDS = st.tuples(SHARES, SHARES).map(lambda ends: (min(ends), max(ends))) | SHARES.map(lambda share: (share, share))
POINTS = st.builds(
    YearPoint,
    st.none() | ENDS,
    st.none() | ENDS,
    is_broken=st.booleans(),
    nation=st.none() | ENDS,
    is_nation_broken=st.booleans(),
    label=st.sampled_from(["2019", "2020", "2021-1"]),
    below=st.sampled_from(["", "–", "80"]),
    is_pilot=st.booleans(),
)
WORDS = YearsWords("Bemötande & <svar>", "En punkt om året.")


def joined(shares: list[tuple[float, float] | None], broken: list[bool]) -> int:
    """How many neighbours are both told as they are, and alike."""
    known = [share is not None and share[0] == share[1] for share in shares]
    return sum(one and other and not apart for one, other, apart in zip(known, known[1:], broken[1:], strict=False))


@given(st.lists(POINTS, max_size=8))
def test_only_neighbours_that_are_known_and_alike_are_joined(points: list[YearPoint]) -> None:
    shares = [point.share for point in points]
    exact = sum(share is not None and share[0] == share[1] for share in shares)
    nations = [point.nation for point in points]
    for drawn in (years_picture(points), years_chart(points, WORDS, id_prefix="a")):
        assert drawn.count("chart-joined") == joined(shares, [point.is_broken for point in points])
        assert drawn.count("chart-nation-line") == joined(nations, [point.is_nation_broken for point in points])
        assert drawn.count("chart-nation-year") == sum(nation is not None for nation in nations)
        assert drawn.count("<circle") == exact
        assert drawn.count("chart-band") == sum(share is not None for share in shares) - exact
        assert drawn.count("chart-break") == sum(point.is_broken for point in points)


@given(st.lists(POINTS, max_size=8))
def test_a_chart_says_how_many_answered_and_marks_what_is_withheld(points: list[YearPoint]) -> None:
    drawn = years_chart(points, WORDS, id_prefix="a")
    assert drawn.count("▫") == sum(point.share is None for point in points)
    assert drawn.count(">80<") == sum(point.below == "80" for point in points)
    assert drawn.count("*<") == sum(point.is_pilot for point in points)
    assert "Bemötande &amp; &lt;svar&gt;" in drawn
    assert 'role="img"' in drawn


@given(ENDS, st.none() | ENDS, st.none() | ENDS)
def test_a_row_draws_its_share_as_a_dot_or_as_a_box(
    share: tuple[float, float], interval: tuple[float, float] | None, beside: tuple[float, float] | None
) -> None:
    drawn = row_picture(share, interval, beside)
    assert ("<circle" in drawn) == (share[0] == share[1])
    assert ("chart-band" in drawn) == (share[0] != share[1])
    assert ("chart-nation" in drawn) == (beside is not None)


@given(st.lists(st.tuples(st.integers(1, 50), st.booleans()), min_size=1, max_size=6))
def test_every_option_has_a_part_of_its_own_kind(chosen: list[tuple[int, bool]]) -> None:
    everybody = sum(number for number, _ in chosen)
    drawn = options_picture([(number / everybody, is_positive) for number, is_positive in chosen])
    assert drawn.count("chart-own") == sum(is_positive for _, is_positive in chosen)
    assert drawn.count("chart-rest") == sum(not is_positive for _, is_positive in chosen)
