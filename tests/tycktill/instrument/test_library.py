"""A questionnaire may name a scale of the library instead of describing it."""

import hashlib
import json
from pathlib import Path

import pytest
from tests.tycktill.instrument.documents import Document, changed, document, written

from tycktill.files import read_scales
from tycktill.files.catalogue import read_library
from tycktill.instrument import parse_instrument
from tycktill.instrument.scales import scale_faults
from tycktill.terms import Refused

SOUND = document("tiny-yes-no")
RECORDED = Path("tests/tycktill/instrument/recorded/scales.json")


def borrowing(name: str) -> Document:
    """A questionnaire that describes no scale and names one."""
    return changed(changed(SOUND, "scales", None), "questions.0.scale", name)


def checksums() -> dict[str, str]:
    """What each scale of the library is, by its name."""
    library = read_library().items()
    return {name: hashlib.sha256(json.dumps(scale, sort_keys=True).encode()).hexdigest() for name, scale in library}


def test_a_scale_of_the_library_never_changes() -> None:
    """New ones are recorded by `python -m tests.tycktill.instrument.test_library`."""
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert checksums() == recorded


@pytest.mark.parametrize("name", read_scales())
def test_every_scale_of_the_library_is_sound_and_can_be_borrowed(name: str) -> None:
    scale = read_scales()[name]
    assert list(scale_faults(name, scale)) == []
    instrument = parse_instrument(written(borrowing(name)), file="form.toml", library=read_library())
    assert instrument.scale_of(instrument.questions[0]) == scale


def test_a_borrowed_scale_speaks_the_languages_of_the_questionnaire() -> None:
    swedish = {key: _in_swedish(value) for key, value in borrowing("ja_nej").items()}
    instrument = parse_instrument(written(swedish), file="form.toml", library=read_library())
    assert [option.text for option in instrument.scales["ja_nej"].options[:1]] == [{"sv": "Ja"}]


def test_a_questionnaires_own_scale_goes_before_that_of_the_library() -> None:
    own = changed(SOUND, "scales.ja_nej", SOUND["scales"]["yes_no"])
    instrument = parse_instrument(
        written(changed(own, "questions.0.scale", "ja_nej")), file="form.toml", library=read_library()
    )
    assert instrument.scales["ja_nej"] == instrument.scales["yes_no"]


def test_a_scale_that_is_nowhere_is_told_with_those_there_are() -> None:
    with pytest.raises(Refused, match=r"There is no scale `nojd`. Write one of ja_nej, ja_ibland_nej, .*nojd_5"):
        parse_instrument(written(borrowing("nojd")), file="form.toml", library=read_library())


@pytest.mark.parametrize(
    ("path", "value"), [("scales", []), ("questions", "x"), ("languages", 1), ("questions", ["x"])]
)
def test_what_has_another_shape_is_told_as_such(path: str, value: object) -> None:
    with pytest.raises(Refused, match="stands here"):
        parse_instrument(written(changed(SOUND, path, value)), file="form.toml", library=read_library())


def _in_swedish(value: object) -> object:
    if isinstance(value, dict):
        return {key: _in_swedish(inner) for key, inner in value.items() if key != "en"}
    return [_in_swedish(inner) for inner in value] if isinstance(value, list) else value


if __name__ == "__main__":
    RECORDED.parent.mkdir(exist_ok=True)
    RECORDED.write_text(json.dumps(checksums(), indent=2) + "\n", encoding="utf-8")
