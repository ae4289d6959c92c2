"""A release holds all that its files are made of, so that anybody can make them again."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.publication.surveys import Group, catalogue, manifest_of, nation, rows_of

from tycktill.disclosure import Policy, Protected, ProtectedValue
from tycktill.files import read_families, read_municipalities
from tycktill.publication import FILES, OPTIONAL, PREVIOUS, Release, compose, rewrite
from tycktill.publication.rewriting import write_files
from tycktill.tables import MANIFEST, REFERENCES, Names, Setting, read_manifest, unbroken_rows
from tycktill.tables.references import REFERENCE_COLUMNS, parse_references, write_references
from tycktill.terms import RESPONSE_RATE, Level, Reference, Refused

GROUPS = [
    Group("ifo-missbruk", code, "Enheten", valid, {"helhet": (valid, valid - 3), "paverka": (valid, 2)}, offered=60)
    for code, valid in (("0114", 20), ("0115", 30))
]
REFERENCE = (
    *nation("2023", "ifo", {"helhet": 0.845, RESPONSE_RATE: 0.48}),
    Reference("2023", "ifo", "helhet", Level.MUNICIPALITY, "0114", 1.0, 20),
)


def release(*, is_whole: bool = True) -> Release:
    """A release with everything that one can have."""
    rows, fingerprints = rows_of(GROUPS), dict.fromkeys(catalogue(), "0" * 64)
    values = tuple(
        ProtectedValue(**{name: getattr(row, name) for name in ProtectedValue.__dataclass_fields__}) for row in rows
    )
    earlier = rows_of(GROUPS, round="2022")
    first = compose(Protected(values, Policy()), catalogue=catalogue(), fingerprints=fingerprints)
    meanings = read_manifest(first.files[MANIFEST]).meanings
    previous = unbroken_rows(earlier, meanings, meanings) if is_whole else ()
    setting = Setting(read_families(), read_municipalities(), REFERENCE if is_whole else (), previous)
    return compose(Protected(values, Policy()), catalogue=catalogue(), fingerprints=fingerprints, setting=setting)


@pytest.mark.parametrize("is_whole", [True, False])
def test_every_file_can_be_made_again_of_the_release_alone(*, is_whole: bool) -> None:
    files = dict(release(is_whole=is_whole).files)
    assert set(files) == {MANIFEST, *FILES, *(OPTIONAL if is_whole else ())}
    assert rewrite(Release(files)) == {name: content for name, content in files.items() if name != MANIFEST}


def test_the_manifest_names_everything_and_tells_what_questions_mean() -> None:
    manifest = read_manifest(release().files[MANIFEST])
    assert manifest.names.municipalities == {"0114": "Upplands Väsby", "0115": "Vallentuna"}
    assert manifest.names.target("ifo") == "Individ- och familjeomsorg"
    assert manifest.names.question("ifo-missbruk", "helhet") == "Nöjd på det hela taget"
    assert manifest.meanings["ifo"]["helhet"] == 1
    assert list(manifest.questions["ifo"])[-1] == "helhet"


def test_previous_rows_and_references_change_what_is_told() -> None:
    whole, bare = release().files, release(is_whole=False).files
    assert b",2022," in whole["comparisons.csv"]
    assert b",reference," in whole["comparisons.csv"]
    assert "i riket, där 42\N{NO-BREAK SPACE}procent svarade." in whole["text.sv.md"].decode()
    assert b"reference" not in bare["comparisons.csv"]


def test_references_are_read_back_as_they_were() -> None:
    content = write_references(reversed(REFERENCE))
    assert sorted(map(str, parse_references(content))) == sorted(map(str, REFERENCE))
    assert write_references(parse_references(content)) == content
    assert b"2023,ifo,helhet,municipality,0114,1,20\n" in content


@pytest.mark.parametrize(
    "line", ["2023,ifo,helhet,unit,,0.8,", "2023,ifo,helhet,nation,,80 %,", "2023,ifo,h,nation,,0.8,0"]
)
def test_a_line_that_is_no_reference_is_refused_where_it_stands(line: str) -> None:
    content = f"{','.join(REFERENCE_COLUMNS)}\n{line}\n".encode()
    with pytest.raises(Refused, match=rf"{REFERENCES}, row 2: `.*` is no reference"):
        parse_references(content)


def test_previous_rows_that_cannot_be_are_told_under_their_own_file() -> None:
    files = dict(release().files)
    with pytest.raises(Refused, match=PREVIOUS):
        rewrite(Release(files | {PREVIOUS: files[PREVIOUS].replace(b",T,", b",A,")}))


@given(st.data())
def test_a_forged_table_is_written_otherwise_and_stops_nobody(data: st.DataObject) -> None:
    """Whoever proves a release must get an answer, not an error, whatever the table says."""
    rows = list(rows_of(GROUPS))
    number = data.draw(st.integers(0, len(rows) - 1))
    counts, shares = (
        st.none() | st.integers(0, 50),
        st.none() | st.integers(0, 10_000).map(lambda share: share / 10_000),
    )
    least, most, valid = sorted(data.draw(st.tuples(*[st.integers(1, 50)] * 3)))
    told = data.draw(st.sampled_from([(least, most), (None, None)]))
    rows[number] = replace(
        rows[number],
        answered=data.draw(counts),
        valid=valid,
        positive_min=told[0],
        positive_max=told[1],
        share=data.draw(shares),
        share_min=data.draw(shares),
        share_max=data.draw(shares),
    )
    manifest = manifest_of(rows)
    bare = msgspec.structs.replace(manifest, names=Names(), questions={}, families={})
    for each in (manifest, bare):
        made = write_files(rows, (), each, REFERENCE, rows_of(GROUPS, round="2022"), codebook=())
        assert made.keys() == {*FILES, *OPTIONAL}
