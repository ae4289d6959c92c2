"""results.csv is read back only as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.tables import RESULTS, parse_results, read_csv, write_csv
from tycktill.terms import RESULT_COLUMNS, Refused

LINE = "2024,ensam,unit,9001,norr,T,helhet,20,,9,9,5,5,0.5556,0.5556,0.5556,0.3000,0.8000,shown,"
GOOD = dict(zip(RESULT_COLUMNS, LINE.split(","), strict=True))
WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\0"), max_size=8)


def file_of(*rows: dict[str, str]) -> bytes:
    """The file of these rows."""
    return write_csv(RESULT_COLUMNS, [list(row.values()) for row in rows])


def test_a_row_is_read_typed() -> None:
    (row,) = parse_results(file_of(GOOD))
    assert (row.offered, row.share, row.low, row.reason) == (20, 0.5556, 0.3, None)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("level", "county"),
        ("gender", "A"),
        ("status", "hidden"),
        ("reason", "shy"),
        ("valid", "-9"),
        ("answered", "09"),
        ("share", "55 %"),
        ("low", "1.2000"),
        ("positive_min", "5.0"),
        ("positive_min", "6"),
        ("positive_max", "10"),
        ("positive_max", ""),
    ],
)
def test_a_field_that_cannot_be_is_refused_where_it_stands(column: str, text: str) -> None:
    with pytest.raises(Refused, match=rf"results\.csv, row 3, column {column}: `{text}` cannot stand here"):
        parse_results(file_of(GOOD, GOOD | {column: text}))


def test_a_told_numerator_has_a_denominator() -> None:
    with pytest.raises(Refused, match="column positive_min"):
        parse_results(file_of(GOOD | {"valid": ""}))


@pytest.mark.parametrize(
    ("shares", "valid", "numerators"),
    [
        (("0.5556", "0.5556", "0.5556"), "9", (5, 5)),
        (("", "0.2222", "0.3333"), "9", (2, 3)),
        (("0.5000", "0.5000", "0.5000"), "30000", (14_999, 15_001)),
        (("", "", ""), "", (None, None)),
    ],
)
def test_a_release_of_method_2_tells_numerators_by_its_shares(
    shares: tuple[str, ...], valid: str, numerators: tuple[int | None, int | None]
) -> None:
    row = GOOD | dict(zip(("share", "share_min", "share_max"), shares, strict=True)) | {"valid": valid}
    since = ("positive_min", "positive_max", "offered_min")
    old = {column: text for column, text in row.items() if column not in since}
    (read,) = parse_results(write_csv(list(old), [list(old.values())]))
    assert (read.positive_min, read.positive_max) == numerators


def test_a_release_of_method_4_tells_the_offered_or_nothing() -> None:
    old = {column: text for column, text in GOOD.items() if column != "offered_min"}
    (read,) = parse_results(write_csv(list(old), [list(old.values())]))
    assert (read.offered, read.offered_min, read.positive_min) == (20, None, 5)


def test_a_missing_column_is_refused() -> None:
    short = {column: text for column, text in GOOD.items() if column != "status"}
    with pytest.raises(Refused, match="There is no column `status`"):
        parse_results(write_csv(list(short), [list(short.values())]))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b'round\n"2024'])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="The file is no table"):
        parse_results(content)


def test_rows_of_other_lengths_are_refused() -> None:
    with pytest.raises(Refused, match=r"results\.csv, row 2: 1 fields under 20 columns"):
        parse_results(write_csv(RESULT_COLUMNS, [["2024"]]))


def test_a_table_without_rows_has_none() -> None:
    assert parse_results(write_csv(RESULT_COLUMNS, [])) == ()


@given(st.lists(st.tuples(WORDS, WORDS)))
def test_whatever_is_written_is_read_back(rows: list[tuple[str, str]]) -> None:
    content = write_csv(["one", "two"], rows)
    assert [tuple(row.values()) for row in read_csv(content, file=RESULTS)] == rows
