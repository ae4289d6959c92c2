"""A document is written so that it reads as the same document."""

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.files import read_library
from tycktill.instrument import parse_instrument, write_toml

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**60), 2**60), NAMES),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=12,
)
SHIPPED = sorted(
    (each for each in (resources.files("tycktill.reference") / "instruments").iterdir() if "-" in each.name),
    key=lambda each: each.name,
)


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_any_document_reads_as_it_was_written(document: dict[str, object]) -> None:
    assert tomllib.loads(write_toml(document)) == document


@pytest.mark.parametrize("file", SHIPPED, ids=lambda each: each.name)
def test_every_real_questionnaire_stays_the_same(file: resources.abc.Traversable) -> None:
    text = file.read_text(encoding="utf-8")
    again = write_toml(tomllib.loads(text))
    assert parse_instrument(again, file=file.name, library=read_library()) == parse_instrument(
        text, file=file.name, library=read_library()
    )
    assert write_toml(tomllib.loads(again)) == again


def test_what_has_no_place_in_a_questionnaire_is_refused() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        write_toml({"share": None})
