"""The chart says what its values say, to eyes and ears, and needs no styles of its own."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.charts import ChartLine, ChartWords, questions_chart

SVG = "{http://www.w3.org/2000/svg}"
WORDS = ChartWords(
    "Resultat för Lillköping", "Siffrorna står i tabellen.", "Lillköping", "ungefärligt", "osäkerhet", "Riket"
)
SHOWN = ChartLine("Kontakt", "83 %", (0.83, 0.83), (0.76, 0.88), (0.86, 0.86), "riket 86 %")
CLASS = ChartLine("Helhet", "minst 92 %", (0.92, 1.0), (0.81, 1.0), (0.84, 0.84), "riket 84 %")
GAP = ChartLine("Synpunkter", "visas inte: för få svar", nation_label="riket 86 %")

TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=60)
SHARES = st.floats(0, 1)


@st.composite
def lines(draw: st.DrawFn) -> ChartLine:
    """Any line: shown, a class or a gap."""
    low, least, most, high = sorted(draw(st.tuples(SHARES, SHARES, SHARES, SHARES)))
    name, label = draw(TEXTS), draw(TEXTS)
    kind = draw(st.sampled_from(["shown", "class", "gap"]))
    if kind == "gap":
        return ChartLine(name, label)
    nation = draw(st.none() | st.tuples(SHARES, SHARES).map(lambda ends: (min(ends), max(ends))))
    share = (least, least if kind == "shown" else most)
    return ChartLine(name, label, share, draw(st.none() | st.just((low, high))), nation, label)


def drawn(*given_lines: ChartLine, words: ChartWords = WORDS, id_prefix: str = "chart") -> ET.Element:
    """The chart's elements."""
    return ET.fromstring(questions_chart(given_lines, words, id_prefix=id_prefix))  # noqa: S314  we drew it ourselves


def words_of(svg: ET.Element) -> list[str]:
    """All words that are seen."""
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


@given(st.lists(lines(), max_size=5))
def test_a_chart_is_well_formed_and_styles_nothing(given_lines: list[ChartLine]) -> None:
    svg = drawn(*given_lines)
    for element in svg.iter():
        assert "style" not in element.attrib
        assert element.tag != f"{SVG}style"
        assert element.tag != f"{SVG}script"


@given(st.lists(lines(), max_size=5))
def test_everything_lies_inside_the_picture(given_lines: list[ChartLine]) -> None:
    svg = drawn(*given_lines)
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    for element in svg.iter():
        for name, limit in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            assert -10 <= float(element.get(name, 0)) <= limit


def test_a_chart_is_read_aloud_by_title_and_description() -> None:
    svg = drawn(SHOWN)
    assert svg.attrib["role"] == "img"
    named = {element.get("id"): element.text for element in (svg[0], svg[1])}
    assert [named[id_] for id_ in svg.attrib["aria-labelledby"].split()] == [WORDS.title, WORDS.description]


def test_a_chart_runs_from_left_to_right_on_any_page() -> None:
    assert drawn(SHOWN).attrib["direction"] == "ltr"


