"""A release says what its figures mean: as a table, as DDI that archives read, and as a text."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.tycktill_cli.lulea import release

from tycktill.files import read_catalogue, read_families
from tycktill.instrument import Day, RoundFacts
from tycktill.publication import Release, prove_release
from tycktill.publication.codebook import write_ddi, write_readmes
from tycktill.publication.codebook.columns import RESULTS_COLUMNS, TABLES, VALUES
from tycktill.tables import (
    MANIFEST,
    CodebookRow,
    codebook_faults,
    codebook_rows,
    parse_codebook,
    read_manifest,
    write_codebook,
)
from tycktill.terms import RESULT_COLUMNS, GenderGroup, Level, Reason, Refused, Status

SCHEMA = Path("tests/tycktill/publication/schema/ddi-codebook-2.6.zip")
DDI = "{ddi:codebook:2_6}"


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    folder = tmp_path_factory.mktemp("ddi")
    with zipfile.ZipFile(SCHEMA) as packed:
        packed.extractall(folder)
    return etree.XMLSchema(etree.parse(folder / "schemas" / "codebook.xsd"))


def lines(content: bytes) -> list[dict[str, str]]:
    """A table's rows."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_every_release_has_a_codebook_and_a_text_in_two_languages() -> None:
    files = release().files
    assert {"codebook.csv", "codebook.xml", "labels.csv", "las-mig.txt", "readme.txt"} < files.keys()
    for name in files.keys() - {"las-mig.txt", "readme.txt"}:
        assert f"\n{name}: " in files["las-mig.txt"].decode()
        assert f"\n{name}: " in files["readme.txt"].decode()


def test_the_codebook_has_the_words_of_each_option_and_what_it_counts_as() -> None:
    found = [row for row in lines(release().files["codebook.csv"]) if row["instrument"] == "ifo-unga"]
    asked = [row for row in found if row["question"] == "paverka"]
    assert [(row["option"], row["label"], row["positive"], row["counted"]) for row in asked[1:5:3]] == [
        ("2", "Ganska mycket", "1", "1"),
        ("8", "Jag har inte fått någon hjälp", "0", "0"),
    ]
    assert {(row["name"], row["area_name"], row["meaning"], row["kolada"]) for row in asked} == {
        ("Kan påverka hjälpen", "Delaktighet", "1", "U33579")
    }
    totals = {row["question"]: (row["kolada"], row["kolada_family"]) for row in found if not row["option"]}
    assert totals == {"svarsfrekvens": ("U33901", "U30900"), "answered": ("U33904", "U30901")}


def test_every_id_in_the_tables_has_its_label() -> None:
    labels = {(row["column"], row["id"]): row["label"] for row in lines(release().files["labels.csv"])}
    assert labels["municipality", "2580"] == "Luleå"
    for row in lines(release().files["results.csv"]):
        for column in ("level", "municipality", "instrument", "gender", "status", "reason"):
            assert not row[column] or (column, row[column]) in labels


def test_the_codebook_is_ddi_by_its_schema(schema: etree.XMLSchema) -> None:
    book = etree.fromstring(release().files["codebook.xml"])
    schema.assertValid(book)
    names = [each.get("name") for each in book.iter(f"{DDI}var")]
    assert names[: len(RESULT_COLUMNS)] == list(RESULT_COLUMNS)
    options = [row for row in lines(release().files["codebook.csv"]) if row["option"]]
    assert len({(row["instrument"], row["question"]) for row in options}) == len(names) - len(RESULT_COLUMNS)


def test_facts_of_the_round_stand_in_the_codebook_and_in_what_to_read_first(schema: etree.XMLSchema) -> None:
    days = RoundFacts(first_day=Day("2019-09-02"), last_day=Day("2019-10-11"), published=Day("2020-03-02"))
    told = msgspec.structs.replace(
        days, publisher="Luleå kommun", contact="0920-45 30 00", modes=("web", "paper"), counted="by_hand"
    )
    facts = {"ifo": {"2019": told}}
    manifest = msgspec.structs.replace(read_manifest(release().files[MANIFEST]), facts=facts)
    rows = parse_codebook(release().files["codebook.csv"])
    book = etree.fromstring(write_ddi(manifest, rows, ["2019"], ["results.csv"]))
    schema.assertValid(book)
    assert [(each.get("event"), each.get("date")) for each in book.iter(f"{DDI}collDate")] == [
        ("start", "2019-09-02"),
        ("end", "2019-10-11"),
    ]
    assert [book.findtext(f".//{DDI}{tag}") for tag in ("distrbtr", "contact", "distDate")] == [
        "Luleå kommun",
        "0920-45 30 00",
        "2020-03-02",
    ]
    assert [each.text for each in book.iter(f"{DDI}collMode")][1] == "pappersenkät"
    text = write_readmes(manifest, ["2019"], ["results.csv"])["las-mig.txt"].decode()
    for line in (
        "- Vårdnadshavare: Vårdnadshavare till barn som har kontakt med socialtjänsten",
        "Insamling Individ- och familjeomsorg 2019: 2019-09-02 till 2019-10-11",
        "Publicerat Individ- och familjeomsorg 2019: 2020-03-02",
        "Publiceras av: Luleå kommun",
        "Kontakt: 0920-45 30 00",
    ):
        assert f"\n{line}\n" in text


