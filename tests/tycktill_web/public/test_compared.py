"""A comparison in every form: each number is its release's table's, and what is withheld has none in any of them."""

import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from io import BytesIO
from itertools import product

import pytest
from django.test import Client
from PIL import Image
from python_calamine import CalamineWorkbook
from tests.attacks.told import whole_per_cent
from tests.attacks.written import per_cent, shares
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import tagless
from tests.tycktill_web.public.test_one_account import Row, table

from tycktill.terms import is_formula
from tycktill_web.fieldwork.rounds import close_round, register_unit
from tycktill_web.releases.comparing.table import COLUMNS
from tycktill_web.releases.models import PublicRelease

pytestmark = pytest.mark.django_db

QUESTIONS = ("kontakt", "information", "forstaelse", "synpunkter", "paverka", "situation", "helhet")
TARGETS = ("ifo", worlds.SUPPORT, worlds.ADDICTION)
GENDERS = ("T", "K", "M")
FIGURES = (
    "valid",
    "positive_min",
    "positive_max",
    "share",
    "share_min",
    "share_max",
    "low",
    "high",
    "status",
    "reason",
)
NUMBERS = FIGURES[:-2]


@pytest.fixture
def release() -> PublicRelease:
    """A published round of two municipalities."""
    return worlds.published(worlds.closed_world())


def choices() -> Iterator[str]:
    """The whole release: each question in each target and gender group, of both municipalities."""
    for question, target, gender in product(QUESTIONS, TARGETS, GENDERS):
        group = "" if target == "ifo" else f"&malgrupp={target}"
        kind = "" if gender == "T" else f"&kon={gender}"
        yield f"familj=ifo&omgang=2024&fraga={question}&kommun=9001&kommun=9002{group}&grupp=egen{kind}"


def get(form: str, query: str) -> bytes:
    """A choice as a file."""
    response = Client().get(f"/jamfor.{form}?{query}")
    assert response.status_code == 200, response.content
    return bytes(response.content)


def lines_of(query: str) -> list[Row]:
    """The lines of its CSV."""
    return list(csv.DictReader(io.StringIO(get("csv", query).decode())))


def by_spot(rows: list[Row]) -> Mapping[tuple[str, ...], Row]:
    """The rows of results.csv of places, by where they stand."""
    spot = ("municipality", "instrument", "gender", "question")
    return {tuple(row[name] for name in spot): row for row in rows if row["level"] != "unit"}


@pytest.mark.thorough
def test_every_number_of_every_form_is_the_table_s_and_nothing_withheld_has_one(release: PublicRelease) -> None:
    told = by_spot(table(release, "results.csv"))
    seen = set()
    for query in choices():
        lines = lines_of(query)
        for line in lines:
            if line["statistic"] != "share":
                continue
            spot = line["municipality"], line["instrument"], line["gender"], line["question"]
            row = told.get(spot)
            if row is None:
                assert line["status"] == "absent"
            else:
                assert {name: line[name] for name in FIGURES} == {name: row[name] for name in FIGURES}
                seen.add(spot)
            if line["status"] in ("absent", "withheld"):
                assert not any(line[name] for name in NUMBERS)
        check_same(query, lines)
    assert seen == {spot for spot in told if spot[0] in ("", "9001", "9002")}


def check_same(query: str, lines: list[Row]) -> None:
    """JSON and workbook have the very lines of the CSV."""
    told = [{name: meant(line[name]) for name in COLUMNS} for line in lines]
    rows = json.loads(get("json", query))["rows"]
    assert [{name: meant(row[name]) for name in COLUMNS} for row in rows] == told
    header, *cells = CalamineWorkbook.from_filelike(BytesIO(get("xlsx", query))).get_sheet_by_index(0).to_python()
    assert header == list(COLUMNS)
    assert [dict(zip(header, map(meant, row), strict=True)) for row in cells] == told


def meant(value: object) -> object:
    """A value whatever form it came in: numbers as numbers, and nothing as nothing."""
    text = "" if value is None else str(value)
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else text


