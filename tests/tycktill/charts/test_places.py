"""Every place is drawn once, as a link with all its words, and looks like what is known of it."""

import xml.etree.ElementTree as ET  # our own text

from hypothesis import given
from hypothesis import strategies as st

from tycktill.charts import MapPlace, map_picture, tiles_picture
from tycktill.charts.places import tiles_of
from tycktill.files.municipality_shapes import read_boundaries, read_tiles

CODES = st.lists(st.sampled_from(sorted(read_tiles())) | st.integers(9001, 9999).map(str), unique=True, max_size=30)
LOOKS = st.tuples(st.none() | st.integers(0, 4), st.booleans(), st.none() | st.booleans())
SVG = "{http://www.w3.org/2000/svg}"


@given(st.data(), CODES)
def test_each_place_is_a_link_that_says_it_all(data: st.DataObject, codes: list[str]) -> None:
    looks = data.draw(st.lists(LOOKS, min_size=len(codes), max_size=len(codes)))
    places = [
        MapPlace(code, f"/{code}/?a&b", f"<{code}> & så", str(60 + (step or 0)), step, is_sure=sure, is_above=above)
        for code, (step, sure, above) in zip(codes, looks, strict=True)
    ]
    for picture, drawn in (
        (tiles_picture(places, read_tiles(), "Rutor & mer"), places),
        (map_picture(places, read_boundaries(), "Karta"), [each for each in places if each.code in read_boundaries()]),
    ):
        links = ET.fromstring(picture).findall(f"{SVG}a")  # noqa: S314  our own text
        told = {link.attrib["href"]: link for link in links}
        assert sorted(told) == sorted(each.address for each in drawn)
        for each in drawn:
            link = told[each.address]
            title = link.find(f"{SVG}title")
            assert title is not None
            assert title.text == link.attrib["aria-label"] == each.text
            look = link[1].attrib["class"]
            assert ("map-withheld" in look) == (each.step is None)
            assert ("map-sure" in look) == (each.step is not None and each.is_sure)
            assert not (each.step is None and each.number in "".join(link.itertext()).replace(each.text, ""))


@given(CODES)
def test_no_two_stand_on_one_square(codes: list[str]) -> None:
    placed = tiles_of(codes, read_tiles())
    assert set(codes) <= set(placed)
    assert len(set(placed.values())) == len(placed)
    assert all(0 <= column < 12 for column, _ in placed.values())
    if not any(code in read_tiles() for code in codes):
        assert set(placed) == set(codes)
