"""Who takes part is read from a file: all faults are told, all or nothing is written, twice is once."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from tests.tycktill_web import builders, worlds

from tycktill_web.fieldwork.rounds import close_round, plan_round
from tycktill_web.participants.models import Organisation, Registration, Unit
from tycktill_web.releases.words import known_families

pytestmark = pytest.mark.django_db
HEADER = "municipality;organisation;kind;unit;round;instrument"
Read = Callable[..., str]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Runs the command on a file with these rows; what it says."""

    def run(*rows: str, header: str = HEADER, encoding: str = "utf-8-sig") -> str:
        file, told = tmp_path / "list.csv", StringIO()
        file.write_text("\n".join((header, *rows)), encoding=encoding)
        call_command("participants", str(file), stdout=told)
        return told.getvalue().strip()

    return run


def refused(read: Read, *rows: str, **options: str) -> str:
    """What is said of a file that is refused, without its path; nothing of it is kept."""
    before = Organisation.objects.count(), Unit.objects.count(), Registration.objects.count()
    with pytest.raises(CommandError) as error:
        read(*rows, **options)
    assert (Organisation.objects.count(), Unit.objects.count(), Registration.objects.count()) == before
    *lines, last = str(error.value).splitlines()
    assert last == "Nothing is written."
    return "\n".join(line.partition("list.csv")[2].lstrip(",: ") for line in lines)


ROWS = (
    ";Rådet;;;;",
    "2580;;;Vuxenenheten;2027;ifo-missbruk",
    "Luleå;;;Vuxenenheten;2027;ifo-ekonomiskt-bistand",
    "114;;;Socialkontoret;;",
    "2580;Omsorg AB;provider;Boendet;2027;fo-gruppbostad",
    ";;;;;",
)


def test_what_is_not_there_is_added_and_twice_is_once(read: Read) -> None:
    assert read(*ROWS) == "5 rows read. Added: 4 organisations, 3 units, 3 registrations."
    assert read(*ROWS) == "5 rows read. Added: 0 organisations, 0 units, 0 registrations."
    places = set(Organisation.objects.values_list("kind", "name", "municipality"))
    assert places == {
        ("national", "Rådet", ""),
        ("municipality", "Luleå", "2580"),
        ("municipality", "Upplands Väsby", "0114"),
        ("provider", "Omsorg AB", "2580"),
    }
    assert Unit.objects.get(name="Vuxenenheten").registrations.count() == 2


def test_commas_and_fewer_columns_do_as_well(read: Read) -> None:
    assert read("2580,Norr", header="Municipality, unit").endswith("1 organisation, 1 unit, 0 registrations.")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2599;;;Norr;;", 'row 2, column municipality: "2599" is not a municipality. Write its code of four digits'),
        ("2580;;förening;Norr;;", 'row 2, column kind: "förening" is no kind. Write national, municipality, provider'),
        ("2580;Rådet;national;;;", "row 2, column municipality: The national office stands in no municipality."),
        (";;;;2027;", "row 2, column organisation: The organisation has no name. Name it."),
        ("2580;;provider;Norr;;", "row 2, column organisation: The organisation has no name."),
        (
            "2580;=cmd|'/c'!A0;provider;Norr;;",
            "row 2, column organisation: The organisation's name begins with =,",
        ),
        ("2580;Om\u200bsorg;provider;Norr;;", "row 2, column organisation: The organisation's name has a character"),
        (f"2580;{'x' * 101};;Norr;;", "row 2, column organisation: The name is longer than 100 characters."),
        (";Rådet;;Norr;;", "row 2, column unit: The national office has no units."),
        ("2580;;;=1+1;;", "row 2, column unit: The unit's name begins with ="),
        ("2580;;;;2027;ifo-unga", "row 2, column unit: No unit takes part."),
        ("2580;;;Norr;i år;ifo-unga", 'row 2, column round: "i år" is not a round. Write the year, as 2024'),
        ("2580;;;Norr;2027;", "row 2, column instrument: The instrument is missing."),
        ("2580;;;Norr;2027;ifo-ensamkommande", "row 2, column round: ifo-ensamkommande was not in use in 2027"),
        ("2580;;;Norr;;;;x", "row 2: Column 8 has cells but no header."),
    ],
)
def test_a_fault_has_its_row_its_column_and_a_remedy(read: Read, row: str, told: str) -> None:
    assert told in refused(read, row)