@pytest.mark.thorough
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("view", ["", "&visa=tabell"])
def test_every_share_of_the_page_and_of_the_picture_is_the_table_s(
    release: PublicRelease, target: str, view: str
) -> None:
    told = by_spot(table(release, "results.csv"))
    group = "" if target == "ifo" else f"&malgrupp={target}"
    for question in QUESTIONS:
        query = f"familj=ifo&omgang=2024&fraga={question}&kommun=9001&kommun=9002{group}"
        content = Client().get(f"/jamfor/?{query}{view}").content.decode()
        drawn = get("svg", query).decode()
        for place, name in (("9001", "Granhult"), ("9002", "Älvmora")):
            row = told.get((place, target, "T", question))
            known = whole_per_cent(dict(row)) if row else None
            own = re.search(rf">{name}</a>.*?</tr>", content, re.DOTALL)
            assert own
            figures = [per_cent(each) for each in shares(plain(own[0].partition("</th>")[2]))]
            label = plain(drawn.partition(f">{name}</text>")[2].partition("</text>")[0])
            written = [per_cent(each) for each in shares(label)]
            if row is None or row["status"] == "withheld" or "kan inte anges" in own[0]:
                assert (figures, written) == ([], [])
            else:
                assert figures[0] == known
                assert written == [known]


def plain(markup: str) -> str:
    """Its words."""
    return tagless(markup)


@pytest.mark.thorough
def test_the_picture_has_the_number_of_answers_and_the_verdicts_of_the_table(release: PublicRelease) -> None:
    told = by_spot(table(release, "results.csv"))
    words = {"better": "bättre", "worse": "sämre", "cannot_tell": "ingen säkerställd skillnad"}
    seen = set()
    for question, target in product(QUESTIONS, TARGETS):
        group = "" if target == "ifo" else f"&malgrupp={target}"
        query = f"familj=ifo&omgang=2024&fraga={question}&kommun=9001&kommun=9002{group}"
        drawn = re.findall(r"<text[^>]*>([^<]*)</text>", get("svg", query).decode())
        page = plain(Client().get(f"/jamfor/?{query}").content.decode())
        lines = {line["name"]: line for line in lines_of(query) if line["role"] == "chosen"}
        starts = [drawn.index(name) for name in lines] + [len(drawn)]
        for name, start, end in zip(lines, starts, starts[1:], strict=False):
            said, line = plain(" ".join(drawn[start:end])), lines[name]
            row = told.get((line["municipality"], target, "T", question))
            shown = bool(shares(said.partition(" svar")[0])) and row is not None and bool(row["valid"])
            assert re.findall(r"(\d+) svar", said) == ([row["valid"]] if shown and row else []), said
            for other, column in (("riket", "against_nation"), ("Granhult", "beside_first")):
                sentence = f"Jämfört med {other}: {words.get(line[column], '')}"
                assert (f"Jämfört med {other}:" in said) == (line[column] in words)
                assert line[column] not in words or (sentence in said and sentence in page)
                seen.add((column, line[column]))
    assert ("against_nation", "cannot_tell") in seen
    assert ("beside_first", "cannot_tell") in seen


def test_a_verdict_is_the_release_s_own(release: PublicRelease) -> None:
    told = {
        (row["municipality"], row["question"]): row["verdict"]
        for row in table(release, "comparisons.csv")
        if (row["instrument"], row["gender"]) == ("ifo", "T")
    }
    for question in QUESTIONS:
        for line in lines_of(f"familj=ifo&omgang=2024&fraga={question}&kommun=9001&kommun=9002"):
            if line["role"] == "chosen":
                assert line["against_nation"] == told.get((line["municipality"], question), "untested")