def test_what_always_holds_of_a_family_stands_in_every_release(schema: etree.XMLSchema) -> None:
    facts = read_manifest(release().files[MANIFEST]).facts["ifo"]["2019"]
    assert facts.voluntary
    book = etree.fromstring(release().files["codebook.xml"])
    assert [each.text for each in book.iter(f"{DDI}universe") if each.get("clusion") == "E"] == [
        "Familjerätten ingår inte."
    ]


WORDS = st.text(min_size=1).filter(lambda text: text.isprintable() and text.strip() == text)


@given(label=WORDS, name=WORDS, question=st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True))
def test_whatever_words_a_questionnaire_has_its_codebook_is_ddi(
    schema: etree.XMLSchema, label: str, name: str, question: str
) -> None:
    row = replace(_row(), label=label, name=name, question=question, instrument="7-egen")
    manifest = read_manifest(release().files[MANIFEST])
    schema.assertValid(etree.fromstring(write_ddi(manifest, [row], ["2024-host"], ["results.csv"])))
    assert parse_codebook(write_codebook([row])) == (row,)


def test_a_text_of_a_questionnaire_is_on_one_line_and_can_be_seen() -> None:
    catalogue, _ = read_catalogue()
    spoilt = msgspec.structs.replace(catalogue["ifo-unga"], name={"sv": "Unga\n\x01\u200b 13  år"})
    assert {row.instrument_name for row in codebook_rows(["ifo-unga"], {"ifo-unga": spoilt}, {})} == {"Unga 13 år"}


def test_a_codebook_that_goes_with_another_manifest_is_a_fault() -> None:
    files = release().files
    rows = parse_codebook(files["codebook.csv"])
    manifest = read_manifest(files[MANIFEST])
    assert list(codebook_faults(rows, manifest)) == []
    for spoilt in (rows[30:], [replace(rows[0], name="Annat"), *rows[1:]], [replace(rows[0], instrument="fo"), *rows]):
        assert list(codebook_faults(spoilt, manifest))


@pytest.mark.parametrize("name", ["codebook.csv", "codebook.xml", "labels.csv", "las-mig.txt", "readme.txt"])
def test_a_proof_sees_that_a_file_is_changed_though_its_checksum_is_not(name: str) -> None:
    from hashlib import sha256

    from tycktill.tables import write_manifest

    files = dict(release().files)
    files[name] = files[name].replace("Luleå".encode(), "Piteå".encode()).replace(b",1,1\n", b",0,1\n")
    if files[name] == release().files[name]:
        files[name] += b"x"
    manifest = read_manifest(files[MANIFEST])
    sums = {**manifest.files, name: sha256(files[name]).hexdigest()}
    files[MANIFEST] = write_manifest(msgspec.structs.replace(manifest, files=sums))
    faults = prove_release(Release(files)).faults
    assert {fault.file for fault in faults} & {name, "codebook.xml"}


@pytest.mark.parametrize(
    "content", [b"", b"instrument\nifo\n", b"\xff", write_codebook([]).replace(b"label", b"labels") + b",\n"]
)
def test_what_is_no_codebook_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        parse_codebook(content or b"a\n1\n")


def test_every_column_and_word_of_the_results_is_told() -> None:
    assert tuple(RESULTS_COLUMNS) == RESULT_COLUMNS
    told = {name: {str(each) for each in kind} for name, kind in _KINDS.items()}
    assert {name: set(words) for name, words in VALUES.items()} == told
    assert {language for each in (*RESULTS_COLUMNS.values(), *TABLES.values()) for language in each} == {"sv", "en"}


_KINDS = {"level": Level, "gender": GenderGroup, "status": Status, "reason": Reason}


def _row() -> CodebookRow:
    catalogue, _ = read_catalogue()
    return codebook_rows(["ifo-unga"], catalogue, read_families())[0]
