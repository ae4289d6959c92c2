"""A sheet has one form as bytes, and it is small enough to seal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.answers import MOST_BYTES, SHEET_BYTES, UNIT_BYTES, Sheet, accept, from_bytes, to_bytes
from tycktill.files import read_catalogue
from tycktill.terms import Gender, Refused

SHORT = st.text(max_size=20)
SHEETS = st.builds(
    Sheet,
    round=SHORT,
    instrument=SHORT,
    municipality=SHORT,
    unit=SHORT,
    gender=st.sampled_from(Gender),
    answers=st.lists(st.tuples(st.text(max_size=5), st.integers(1, 99)), max_size=5).map(tuple),
)
SHEET = Sheet("2019", "liten-latt", "2580", "Norr", Gender.MAN, (("kontakt", 1), ("helhet", 9)))


@given(sheet=SHEETS)
def test_a_sheet_comes_back_from_its_bytes(sheet: Sheet) -> None:
    assert from_bytes(to_bytes(sheet)) == sheet


@given(one=SHEETS, other=SHEETS)
def test_bytes_are_equal_exactly_when_sheets_are(one: Sheet, other: Sheet) -> None:
    assert (to_bytes(one) == to_bytes(other)) == (one == other)


@given(content=st.one_of(st.binary(), st.binary(max_size=4).map(lambda tail: to_bytes(SHEET) + tail)))
def test_bytes_read_back_only_in_the_form_they_were_written(content: bytes) -> None:
    try:
        sheet = from_bytes(content)
    except Refused:
        return
    assert to_bytes(sheet) == content


@given(place=st.integers(0, len(to_bytes(SHEET)) - 1), byte=st.integers(0, 255))
def test_a_changed_byte_gives_another_sheet_or_none(place: int, byte: int) -> None:
    content = bytearray(to_bytes(SHEET))
    content[place] = byte
    try:
        sheet = from_bytes(bytes(content))
    except Refused:
        return
    assert (sheet == SHEET) == (bytes(content) == to_bytes(SHEET))


def test_a_longer_way_to_write_the_same_is_refused() -> None:
    with pytest.raises(Refused, match="not an answer sheet"):
        from_bytes(b"\xdc\x00\x07" + to_bytes(SHEET)[1:])


def test_padding_is_not_part_of_a_sheet() -> None:
    with pytest.raises(Refused, match="not an answer sheet"):
        from_bytes(to_bytes(SHEET) + b"\0")


def test_a_sheet_too_large_to_seal_is_refused() -> None:
    with pytest.raises(Refused, match="larger than"):
        to_bytes(Sheet("2019", "liten-latt", "2580", "x" * MOST_BYTES, Gender.MAN, ()))


def test_every_real_questionnaire_fits_when_all_is_answered_in_the_longest_unit() -> None:
    catalogue, _ = read_catalogue()
    for instrument in catalogue.values():
        last = {question.id: instrument.scale_of(question).codes[-1] for question in instrument.questions}
        sheet = accept(
            instrument,
            round=f"{instrument.rounds.first}-abcdefghijkl",
            municipality="2580",
            unit="u" * UNIT_BYTES,
            gender=Gender.WOMAN,
            answers=last,
        )
        assert len(to_bytes(sheet)) <= SHEET_BYTES
