"""All answers are those to every question, each once, also where no row of the family tells of a question."""

from collections.abc import Iterable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.builders import base, catalogue, counts, instrument, question
from tests.tycktill.publication.surveys import Group, manifest_of, released, rows_of

from tycktill.counting import tally
from tycktill.disclosure import Policy, Protected, ProtectedValue
from tycktill.statistics import ShareClass, per_cent
from tycktill.tables import Setting, all_answers, make_manifest, meanings_apart
from tycktill.terms import Gender, GenderGroup, Level

GROUP_HOME, SERVICE_HOME, SUPPORT = "fo-gruppbostad", "fo-servicebostad", "fo-boendestod"
ALIKE = {
    **dict.fromkeys(("bestamma", "hjalp", "bryr", "pratar", "forstar", "trygg"), (291, 219)),
    **dict.fromkeys(("radd", "vet_vem"), (291, 218)),
}


def at(rows: Iterable[ProtectedValue], level: Level = Level.MUNICIPALITY) -> Sequence[ProtectedValue]:
    """All genders' rows of a level that has one place."""
    return [row for row in rows if (row.cell.level, row.cell.gender) == (level, GenderGroup.ALL)]


def kalmar() -> Sequence[ProtectedValue]:
    """Its answers to nine questions in 2023, 1,986 positive of 2,619: eight alike, and one of two meanings."""
    first = dict.fromkeys(ALIKE, (191, 144))
    second = {id_: (valid - 191, positive - 144) for id_, (valid, positive) in ALIKE.items()}
    return rows_of(
        [
            Group(GROUP_HOME, "0880", "Norr", 191, first | {"trivs": (191, 155)}),
            Group(SERVICE_HOME, "0880", "Syd", 105, second | {"trivs": (100, 81)}),
        ]
    )


def test_kalmars_own_count_is_told() -> None:
    """76 per cent of all answers; without the question that no row of the family tells of it would be 75."""
    rows, manifest = at(kalmar()), manifest_of(kalmar())
    family = [row for row in rows if row.cell.instrument == "fo"]
    assert (sum(row.positive_min or 0 for row in family), sum(row.valid or 0 for row in family)) == (1750, 2328)
    found = all_answers(rows, manifest, "fo")
    assert found
    assert found.known == ShareClass(2619, 1986, 1986)
    assert per_cent(found.known.share_min) == 76
    assert set(found.questions) == {*ALIKE, "trivs"}
    assert found.left_out == {}


def test_what_is_told_form_by_form_follows_from_the_meanings() -> None:
    manifest = manifest_of(kalmar())
    assert "trivs" not in manifest.questions["fo"]
    assert meanings_apart(manifest, "fo") == {"trivs": ((GROUP_HOME,), (SERVICE_HOME,))}
    assert meanings_apart(manifest, GROUP_HOME) == {}


def test_what_is_too_few_to_be_told_is_left_out_and_said() -> None:
    asked = dict.fromkeys(ALIKE, (100, 74))
    few = {id_: (3, 2) for id_ in ALIKE if id_ != "radd"}
    rows = rows_of(
        [
            Group(GROUP_HOME, "0880", "Norr", 100, asked | {"trivs": (100, 80)}),
            Group(SUPPORT, "0880", "Norr", 3, few | {"trivs": (3, 2)}),
        ]
    )
    found = all_answers(at(rows), manifest_of(rows), "fo")
    assert found
    assert found.left_out == {"trivs": (SUPPORT,)}
    assert found.known.valid == 7 * 103 + 100 + 100
    assert "trivs" in found.questions


def test_where_nothing_is_told_there_is_no_share() -> None:
    rows = rows_of([Group(GROUP_HOME, "0880", "Norr", 3, dict.fromkeys(ALIKE, (3, 2)))])
    assert all_answers(at(rows), manifest_of(rows), "fo") is None


def test_rows_are_of_one_place() -> None:
    with pytest.raises(ValueError, match="several"):
        all_answers(kalmar(), manifest_of(kalmar()), "fo")


FORMS = catalogue(
    instrument("x", question("helhet"), question("trivs"), question("egen")),
    instrument("y", question("helhet"), question("trivs")),
    instrument("z", question("helhet"), question("trivs", meaning=2)),
)
ANSWERED = st.dictionaries(
    st.tuples(st.sampled_from("xyz"), st.sampled_from(["9001", "9002"]), st.just("norr")),
    st.tuples(st.integers(5, 12), st.integers(0, 5)),
    min_size=1,
)


@given(ANSWERED, st.sampled_from([{}, {"xy": ("x", "y")}, {"yz": ("y", "z")}]))
def test_every_answer_counts_once(
    answered: Mapping[tuple[str, str, str], tuple[int, int]], combined: Mapping[str, tuple[str, ...]]
) -> None:
    """Whatever is combined, and whatever means the same there."""
    bases = [
        base(place, Gender.WOMAN, {each.id: pair for each in FORMS[place[0]].questions})
        for place, pair in answered.items()
    ]
    tallies = tally(counts(bases), FORMS, [], combined)
    rows = released(tallies)
    protected = Protected((), Policy(), combined=tallies.grouping.combined)
    manifest = make_manifest(rows, protected, FORMS, dict.fromkeys(FORMS, "0" * 64), Setting())
    pairs = [pair for (id_, _, _), pair in answered.items() for _ in FORMS[id_].questions]
    valid, positive = map(sum, zip(*pairs, strict=True))
    found = all_answers(at(rows, Level.NATION), manifest, "liten")
    assert found
    assert (found.known, found.left_out) == (ShareClass(valid, positive, positive), {})
