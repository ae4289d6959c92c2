"""Groups of similar municipalities: everybody's own, of others only, and lists that are read or refused whole."""

from hashlib import sha256
from pathlib import Path

import pytest

from tycktill.files import read_municipalities, read_similar_groups, read_similar_lists
from tycktill.terms import Likeness, Refused

GROUPS = read_similar_groups()
MUNICIPALITIES = read_municipalities()


def lists(tmp_path: Path, text: str) -> Path:
    """A file of lists."""
    file = tmp_path / "liknande.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_municipality_has_its_kind_its_size_and_its_county() -> None:
    assert GROUPS.keys() == MUNICIPALITIES.keys()
    for groups in GROUPS.values():
        assert [each.likeness for each in groups] == [Likeness.SKR, Likeness.SIZE, Likeness.COUNTY]


def test_likeness_is_mutual_and_nobody_is_like_itself() -> None:
    for code, groups in GROUPS.items():
        for group in groups:
            assert code not in group.members
            for other in group.members:
                (theirs,) = (each for each in GROUPS[other] if each.likeness is group.likeness)
                assert theirs.name == group.name
                assert code in theirs.members


def test_real_and_made_up_municipalities_are_in_no_group_together() -> None:
    assert all((code > "9000") == (other > "9000") for code, own in GROUPS.items() for g in own for other in g.members)


def test_lulea_is_grouped_as_skr_groups_it() -> None:
    group = GROUPS["2580"][0]
    assert (group.name, group.edition, len(group.members)) == ("Större stad", "2023", 22)


def test_a_published_edition_is_never_changed() -> None:
    """Comparisons were made by it: a new edition is another file."""
    content = Path("src/tycktill/reference/municipality_groups.csv").read_bytes()
    assert sha256(content).hexdigest() == "448921eebde4b3428f4ae5f5046c4e3888917be53a4ee32e722004541413b765"


@pytest.mark.parametrize("similar", ["0683 0781", "0683,0781", "0683; 0781"])
def test_a_list_is_read_from_codes_in_one_cell(tmp_path: Path, similar: str) -> None:
    file = lists(tmp_path, f'municipality;similar\nAle;"{similar}"\n')
    (group,) = read_similar_lists(file, edition="2024", municipalities=MUNICIPALITIES)["1440"]
    assert (group.likeness, group.edition, group.members) == (Likeness.RKA, "2024", ("0683", "0781"))


def test_a_list_is_read_from_a_row_for_each(tmp_path: Path) -> None:
    file = lists(tmp_path, "municipality,similar\nAle,Värnamo\n1440,0781\nUpplands Väsby,Upplands-Bro\n")
    found = read_similar_lists(file, edition="2024", municipalities=MUNICIPALITIES)
    assert {code: group.members for code, (group,) in found.items()} == {"1440": ("0683", "0781"), "0114": ("0139",)}


@pytest.mark.parametrize(
    ("row", "problem"),
    [("Ale,Alingsås och Borås", "similar"), ("Ale,1440", "own list"), ("Finnsinte,0781", "Finnsinte")],
)
def test_what_cannot_be_on_a_list_is_refused_with_its_row(tmp_path: Path, row: str, problem: str) -> None:
    with pytest.raises(Refused, match=problem) as refused:
        read_similar_lists(
            lists(tmp_path, f"municipality,similar\nAle,0781\n{row}\n"), edition="2024", municipalities=MUNICIPALITIES
        )
    assert [fault.row for fault in refused.value.faults] == [3]