@pytest.mark.thorough
@pytest.mark.parametrize("later", [worlds.a_year_later, worlds.a_newcomer_later])
def test_a_change_is_the_release_s_own_and_one_that_is_not_tested_says_why(later: Callable[..., worlds.World]) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    told = {
        (row["municipality"], row["question"]): (row["previous_round"], row["change_verdict"], row["change_untested"])
        for row in table(worlds.published(later(world)), "comparisons.csv")
        if (row["instrument"], row["gender"]) == ("ifo", "T")
    }
    for question in QUESTIONS:
        query = f"familj=ifo&omgang=2024&omgang=2025&fraga={question}&kommun=9001"
        (line,) = (each for each in lines_of(query) if (each["role"], each["round"]) == ("chosen", "2025"))
        if line["changed_since"]:
            own = line["changed_since"], line["change"], line["change_untested"]
            assert own == told["9001", question]
            words = "Jämfört med 2024:" if line["change"] != "untested" else "går inte att pröva"
            page = plain(Client().get(f"/jamfor/?{query}").content.decode())
            assert page.count(words) >= (2 if line["change_untested"] else 1)  # on top and at the figure


@pytest.mark.usefixtures("release")
def test_a_similar_municipality_is_not_said_to_be_untested() -> None:
    lines = lines_of("familj=ifo&omgang=2024&fraga=helhet&kommun=9001&grupp=skr")
    assert not [line for line in lines if line["role"] == "similar" and line["against_nation"]]


@pytest.mark.thorough
@pytest.mark.usefixtures("release")
def test_a_share_that_is_told_too_widely_for_pages_is_not_said_to_be_untested() -> None:
    lines = [line for query in choices() for line in lines_of(query) if line["role"] == "chosen" and line["share_min"]]
    wide = [line for line in lines if float(line["share_max"]) - float(line["share_min"]) > 0.2001]
    assert wide
    assert not [line for line in wide if line["against_nation"]]


@pytest.mark.thorough
@pytest.mark.usefixtures("release")
def test_no_cell_is_a_formula() -> None:
    query = next(choices())
    assert not [value for line in lines_of(query) for value in line.values() if is_formula(value)]
    with zipfile.ZipFile(BytesIO(get("xlsx", query))) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        assert len(sheets) == 2
        assert not [name for name in sheets if b"<f>" in book.read(name) or b"<f " in book.read(name)]


def test_every_form_says_where_its_figures_come_from(release: PublicRelease) -> None:
    query = next(choices())
    checksum = release.manifest_sha256
    for form in ("csv", "json", "svg"):
        content = get(form, query).decode()
        assert checksum[:12] in content
        assert "Källa:" in content
        assert "10\N{NO-BREAK SPACE}december 2024" in content
        assert "Siffrorna får användas fritt om källan anges." in content
    assert {line["sha256"] for line in lines_of(query)} == {checksum}
    notes = CalamineWorkbook.from_filelike(BytesIO(get("xlsx", query))).get_sheet_by_name("Läs mig").to_python()
    assert any(checksum[:12] in str(row[0]) for row in notes)


def test_what_is_published_after_midnight_is_of_that_day_in_every_form(release: PublicRelease) -> None:
    release.published_at = datetime.datetime(2024, 12, 31, 23, 30, tzinfo=datetime.UTC)
    release.save(update_fields=["published_at"])
    query = next(choices())
    assert {line["published"] for line in lines_of(query)} == {"2025-01-01"}
    assert "1\N{NO-BREAK SPACE}januari 2025" in get("svg", query).decode()


@pytest.mark.thorough
@pytest.mark.usefixtures("release")
def test_a_picture_has_its_words_drawn_with_our_own_font() -> None:
    """Where words are there is ink: without a font the left edge, where only words stand, would be white."""
    with Image.open(BytesIO(get("png", next(choices())))) as picture:
        assert picture.width == 1440
        names = picture.convert("L").crop((40, 0, 440, picture.height))
        assert sum(names.histogram()[:100]) > 2000


