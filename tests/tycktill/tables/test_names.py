"""A release's own names and words: in the questionnaires' languages, and of a family what all of its own say alike."""

from collections.abc import Sequence

import msgspec
import pytest
from tests.tycktill.publication.surveys import Group, catalogue, manifest_of, rows_of

from tycktill.instrument import Overall, same_words
from tycktill.tables import METHOD_VERSION, Manifest, Names, overall_of, read_manifest, write_manifest
from tycktill.terms import Refused

SATISFIED = "{share} är sammantaget nöjda med stödet från socialtjänsten"


def manifest(*instruments: str) -> Manifest:
    """Of a release where all of these were answered."""
    groups = [Group(id_, "1983", f"Enhet {id_}", 20, _answers(id_)) for id_ in instruments]
    return manifest_of(rows_of(groups))


def _answers(id_: str) -> dict[str, tuple[int, int]]:
    return {question.id: (20, 16) for question in catalogue()[id_].asked_of_all}


def swedish(manifest: Manifest) -> dict[str, str]:
    """The words that each target is summed up in."""
    return {target: overall.words["sv"] for target, overall in manifest.overall.items()}


@pytest.mark.parametrize(
    ("instrument", "words"),
    [
        ("fo-boendestod", "{share} trivs med sina boendestödjare"),
        ("fo-personlig-assistans", "{share} trivs med sina assistenter"),
        ("fo-servicebostad", "{share} trivs med alla i boendepersonalen"),
        ("fo-gruppbostad", "{share} trivs hemma"),
    ],
)
def test_a_share_is_told_in_words_of_what_was_asked(instrument: str, words: str) -> None:
    assert swedish(manifest(instrument)) == {"fo": words, instrument: words}


def test_a_family_is_summed_up_where_all_its_questionnaires_say_the_same() -> None:
    assert swedish(manifest("ifo-missbruk", "ifo-unga"))["ifo"] == SATISFIED
    assert "fo" not in swedish(manifest("fo-boendestod", "fo-servicebostad"))
    assert "fo" not in swedish(manifest("fo-gruppbostad", "fo-daglig-verksamhet")), "one meaning in other words"


def test_a_family_is_not_summed_up_by_questions_that_do_not_mean_the_same() -> None:
    first, second = (catalogue()[id_] for id_ in ("ifo-missbruk", "ifo-unga"))
    other = [msgspec.structs.replace(each, meaning=2) for each in second.questions]
    assert overall_of([first, second]) == Overall("helhet", first.overall.words if first.overall else {})
    assert overall_of([first, msgspec.structs.replace(second, questions=tuple(other))]) is None
    assert overall_of([first, msgspec.structs.replace(second, overall=None)]) is None
    assert overall_of([]) is None


def test_names_descriptions_and_wordings_are_in_every_language_of_the_questionnaires() -> None:
    names = manifest("ifo-missbruk", "ifo-unga").names
    assert names.target("ifo-missbruk", "en") == "Substance use and dependency"
    assert names.question("ifo", "paverka", "en") == "Can influence the help"
    assert names.description("ifo-unga") == "Unga, 13 år och äldre, som har kontakt med en socialsekreterare"
    assert names.wording("ifo-unga", "kontakt", "en").startswith("How easy or hard is it to get in touch")


def test_a_family_has_the_wording_that_all_its_questionnaires_share() -> None:
    alike, apart = (manifest("fo-gruppbostad", other).names for other in ("fo-boende-sol", "fo-personlig-assistans"))
    assert alike.wording("fo", "trivs") == "Trivs du hemma?"
    assert apart.wording("fo", "bryr") == ""
    assert apart.wording("fo-gruppbostad", "bryr") == "Bryr sig personalen om dig?"


def test_what_has_no_name_is_called_by_its_id_and_what_is_not_said_is_empty() -> None:
    names = Names(targets={"ifo": {"sv": "IFO"}})
    assert (names.target("ifo", "en"), names.target("fo"), names.question("fo", "trivs")) == ("IFO", "fo", "trivs")
    assert (names.description("ifo"), names.wording("ifo", "helhet")) == ("", "")


@pytest.mark.parametrize(
    ("several", "same"),
    [
        ([], {}),
        ([{"sv": "Ja", "en": "Yes"}], {"sv": "Ja", "en": "Yes"}),
        ([{"sv": "Ja", "en": "Yes"}, {"sv": "Ja", "en": "Yeah"}], {"sv": "Ja"}),
        ([{"sv": "Ja", "en": "Yes"}, {"sv": "Jo", "en": "Yes"}], {}),
    ],
)
def test_the_same_words_are_those_of_each_language_that_all_share(
    several: Sequence[dict[str, str]], same: dict[str, str]
) -> None:
    assert same_words(several) == same


def test_pilots_are_named() -> None:
    assert manifest("oppenvard-unga").pilots == ("oppenvard-unga",)
    assert manifest("ifo-unga").pilots == ()


def test_an_earlier_method_had_names_in_swedish_alone() -> None:
    document = msgspec.json.decode(write_manifest(manifest("ifo-unga")))
    document["names"] = {"targets": {"sv": "Svenska"}, "questions": {"sv": {"sv": "Fråga"}}}
    with pytest.raises(Refused, match="cannot be read"):
        read_manifest(msgspec.json.encode(document))
    for wrong in ({"targets": 7}, {"questions": {"ifo": 7}}, 7):
        with pytest.raises(Refused, match="cannot be read"):
            read_manifest(msgspec.json.encode(document | {"method": "3", "names": wrong}))
    assert METHOD_VERSION not in ("1", "2", "3")