def test_all_faults_are_told_at_once(read: Read) -> None:
    told = refused(read, "2580;;;Norr;;", "0000;;;Norr;;", "2580;;;@x;27;nej")
    assert [line.partition(":")[0] for line in told.splitlines()] == [
        "row 3, column municipality",
        "row 4, column unit",
        "row 4, column round",
        "row 4, column instrument",
    ]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("municipality;organisation;round", 'row 1, column unit: The column "unit" is missing.'),
        ("municipality;unit;telefon", 'row 1, column telefon: "telefon" is not a column of this table.'),
        ("municipality;unit;enhet", 'row 1, column unit: "unit" and "enhet" are all read as the column "unit".'),
        ("", "No row is a header: none of the first names the columns municipality, unit."),
    ],
)
def test_a_faulty_header_is_told(read: Read, header: str, told: str) -> None:
    assert told in refused(read, "2580;Norr;9", header=header)


def test_a_file_that_is_no_table_is_told(read: Read, tmp_path: Path) -> None:
    assert "neither UTF-8 nor" in refused(read, "2580;Luleå;;Norr;;", encoding="cp850")
    with pytest.raises(CommandError, match="There is no such file"):
        call_command("participants", str(tmp_path / "nothing.csv"))


@pytest.mark.parametrize("municipality", ["2580 Luleå", "2580.0", "Luleå kommun", "Luleås kommun", "Luleå"])
def test_a_place_is_read_as_in_a_file_of_answers(read: Read, municipality: str) -> None:
    row = f"{municipality};;;Norr;2027.0;IFO-Missbruk"
    assert read(row).endswith("1 organisation, 1 unit, 1 registration.")
    assert Unit.objects.get(name="Norr").organisation.municipality == "2580"


def test_a_unit_that_is_spelt_in_three_ways_is_noted(read: Read) -> None:
    told = read(*(f"2580;;;{unit};2027;ifo-missbruk" for unit in ("Vuxenenheten", "vuxenenheten", "Vuxen-enheten")))
    assert '"Vuxen-enheten", "Vuxenenheten", "vuxenenheten" are taken as 3 units of 2580.' in told


def test_a_total_is_no_unit(read: Read) -> None:
    assert 'row 3, column unit: "Totalt" is no unit but a total' in refused(read, "2580;;;Norr;;", "2580;;;Totalt;;")


def test_a_roll_may_be_a_spreadsheet(tmp_path: Path) -> None:
    file, told = tmp_path / "list.xlsx", StringIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([("Kommun", "Enhet"), (2580, "Norr"), ("Upplands Väsby", "Söder")]):
            sheet.write_row(number, 0, row)
    call_command("participants", str(file), stdout=told)
    assert told.getvalue().endswith("2 organisations, 2 units, 0 registrations.\n")


def test_a_name_in_another_case_is_the_same_organisation(read: Read) -> None:
    read("2580;Ådalens Omsorg AB;provider;Norr;;", "2580;;;Söder;;")
    told = read("2580;ÅDALENS omsorg ab;provider;Väster;;", "2580;LULEÅ;;Öster;;")
    assert told.endswith("0 organisations, 2 units, 0 registrations.")


def test_what_is_there_already_is_not_contradicted(read: Read) -> None:
    read(*ROWS)
    told = refused(
        read,
        "2580;Luleå stad;;Norr;;",
        "0180;Omsorg AB;provider;Norr;;",
        "2580;Rådet;provider;Norr;;",
        "2580;Omsorg AB;provider;Vuxenenheten;;",
    )
    assert told.splitlines() == [
        (
            'row 2, column organisation: The municipality itself is there already, as "Luleå". '
            "Write that name, or nothing, or kind provider."
        ),
        (
            'row 3, column organisation: "Omsorg AB" is there already, as provider in 2580. '
            "Write the same, or another name."
        ),
        'row 4, column organisation: "Rådet" is there already, as national. Write the same, or another name.',
        (
            'row 5, column unit: The municipality has a unit "Vuxenenheten" already, of Luleå. '
            "Add to the name what distinguishes them."
        ),
    ]


def test_rows_contradict_each_other_no_more_than_the_database(read: Read) -> None:
    assert 'row 3, column unit: The municipality has a unit "Norr" already' in refused(
        read, "2580;;;Norr;;", "2580;Omsorg AB;provider;Norr;;"
    )


def test_units_come_before_the_round_is_planned_and_not_after_it_is_closed(read: Read) -> None:
    row = f"9001;Granhult;;Försörjningsstöd;2024;{worlds.SUPPORT}"
    world = worlds.open_world()
    assert read(row).endswith("0 organisations, 0 units, 0 registrations.")
    close_round(world.round)
    assert read(row).endswith("0 organisations, 0 units, 0 registrations.")
    assert "row 2, column round: ifo-2024 is closed" in refused(read, "9001;;;Försörjningsstöd;2024;ifo-unga")
    read("9001;;;Försörjningsstöd;2025;ifo-unga")
    round_ = plan_round(family="ifo", label="2025", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    assert Registration.objects.get(round=round_.label).unit == world.support.unit
    assert round_.family in known_families()
