"""Who made one of several choices said no to the others; who made none skipped the question."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.instrument.test_kinds import form

from tycktill.files import read_answers, read_municipalities

CELL = st.sampled_from(["", "1", "0", "Ja", "Nej", "yes"])
CODES = {"1": 1, "0": 0, "Ja": 1, "Nej": 0, "yes": 1}


@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_blank_choices_are_no_where_another_was_made(rows: list[tuple[str, str]]) -> None:
    path = _written(rows)
    catalogue = {"tiny-yes-no": form()}
    frame = read_answers(path, catalogue=catalogue, municipalities=read_municipalities()).collect()
    path.unlink()
    expected = [tuple(None if not (one or two) else CODES.get(cell, 0) for cell in (one, two)) for one, two in rows]
    assert frame.select("stod_praktik", "stod_coach").rows() == expected
    assert frame["good"].to_list() == [1] * len(rows)


def _written(rows: list[tuple[str, str]]) -> Path:
    import tempfile

    lines = ["round,instrument,municipality,unit,gender,good,stod_praktik,stod_coach"]
    lines += [f"2024,tiny-yes-no,2580,Norr,K,1,{one},{two}" for one, two in rows]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")
    return Path(stream.name)
