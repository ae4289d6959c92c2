"""An operator's own questionnaires stand beside the package's, each id meaning one thing, or every fault is told."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tycktill.files import read_catalogue, read_families, read_questionnaires
from tycktill.instrument import combined_groups
from tycktill.terms import Refused

TINY = Path("tests/instruments")
FAMILIES = """languages = ["sv"]
[families.egen]
name.sv = "Egna enkäter"
description.sv = "Kommunens egna."
areas.test.sv = "Prov"
"""


def own(folder: Path, name: str = "tiny-yes-no", *, id_: str = "egen-ja", family: str = "egen") -> Path:
    """A questionnaire of one's own, in a folder."""
    text = (TINY / f"{name}.toml").read_text(encoding="utf-8")
    text = text.replace(f'id = "{name}"', f'id = "{id_}"').replace('family = "tiny"', f'family = "{family}"')
    folder.mkdir(exist_ok=True)
    file = folder / f"{id_}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def faults(places: Sequence[Path]) -> list[tuple[str | None, str]]:
    """What is refused, each with its file."""
    with pytest.raises(Refused) as refused:
        read_questionnaires(places)
    return [(fault.file, fault.problem) for fault in refused.value.faults]


def test_without_places_there_are_those_of_the_package() -> None:
    found = read_questionnaires()
    assert (found.catalogue, found.fingerprints) == read_catalogue()
    assert (found.families, found.named) == (read_families(), ())
    assert all(family.national for family in found.families.values())


def test_a_file_stands_beside_those_of_the_package(tmp_path: Path) -> None:
    found = read_questionnaires([own(tmp_path)])
    assert found.named == ("egen-ja",)
    assert set(found.catalogue) == {*read_catalogue()[0], "egen-ja"} == set(found.fingerprints)


def test_a_family_that_nobody_describes_is_called_as_its_only_questionnaire(tmp_path: Path) -> None:
    family = read_questionnaires([own(tmp_path)]).families["egen"]
    assert (family.name["sv"], family.areas, family.national) == ("Ja eller nej", {"test": {"sv": "test"}}, False)
    both = read_questionnaires([own(tmp_path), own(tmp_path, id_="egen-igen")])
    assert both.families["egen"].name == {"sv": "egen"}


@pytest.mark.parametrize("is_folder", [True, False])
def test_families_are_those_that_stand_beside(tmp_path: Path, *, is_folder: bool) -> None:
    (tmp_path / "families.toml").write_text(FAMILIES, encoding="utf-8")
    file = own(tmp_path)
    family = read_questionnaires([tmp_path if is_folder else file]).families["egen"]
    assert (family.name, family.national) == ({"sv": "Egna enkäter"}, False)


def test_a_family_that_is_lacking_among_those_described_is_told(tmp_path: Path) -> None:
    (tmp_path / "families.toml").write_text(FAMILIES, encoding="utf-8")
    file = own(tmp_path, family="eget")
    assert faults([tmp_path]) == [(str(file), "There is no family `eget`")]


def test_an_id_of_the_package_is_taken(tmp_path: Path) -> None:
    file = own(tmp_path, id_="ifo-unga")
    assert faults([file]) == [(str(file), "`ifo-unga` comes with the package and is another questionnaire")]


@pytest.mark.parametrize("family", ["ifo", "fo"])
def test_a_national_family_takes_no_questionnaire_of_ones_own(tmp_path: Path, family: str) -> None:
    file = own(tmp_path, family=family)
    told = faults([file])
    assert (str(file), f"`{family}` is a national family, whose answers yours would be added to") in told


def test_a_copy_of_the_package_may_lie_among_ones_own(tmp_path: Path) -> None:
    folder = tmp_path / "alla"
    shutil.copytree("src/tycktill/reference/instruments", folder)
    text = (folder / "families.toml").read_text(encoding="utf-8")
    areas = '\n[families.egen]\nname = { sv = "Egen", en = "Own" }\ndescription = { sv = "x", en = "x" }\n'
    (folder / "families.toml").write_text(
        f'{text}{areas}areas.test = {{ sv = "Prov", en = "Test" }}\n', encoding="utf-8"
    )
    own(folder)
    found = read_questionnaires([folder])
    assert set(found.catalogue) == {*read_catalogue()[0], "egen-ja"} == set(found.named) | set(read_catalogue()[0])
    assert found.families["ifo"] == read_families()["ifo"]


def test_the_same_file_may_be_named_twice_and_two_of_one_id_may_not(tmp_path: Path) -> None:
    here, there = own(tmp_path / "a"), own(tmp_path / "b")
    assert read_questionnaires([tmp_path / "a", here]).named == ("egen-ja",)
    there.write_text(there.read_text(encoding="utf-8").replace("version = 1", "version = 2"), encoding="utf-8")
    assert faults([here, there]) == [(str(there), f"`egen-ja` stands in {here} too, and says something else")]


def test_the_faults_of_all_files_are_told(tmp_path: Path) -> None:
    here, there = own(tmp_path / "a"), own(tmp_path / "b", id_="egen-nej")
    for file in (here, there):
        file.write_text(file.read_text(encoding="utf-8").replace("version = 1", "version = 0"), encoding="utf-8")
    nowhere = tmp_path / "c.toml"
    told = faults([here, tmp_path / "b", nowhere])
    assert [file for file, _ in told] == [str(here), str(there), str(nowhere)]


def test_a_folder_without_questionnaires_is_refused(tmp_path: Path) -> None:
    assert faults([tmp_path]) == [(str(tmp_path), "There is no questionnaire")]


GROUP = """
[families.egen.together.ihop]
name = { sv = "Ihop" }
description = { sv = "Två av tre." }
instruments = ["egen-ett", "egen-tva"]
"""


@pytest.mark.parametrize("is_folder", [True, False])
def test_a_family_of_ones_own_may_tell_some_together(tmp_path: Path, *, is_folder: bool) -> None:
    """Where one file is read, the others that lie beside it are there all the same."""
    (tmp_path / "families.toml").write_text(FAMILIES + GROUP, encoding="utf-8")
    files = [own(tmp_path, id_=id_) for id_ in ("egen-ett", "egen-tre", "egen-tva")]
    found = read_questionnaires([tmp_path if is_folder else files[0]])
    assert combined_groups(found.families)["ihop"] == ("egen-ett", "egen-tva")


def test_a_group_that_is_wrong_is_told_by_the_file_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "families.toml").write_text(FAMILIES + GROUP, encoding="utf-8")
    own(tmp_path, id_="egen-ett")
    file = str(tmp_path / "families.toml")
    assert (file, "There is no instrument `egen-tva`") in faults([tmp_path])
