"""What people write for an option, a gender or a municipality is understood where it has one meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.files.exports import CATALOGUE, INSTRUMENT, MUNICIPALITIES

from tycktill.files import AS_IT_STANDS, Meanings, Wrong
from tycktill.files.options import option_name
from tycktill.instrument import Scale

MEANINGS = Meanings(CATALOGUE, MUNICIPALITIES, AS_IT_STANDS)
SCALES = [(each.id, question.id, each.scale_of(question)) for each in CATALOGUE.values() for question in each.questions]
BEFORE = [
    "{code} {label}",
    "{code}. {label}",
    "{code} - {label}",
    "{code} – {label}",
    "{code}: {label}",
    "{code} = {label}",
]
AFTER = ["{label} ({code})", "{label} [{code}]", "{label} - {code}", "{code}) {label}", "({code}) {label}"]
AROUND = ["{label}", "{label}.", " {label} ", "“{label}”", '"{label}"', "{label}...", "\u00a0{label}\u200b"]


def _written(form: str, code: int, label: str) -> str:
    return form.format(code=code, label=label)


@given(scale=st.sampled_from(SCALES), form=st.sampled_from([*BEFORE, *AFTER, *AROUND]), data=st.data())
def test_an_option_is_read_however_its_code_and_label_are_put_together(
    scale: tuple[str, str, Scale], form: str, data: st.DataObject
) -> None:
    instrument, question, options = scale
    option = data.draw(st.sampled_from(options.options))
    label = data.draw(st.sampled_from(sorted(option.text.values())))
    cased = data.draw(st.sampled_from([label, label.upper(), label.lower()]))
    assert MEANINGS.answer(_written(form, option.code, cased), instrument, question) == option.code


@given(scale=st.sampled_from(SCALES), form=st.sampled_from([*BEFORE, *AFTER]), data=st.data())
def test_a_code_and_a_label_that_disagree_are_refused(
    scale: tuple[str, str, Scale], form: str, data: st.DataObject
) -> None:
    instrument, question, options = scale
    one, other = data.draw(st.permutations(options.options))[:2]
    meant = MEANINGS.answer(_written(form, one.code, other.text["sv"]), instrument, question)
    assert isinstance(meant, Wrong)
    assert "disagree" in meant.problem


@pytest.mark.parametrize(
    "text",
    [
        "Ingen åsikt/vet ej",
        "Vet ej - ingen åsikt",
        "Vet ej;",
        "Vet ej",
        "vet inte.",
        "Vet inte, ingen åsikt",
        "Vet ej / ingen åsikt",
        "Ingen åsikt",
        "Don't know",
    ],
)
@pytest.mark.parametrize("question", [question.id for question in INSTRUMENT.questions])
def test_who_does_not_know_is_read_by_any_of_the_usual_words(text: str, question: str) -> None:
    assert MEANINGS.answer(text, INSTRUMENT.id, question) == 9


@pytest.mark.parametrize(
    "text",
    [
        "NA",
        "nan",
        "NULL",
        "None",
        "-",
        "–",
        "",
        " ",
        "N.A.",
        "saknas",
        "Ej svarat",
        "Obesvarad",
        "Överhoppad",
        "Bortfall",
    ],
)
def test_nothing_is_nothing_by_whatever_name(text: str) -> None:
    assert MEANINGS.answer(text, INSTRUMENT.id, "helhet") is None
    assert MEANINGS.gender(text, INSTRUMENT.id) == ""
    assert MEANINGS.unit(text) == ""
    assert isinstance(MEANINGS.municipality(text), Wrong)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *dict.fromkeys(["1. Kvinna", "Kvinna (2)", "K (kvinna)", "Flicka eller kvinna", "Flickor", "Hon"], "K").items(),
        *dict.fromkeys(["2 Man", "pojke / man", "Manligt", "Killar"], "M").items(),
        *dict.fromkeys(["Annat, vill inte svara", "Icke binär", "Jag vill inte svara", "3 - Annat"], "A").items(),
        *dict.fromkeys(["Kvinna", "Flicka", "Tjej", "F", "k", "Woman", "K - Kvinna", "Kvinna (K)"], "K").items(),
        *dict.fromkeys(["Man", "Pojke", "Kille", "M", "male", "M: Man"], "M").items(),
        *dict.fromkeys(["Annat", "icke-binär", "Vill ej uppge", "vill inte svara", "Prefer not to say"], "A").items(),
    ],
)
@pytest.mark.parametrize("instrument", ["ifo-missbruk", "ifo-unga"])
def test_gender_is_read_as_people_write_it(instrument: str, text: str, code: str) -> None:
    assert MEANINGS.gender(text, instrument) == code


@pytest.mark.parametrize("text", ["1", "2", "0", "X", "M - Kvinna", "Kvinna/Man", "Kvinna;Man", "1 K 2 M"])
def test_gender_is_never_guessed(text: str) -> None:
    assert isinstance(MEANINGS.gender(text, INSTRUMENT.id), Wrong)


MUNICIPALITY_FORMS = [
    "{name}",
    "{code}",
    "{short}",
    "{name} kommun",
    "{name} kommuns",
    "kommunen {name}",
    "{owner} kommun",
    "{owner} stad",
    "{code} {name}",
    "{code} - {name}",
    "{code}: {name}",
    "{name} ({code})",
    "{name}, {code}",
    "{short} {owner} kommun",
    "{name} kommun ({code})",
]


@pytest.mark.parametrize("form", MUNICIPALITY_FORMS)
def test_every_municipality_is_read_in_every_usual_form(form: str) -> None:
    for code, municipality in MUNICIPALITIES.items():
        name = municipality.name
        owner = name if name[-1] in "sxz" else f"{name}s"
        text = form.format(code=code, short=code.lstrip("0"), name=name, owner=owner)
        assert MEANINGS.municipality(text) == code, text


@pytest.mark.parametrize(
    ("text", "code"),
    [("Falu kommun", "2080"), ("Region Gotland", "0980"), ("Luleås kommun", "2580"), ("Upplands Bro", "0139")],
)
def test_official_names_that_follow_no_rule_are_known(text: str, code: str) -> None:
    assert MEANINGS.municipality(text) == code


@given(data=st.data())
def test_a_code_and_a_name_of_two_municipalities_are_refused(data: st.DataObject) -> None:
    one, other = data.draw(st.permutations(sorted(MUNICIPALITIES)))[:2]
    assert isinstance(MEANINGS.municipality(f"{one} {MUNICIPALITIES[other].name}"), Wrong)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2024-03-12", "is a date and no round"),
        ("12/3/2024 10:00", "is a date"),
        ("20240312", "is a date"),
        ("NA", "missing"),
    ],
)
def test_a_date_is_no_round(text: str, told: str) -> None:
    meant = MEANINGS.round(text, None)
    assert isinstance(meant, Wrong)
    assert told in meant.problem


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "#SAKNAS!", "#VÄRDEFEL!", "#REF!"])
@pytest.mark.parametrize("column", ["unit", "helhet", "gender", "municipality", "round"])
def test_a_failed_formula_is_told_alike_in_every_column(text: str, column: str) -> None:
    meant = MEANINGS.meaning_of(column, INSTRUMENT.id, text)
    assert isinstance(meant, Wrong)
    assert meant.problem.startswith("The cell shows an error")


@pytest.mark.parametrize(
    ("column", "text", "meant"),
    [
        ("round", "'2024", "2024"),
        ("municipality", "'0114", "0114"),
        ("helhet", "'1", 1),
        ("gender", "Kvinna/flicka", "K"),
        ("gender", "Man / pojke", "M"),
        ("gender", "Okänt", ""),
    ],
)
def test_an_apostrophe_says_text_and_two_words_of_one_meaning_are_one(column: str, text: str, meant: object) -> None:
    assert MEANINGS.meaning_of(column, INSTRUMENT.id, text) == meant


def test_an_option_that_is_called_by_its_code_is_told_once() -> None:
    assert [option_name(0, "0 Inte alls"), option_name(1, "10 av 10"), option_name(2, "Ja")] == [
        "0 Inte alls",
        "1 10 av 10",
        "2 Ja",
    ]


@given(scale=st.sampled_from(SCALES), sign=st.sampled_from(["/", " / ", ";", " - "]), data=st.data())
def test_labels_side_by_side_are_an_option_only_where_all_say_the_same(
    scale: tuple[str, str, Scale], sign: str, data: st.DataObject
) -> None:
    instrument, question, options = scale
    one, other = data.draw(st.permutations(options.options))[:2]
    assert MEANINGS.answer(sign.join(one.text.values()), instrument, question) == one.code
    assert isinstance(MEANINGS.answer(sign.join([one.text["sv"], other.text["sv"]]), instrument, question), Wrong)


@pytest.mark.parametrize(("text", "code"), [("SANT", 1), ("True", 1), ("Yes", 1), ("Y", 1), ("FALSKT", 2), ("N", 2)])
def test_yes_and_no_are_read_as_spreadsheets_write_them(text: str, code: int) -> None:
    assert MEANINGS.answer(text, INSTRUMENT.id, "synpunkter") == code
    assert isinstance(MEANINGS.answer(text, INSTRUMENT.id, "helhet"), Wrong)


@pytest.mark.parametrize(
    "text", ["ht 2024", "Hösten 2024", "2024 vt", "oktober 2024", "Q3 2024", "År 2024", "20241001"]
)
def test_a_round_in_other_words_is_asked_about(text: str) -> None:
    meant = MEANINGS.round(text, None)
    assert isinstance(meant, Wrong)
    assert meant.remedy.startswith("Is the round 2024? Write the year")


@pytest.mark.parametrize("text", ["Norrbottens län", "25 Norrbottens län", "Örebro län", "Region Skåne"])
def test_a_county_is_no_municipality_and_none_is_proposed_for_it(text: str) -> None:
    meant = MEANINGS.municipality(text)
    assert isinstance(meant, Wrong)
    assert meant.problem.endswith("is a county or region and no municipality")
    assert meant.remedy == "Write its code of four digits or its name"


@pytest.mark.parametrize("text", ["Södermalm", "Hisingen", "Rinkeby-Kista", "Centrum"])
def test_for_a_part_of_a_city_no_other_municipality_is_proposed(text: str) -> None:
    meant = MEANINGS.municipality(text)
    assert isinstance(meant, Wrong)
    assert meant.remedy == "Write its code of four digits or its name"
