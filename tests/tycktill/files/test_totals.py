"""A total is known by the words it is made of, and a unit is not taken for one because it has such a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.files.exports import CATALOGUE, MUNICIPALITIES

from tycktill.files import AS_IT_STANDS, Meanings, Wrong, read_aliases

MEANINGS = Meanings(CATALOGUE, MUNICIPALITIES, AS_IT_STANDS)
ALIASES = read_aliases()
REAL = sorted(each.name for code, each in MUNICIPALITIES.items() if not code.startswith("9"))


def is_total(name: str) -> bool:
    meant = MEANINGS.unit(name)
    return isinstance(meant, Wrong) and "no unit but a total" in meant.problem


@given(
    total=st.sampled_from(ALIASES.totals),
    others=st.lists(st.sampled_from([*ALIASES.totals, *ALIASES.sums, *ALIASES.wholes, "2024", "LULEÅ"]), max_size=3),
    between=st.sampled_from([" ", ", ", " (", " - "]),
    data=st.data(),
)
def test_a_name_of_such_words_alone_is_a_total(
    total: str, others: list[str], between: str, data: st.DataObject
) -> None:
    words = data.draw(st.permutations([total, *dict.fromkeys(others)]))
    assert is_total(f"{between.join(words)}:")


@given(
    sum_=st.sampled_from(ALIASES.sums),
    before=st.text("cdefåäö ", max_size=9),
    after=st.text("cdefåäö 123", max_size=9),
    between=st.sampled_from([" ", ": ", ", ", " (", "-", "/", "_"]),
)
def test_some_words_make_a_total_of_whatever_stands_beside(sum_: str, before: str, after: str, between: str) -> None:
    assert is_total(f"{before}{between}{sum_}{between}{after}")


@pytest.mark.parametrize("name", ["N=30", "n = 30", "Unga (N=30)", "Unga n: 30", "Vuxen Antal", "Antal svar", "∑ Unga"])
def test_a_count_is_no_unit(name: str) -> None:
    assert is_total(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Total Assistans AB", "Hela Människan", "Alla Tiders boende", "Summa Omsorg AB", "Kommunens hemtjänst"),
        *("Antalsgatan", "Summagården 2", "Snittvägen", "Totalförsvaret", "Egna medel", "N", "Norr n"),
        *("Stiftelsen Summa", "Sumatragatan"),
        *("Hemtjänst för alla", "Medelvägen 3", "Kommunrehab", "Samlat stöd", "IFO Norr", "Verksamheten", "Team Luleå"),
        *("Genomsnittsgatan 3", "Socialtjänsten", "Medborgarhuset", "Enhet 1", "Boende i Luleå"),
    ],
)
def test_a_unit_may_have_such_a_word_in_its_name(name: str) -> None:
    assert MEANINGS.unit(name) == name


@given(name=st.sampled_from(REAL))
def test_no_municipality_is_called_as_a_total_is(name: str) -> None:
    assert not is_total(name)
    assert is_total(f"{name} totalt")
    assert is_total(f"Hela {name}")