def test_charts_on_one_page_have_ids_of_their_own() -> None:
    charts = [drawn(SHOWN, id_prefix=prefix) for prefix in ("own", "other")]
    ids = [element.get("id") for svg in charts for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 4


def test_a_share_is_a_dot_where_it_lies_in_its_interval() -> None:
    svg = drawn(SHOWN)
    _, dot = svg.iter(f"{SVG}circle")
    assert float(dot.attrib["cx"]) == pytest.approx(10 + 206 * 0.83, abs=0.05)
    bars = [element for element in svg.iter(f"{SVG}rect") if element.get("class") == "chart-own"]
    assert float(bars[-1].attrib["x"]) == pytest.approx(10 + 206 * 0.76, abs=0.05)
    assert float(bars[-1].attrib["width"]) == 24.7
    assert {"Kontakt", "83 %", "riket 86 %"} <= set(words_of(svg))


def bands(svg: ET.Element) -> list[ET.Element]:
    """The boxes that stand for classes, the legend's first."""
    return [element for element in svg.iter(f"{SVG}rect") if element.get("class") == "chart-band"]


def test_a_class_is_a_hollow_band_from_end_to_end_without_a_dot() -> None:
    svg = drawn(CLASS)
    assert not list(svg.iter(f"{SVG}circle"))
    _, band = bands(svg)
    assert (float(band.attrib["x"]), float(band.attrib["width"])) == (199.5, 16.5)
    assert {"minst 92 %", "ungefärligt"} <= set(words_of(svg))


def test_a_narrow_class_is_still_seen_as_a_box() -> None:
    _, band = bands(drawn(ChartLine("Helhet", "70–71 %", (0.701, 0.706), (0.6, 0.8))))
    assert float(band.attrib["width"]) == 8
    assert float(band.attrib["x"]) < 10 + 206 * 0.701


def test_a_nation_known_by_a_class_is_two_marks_and_never_one() -> None:
    def marks(nation: tuple[float, float]) -> int:
        svg = drawn(ChartLine("Helhet", "70 %", (0.7, 0.7), None, nation))
        return sum(element.get("class") == "chart-nation" for element in svg.iter(f"{SVG}rect"))

    assert marks((0.8, 0.8)) == 1 + 1  # the legend's and its own
    assert marks((0.8, 0.9)) == 1 + 3


def test_the_legend_explains_the_signs_that_there_are() -> None:
    assert "ungefärligt" not in words_of(drawn(SHOWN))
    assert "Lillköping" not in words_of(drawn(CLASS))
    assert {"Lillköping", "ungefärligt", "osäkerhet", "Riket"} <= set(words_of(drawn(SHOWN, CLASS)))


def test_what_is_withheld_is_words_and_never_zero() -> None:
    svg = drawn(GAP)
    assert "visas inte: för få svar" in words_of(svg)
    assert not list(svg.iter(f"{SVG}circle"))
    assert not list(svg.iter(f"{SVG}rect"))
    assert not list(svg.iter(f"{SVG}line"))


def test_a_nation_that_is_not_shown_is_words_below_the_track() -> None:
    why = "Riket visas inte: skulle avslöja andra svar"
    svg = drawn(ChartLine("Kontakt", "83 %", (0.83, 0.83), (0.76, 0.88), None, why))
    below = [text for text in svg.iter(f"{SVG}text") if text.text and text.text in why]
    assert " ".join(text.text or "" for text in below) == why
    track = max(float(line.attrib["y2"]) for line in svg.iter(f"{SVG}line"))
    assert all(float(text.attrib["y"]) > track for text in below)


def test_no_words_are_smaller_than_twelve() -> None:
    svg = drawn(SHOWN, CLASS, GAP)
    assert min(float(text.get("font-size", svg.attrib["font-size"])) for text in svg.iter(f"{SVG}text")) >= 12


def test_words_are_words_and_never_markup() -> None:
    svg = drawn(ChartLine("<b>&</b>", '"1 > 0"'))
    assert {"<b>&</b>", '"1 > 0"'} <= set(words_of(svg))


def test_long_names_are_broken_and_move_what_follows() -> None:
    long = ChartLine(
        "Hur har din situation förändrats sedan du fick kontakt med oss?", "71 %", (0.71, 0.71), (0.6, 0.8)
    )
    assert {"Hur har din situation", "förändrats sedan du fick", "kontakt med oss?"} <= set(words_of(drawn(long)))
    height = [float(drawn(line).attrib["viewBox"].split()[3]) for line in (SHOWN, long)]
    assert height[1] == height[0] + 2 * 17


def test_a_legend_too_long_for_one_line_takes_three() -> None:
    wordy = ChartWords(
        "t", "d", "Lillköpings kommun", "ungefärligt", "osäkerhet (95 % konfidensintervall)", "hela riket"
    )
    legend = list(drawn(SHOWN, words=wordy).iter(f"{SVG}text"))[:3]
    assert len({element.get("y") for element in legend}) == 3
    assert len({element.get("x") for element in legend}) == 1
