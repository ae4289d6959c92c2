"""What is ours, or unread, is listed until somebody confirms it."""

from tests.tycktill.instrument.documents import TINY, changed, document, written

from tycktill.instrument import parse_instrument, unconfirmed_wordings


def _places(text: str) -> list[str]:
    return [item.place for item in unconfirmed_wordings(parse_instrument(text, file="form.toml"))]


def test_nothing_is_left_to_confirm_where_all_is_official_and_read() -> None:
    assert _places((TINY / "tiny-yes-no.toml").read_text(encoding="utf-8")) == []


def test_unofficial_wordings_are_listed() -> None:
    assert _places((TINY / "tiny-pilot.toml").read_text(encoding="utf-8")) == [
        "scales.maybe.options[2]",
        "questions[again]",
    ]


def test_partial_and_unread_languages_are_listed() -> None:
    whole = changed(document("tiny-languages"), "languages.en.review", "unreviewed")
    assert _places(written(whole)) == ["languages.en", "languages.ar"]


def test_unofficial_information_and_background_are_listed() -> None:
    whole = changed(document("tiny-yes-no"), "information.wording", "unofficial")
    whole = changed(whole, "background.0.wording", "unofficial")
    assert _places(written(whole)) == ["information", "background[gender]"]


def test_what_is_listed_is_shown_in_its_words() -> None:
    items = unconfirmed_wordings(
        parse_instrument((TINY / "tiny-pilot.toml").read_text(encoding="utf-8"), file="form.toml")
    )
    assert [item.text for item in items] == ["Helst inte", "Vill du svara igen?"]
