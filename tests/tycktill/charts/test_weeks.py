"""Weeks: each number is on its bar and in the description, and the highest bar is of the most."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tycktill.charts import WeekBar, weeks_picture

weeks = st.lists(st.builds(WeekBar, st.from_regex(r"v\. [0-9]{1,2}", fullmatch=True), st.none() | st.integers(0, 999)))


@given(weeks)
def test_each_number_stands_on_its_bar_and_in_the_description(told: list[WeekBar]) -> None:
    drawn = ElementTree.fromstring(weeks_picture(told, title="Erbjudna per vecka"))  # noqa: S314  our own
    texts = [each.text for each in drawn if each.tag.endswith("text")]
    assert sorted(filter(None, texts)) == sorted(
        [each.name for each in told] + [str(each.number) for each in told if each.number is not None]
    )
    described = next(each.text or "" for each in drawn if each.tag.endswith("desc"))
    assert len(re.findall(r": [0-9]+", described)) == sum(each.number is not None for each in told)


def test_the_highest_bar_is_of_the_most() -> None:
    drawn = weeks_picture([WeekBar("v. 36", 4), WeekBar("v. 37", 8), WeekBar("v. 38", None)], title="x")
    heights = [float(each) for each in re.findall(r'class="chart-own"[^>]* height="([0-9.]+)"', drawn)]
    assert heights == [55, 110]