@pytest.mark.usefixtures("release")
def test_a_group_of_fewer_than_three_has_no_mean_in_any_form() -> None:
    query = "familj=ifo&omgang=2024&fraga=helhet&kommun=9001&kommun=9002&grupp=egen"
    assert "similar_mean" in {line["role"] for line in lines_of(query)}
    means = [line for line in lines_of(query) if line["role"] == "similar_mean"]
    assert not any(line[name] for line in means for name in NUMBERS)
    assert "Färre än tre andra kommuner" in Client().get(f"/jamfor/?{query}").content.decode()
    assert "ovägda medelvärde" not in get("svg", query).decode()


@pytest.mark.thorough
def test_a_lasting_address_gives_the_same_after_a_correction() -> None:
    world = worlds.closed_world()
    first = worlds.published(world)
    query = "familj=ifo&omgang=2024&fraga=helhet&kommun=9001&kommun=9002"
    lasting = f"{query}&utgava={first.manifest_sha256[:12]}"
    before = get("csv", lasting)
    assert before == get("csv", query)
    second = worlds.published(world, note="En enhet hade fel namn.")
    assert second.manifest_sha256 != first.manifest_sha256 or second.number == 2
    assert get("csv", lasting) == before
    page = Client().get(f"/jamfor/?{lasting}").content.decode()
    assert "har ersatts av en rättelse" in page
    assert "En enhet hade fel namn." in Client().get(f"/jamfor/?{query}").content.decode()


def seven_closed() -> worlds.World:
    """A closed round of seven, of which one has too few answers to be shown."""
    world = worlds.open_world()
    worlds.answer_all(world)
    for number, genders in enumerate(("KKKKKMMMMM", "KKKKKKKKMMMMMMMM", "KKKMMM", "KKM", "KKKKKKKKKKKKMMMMMMMMMMMM")):
        unit = builders.unit(f"Enhet {number}", builders.municipality(f"Kommun {number}", f"900{number + 3}"))
        world.answer(register_unit(round=world.round, unit=unit, questionnaire=worlds.SUPPORT), genders, offered=30)
    close_round(world.round)
    return world


def seven_municipalities() -> PublicRelease:
    """Their published result."""
    return worlds.published(seven_closed())


@pytest.mark.thorough
def test_whoever_has_the_figures_that_are_shown_works_out_the_means() -> None:
    """So the means tell nothing more: nothing of the municipality that is withheld."""
    seven_municipalities()
    places = "".join(f"&kommun=900{number}" for number in range(1, 8))
    told = 0
    for question in QUESTIONS:
        lines = lines_of(f"familj=ifo&omgang=2024&fraga={question}{places}&grupp=egen")
        group = [line for line in lines if line["role"] == "similar"]
        shown = [line for line in group if line["status"] != "withheld"]
        assert len(group) == 6
        for mean in (line for line in lines if line["role"] == "similar_mean" and line["share_min"]):
            told += 1
            for end in ("min", "max"):
                parts = [Fraction(int(line[f"positive_{end}"]), int(line["valid"])) for line in shown]
                weighted = Fraction(
                    sum(int(line[f"positive_{end}"]) for line in shown), sum(int(line["valid"]) for line in shown)
                )
                own = {"weighted_mean": weighted, "unweighted_mean": sum(parts) / len(parts)}[mean["statistic"]]
                assert float(mean[f"share_{end}"]) == pytest.approx(float(own), abs=0.00005001)
            assert int(mean["municipalities"]) == len(shown)
    assert told


def test_a_page_tells_how_many_of_a_group_are_shown() -> None:
    seven_municipalities()
    places = "".join(f"&kommun=900{number}" for number in range(1, 8))
    query = f"familj=ifo&omgang=2024&fraga=helhet{places}&grupp=egen"
    content = plain(Client().get(f"/jamfor/?{query}").content.decode())
    shown = [line for line in lines_of(query) if line["role"] == "similar" and line["status"] != "withheld"]
    told = re.search(r"Andra kommuner i gruppen: 6\. Deltog: 6\. Siffran visas för (\d), men inte för (\d)\.", content)
    assert told
    assert int(told[1]) <= len(shown)
    assert int(told[1]) + int(told[2]) == 6
