"""Attacks on the text, the comparisons and the copies find what tells more than the tables, and nothing else."""

import re
from collections.abc import Sequence

import pytest
from tests.attacks.comparing import by_comparing
from tests.attacks.copies import by_copies, by_making_again
from tests.attacks.single_rows import by_rounding
from tests.attacks.text import by_text
from tests.tycktill.publication.surveys import Group, manifest_of, nation, rows_of

from tycktill.publication import PREVIOUS
from tycktill.publication.rewriting import write_files
from tycktill.tables import COMPARISONS, MANIFEST, RESULTS, read_csv, unbroken_rows, write_csv, write_manifest
from tycktill.terms import RESPONSE_RATE, Gender, Level, Reference

W, M = Gender.WOMAN, Gender.MAN
TEXT = "text.sv.md"
ANSWERS = (
    ("0114", "ifo-missbruk", W, 20, 11),
    ("0114", "ifo-missbruk", M, 19, 18),
    ("0114", "ifo-vardnadshavare", W, 9, 5),
    ("0114", "ifo-vardnadshavare", M, 3, 1),
    ("0115", "ifo-missbruk", W, 30, 12),
    ("0115", "ifo-missbruk", M, 26, 9),
    ("0117", "ifo-missbruk", W, 25, 14),
    ("0117", "ifo-missbruk", M, 31, 19),
    ("0123", "ifo-missbruk", W, 20, 20),
    ("0123", "ifo-missbruk", M, 20, 19),
)
GROUPS = [
    Group(of, code, "Enheten", n, {"helhet": (n, x), "paverka": (n, x - 1), "kontakt": (n, x // 2)}, 60, gender)
    for code, of, gender, n, x in ANSWERS
]
KOLADA = nation("2023", "ifo", {"helhet": 0.845, RESPONSE_RATE: 0.48})


SEVERAL = [
    *(
        Group(of, "0114", unit, n, {"helhet": (n, x), "paverka": (n, x - 2), "kontakt": (n, x - 1)}, 60)
        for of, unit, n, x in (
            ("ifo-missbruk", "Vuxna", 30, 27),
            ("ifo-unga", "Barn", 10, 6),
            ("ifo-vardnadshavare", "Barn", 16, 9),
        )
    ),
    Group("fo-gruppbostad", "0114", "Norr", 40, {"trivs": (40, 30), "bryr": (40, 28), "trygg": (40, 26)}),
    Group("fo-servicebostad", "0114", "Syd", 20, {"trivs": (20, 16), "bryr": (20, 12), "trygg": (20, 14)}),
]
"""Of questions that target groups mean different things by, and of groups that are combined."""


def made(*references: Reference, end_width: int = 1, of: Sequence[Group] = GROUPS) -> dict[str, bytes]:
    """A release's files, which tell of changes since a round where all answered alike; only ends are in classes."""
    rows, earlier = (rows_of(of, round=round_, end_width=end_width) for round_ in ("2023", "2022"))
    manifest = manifest_of(rows)
    previous = unbroken_rows(earlier, manifest.meanings, manifest.meanings)
    return {**write_files(rows, (), manifest, references, previous, codebook=()), MANIFEST: write_manifest(manifest)}


def changed(files: dict[str, bytes], file: str, before: str, after: str) -> dict[str, bytes]:
    """The files with one thing in one of them told otherwise."""
    text = re.sub(r"(?<=\d)\u00a0(?!\d)", " ", files[file].decode())  # what never ends a line is read as any space
    assert before in text
    return files | {file: text.replace(before, after, 1).encode()}


@pytest.mark.parametrize("of", [GROUPS, SEVERAL])
@pytest.mark.parametrize("references", [[], KOLADA])
def test_nothing_is_found_in_what_is_made_of_the_tables(references: list[Reference], of: list[Group]) -> None:
    files = made(*references, of=of)
    for attack in (by_text, by_comparing, by_copies, by_making_again, by_rounding):
        assert attack(files) == []


def test_text_and_comparisons_of_true_figures_beside_a_table_of_classes_are_found() -> None:
    """What would happen if they were made of tallies and not of protected values."""
    leaking = made() | {file: made(end_width=0)[file] for file in (TEXT, COMPARISONS)}
    assert any(
        "text, 0123, 2023, ifo-missbruk: `98 procent` where the tables tell (97, 100)" in each
        for each in by_text(leaking)
    )
    assert "2023, 0123, ifo, T, helhet: the share is not of the classes" in by_comparing(leaking)
    assert {each.partition(":")[0] for each in by_making_again(leaking)} == {TEXT, COMPARISONS}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("240 erbjöds att svara och 51 svarade", "240 erbjöds att svara och 52 svarade"),
        ("svarade, 21 procent", "svarade, 22 procent"),
        ("29 kvinnor och 22 män", "29 kvinnor och 21 män"),
        ("än i riket, där ", "än i riket, där 1"),
        ("69 procent av dem som svarade är sammantaget", "70 procent av dem som svarade är sammantaget"),
        ("är andelen 6", "är andelen 7"),
        ("är 66 procent (4 kommuner)", "är 67 procent (4 kommuner)"),
        ("har ”Lätt att få kontakt” (31", "har ”Lätt att få kontakt” (30"),
        ("har ”Lätt att få kontakt” (31", "har ”Kan påverka hjälpen” (61"),
        ("procent, riket 31 procent)", "procent, riket 32 procent)"),
        ("är 54 procent positiva", "är 55 procent positiva"),
        ("skillnad på ungefär 18–20", "skillnad på ungefär 17–20"),
        ("förändring på ungefär 26–27", "förändring på ungefär 26–28"),
        ("| visas inte: för få svar", "| 67 %"),
        ("| 61 % |", "| 62 % |"),
        ("| 66 % |", "| 65 % |"),
        ("Vårdnadshavare (50 procent)", "Vårdnadshavare (49 procent)"),
        ("Vårdnadshavare (33 procent)", "Vårdnadshavare (34 procent)"),
        ("86 procent bland männen", "87 procent bland männen"),
        ("minst 97 procent av dem", "100 procent av dem"),
        ("Resultat av färre", "Av männen i Vårdnadshavare är 1 nöjd. Resultat av färre"),
    ],
)
def test_a_number_of_the_text_that_the_tables_do_not_tell_is_found(before: str, after: str) -> None:
    assert by_text(changed(made(), TEXT, before, after)) != []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Upplands Väsby: 70 procent av de svar", "Upplands Väsby: 69 procent av de svar"),
        ("på 3 frågor, är 70 procent", "på 3 frågor, är 71 procent"),
        ("Gruppbostad LSS, ”Trivs” (75 procent)", "Gruppbostad LSS, ”Trivs” (80 procent)"),
        ("i boendepersonalen” (80 procent)", "i boendepersonalen” (79 procent)"),
        ("120 erbjöds att svara och 26 svarade", "120 erbjöds att svara och 25 svarade"),
        ("58 procent av dem som svarade", "59 procent av dem som svarade"),
        ("| Barn och unga | 120 | 26 |", "| Barn och unga | 120 | 27 |"),
        ("och Barn (58 procent)", "och Barn (57 procent)"),
    ],
)
def test_a_number_of_several_groups_that_the_tables_do_not_tell_is_found(before: str, after: str) -> None:
    assert by_text(changed(made(of=SEVERAL), TEXT, before, after)) != []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(69 av 89 svar)", "(68 av 89 svar)"),
        ("(69 av 89 svar)", "(69 av 90 svar)"),
        ("bara Missbruk och beroende (69", "bara Vårdnadshavare (69"),
        ("där andelen är 62 procent", "där andelen är 63 procent"),
    ],
)
def test_a_part_that_is_compared_and_that_no_comparison_tells_is_found(before: str, after: str) -> None:
    """Of a municipality with two target groups, of one of which alone the nation is known."""
    known = [*nation("2023", "ifo", {"helhet": 0.6}), *nation("2023", "ifo-missbruk", {"helhet": 0.6})]
    own = [("ifo-missbruk", 69, 43), ("ifo-vardnadshavare", 20, 15)]
    files = made(*known, of=[Group(of, "0114", "Enheten", n, {"helhet": (n, x)}, 120) for of, n, x in own])
    assert by_text(files) == []
    assert by_text(changed(files, TEXT, before, after)) != []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (
            "lägre än rikets på alla 3 frågor som jämförs",
            "högre än rikets på 2 av 3 frågor som jämförs",
            "högre than the nation on 2 questions",
        ),
        (
            "lägre än rikets på alla 3 frågor som jämförs",
            "högre än rikets på 1 av 3 frågor som jämförs: ”Nöjd på det hela taget”",
            "högre than the nation on Nöjd på det hela taget",
        ),
        (
            "högre än rikets på alla 3 frågor som jämförs",
            "lägre än rikets på alla 3 frågor som jämförs",
            "lägre than the nation on 3 questions",
        ),
        (
            "rikets på alla 3 frågor som jämförs.",
            "rikets på 1 av 3 frågor som jämförs. På de övriga är den lägre på 1 och lika på 1.",
            "lika than the nation on 1 questions",
        ),
        (
            "rikets på alla 3 frågor som jämförs.",
            "rikets på 2 av 3 frågor som jämförs. Undantaget är ”Nöjd på det hela taget” (lika).",
            "lika than the nation on Nöjd på det hela taget",
        ),
        (
            "Resultat av färre",
            "På ”Nöjd på det hela taget” har Upplands Väsby den högsta siffran av 4 kommuner. Resultat av färre",
            "called the highest or the lowest",
        ),
        (
            "Resultat av färre",
            "Resultatet är bättre än rikets på ”Nöjd på det hela taget”. Resultat av färre",
            "bättre than rikets",
        ),
        (
            "Resultat av färre",
            "Resultatet är sämre än 2022 på 2 av 3 frågor: ”Tydlig information”, ”Visar förståelse”. Resultat av färre",
            "sämre than 2022",
        ),
        (
            "Resultat av färre",
            "Resultatet bygger på bara 7 svar. Resultat av färre",
            "7 answers that the result rests on",
        ),
        (
            "Resultat av färre",
            "Lägst i alla målgrupper är ”Nöjd på det hela taget”. Resultat av färre",
            "called the highest or the lowest",
        ),
        ("har ”Nöjd på det hela taget” (69", "har ”Kan påverka hjälpen” (61", "called the highest or the lowest"),
    ],
)
def test_a_sentence_that_tells_more_than_classes_do_is_found(before: str, after: str, found: str) -> None:
    """Which of two is the higher, where their classes lie within each other."""
    assert any(found in each for each in by_text(changed(made(), TEXT, before, after)))


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [
        ("share_min", "1.0000", "the share"),
        ("nation_share_max", "0.9999", "the nation's share"),
        ("difference_min", "0.3000", "the difference"),
        ("difference", "0.3000", "the difference"),
        ("p_value", "0.4444", "the p_value"),
        ("verdict", "worse", "the verdict"),
        ("municipal_mean_max", "0.9000", "the municipal mean"),
        ("rank_best", "2", "the rank"),
        ("previous_share_min", "1.0000", "the earlier share"),
        ("change_max", "0.0000", "the change"),
        ("change_p_value", "0.9000", "the change_p_value"),
        ("change_verdict", "better", "the change_verdict"),
    ],
)
def test_a_comparison_that_goes_with_some_numbers_of_a_class_only_is_found(column: str, value: str, found: str) -> None:
    """Of the municipality that is given by a class: 39 or 40 of 40."""
    told = rewritten(made(), COMPARISONS, column, value)
    assert f"2023, 0123, ifo, T, helhet: {found} is not of the classes" in by_comparing(told)


def rewritten(files: dict[str, bytes], file: str, column: str, value: str) -> dict[str, bytes]:
    """The files with another value in a row of the municipality that is given by a class."""
    rows = [dict(row) for row in read_csv(files[file], file=file)]
    place = {"municipality": "0123", "instrument": "ifo", "gender": "T", "question": "helhet"}
    (row,) = [row for row in rows if place.items() <= row.items() and not row.get("unit")]
    row[column] = value
    return files | {file: write_csv(list(row), [list(each.values()) for each in rows])}


def test_copies_that_tell_more_finely_are_found() -> None:
    """A share from elsewhere with all its decimals, and a row of this round among those of earlier ones."""
    known = Reference("2023", "ifo", "helhet", Level.MUNICIPALITY, "0123", 0.975, 40)
    assert "a reference leaves [39] of range(39, 41)" in by_copies(made(known))[0]
    files = made()
    assert "told twice" in by_copies(files | {PREVIOUS: files[RESULTS]})[0]


def test_an_interval_of_an_earlier_row_that_is_one_numbers_is_found() -> None:
    assert "the interval tells the number" in by_rounding(rewritten(made(), PREVIOUS, "high", "0.9990"))[0]
