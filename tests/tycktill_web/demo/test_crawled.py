"""Every figure and verdict on each page and file of a country is its table's; what is withheld has no number."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.attacks.told import whole_per_cent
from tests.attacks.written import per_cent, shares
from tests.tycktill_web.demo.conftest import World
from tests.tycktill_web.public.checked import WORDS, Checked, Row, Spot, Tables, spot_of
from tests.tycktill_web.public.crawled import Line, crawl, lines_of, of_address, pages, plain

from tycktill_web.releases.models import PublicRelease, ReleasedPlace, ReleasedValue

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def crawled(world: World) -> list[tuple[str, bytes]]:
    """The country's pages and files, as one who follows every link gets them."""
    assert world.country.surveys
    return list(crawl(Client()))


@pytest.mark.usefixtures("world")
def test_the_whole_country_is_crawled(crawled: list[tuple[str, bytes]]) -> None:
    addresses = {address for address, _ in crawled}
    for place in ReleasedPlace.objects.filter(release__in=PublicRelease.objects.published()).select_related(
        "release__round"
    ):
        round_ = place.release.round
        code = f"{place.municipality}/" if place.municipality else ""
        assert f"/resultat/{round_.family}/{round_.label}/{code}" in addresses
    kinds = Counter(urlsplit(address).path.split("/")[1].partition(".")[0] for address in addresses)
    assert min(kinds[each] for each in ("resultat", "fraga", "jamfor", "kommuner")) > 0
    assert any("/enhet/" in address for address in addresses)
    for view in ("karta", "rutor", "lista", "tratt"):
        assert any(f"visa={view}" in address for address in addresses)


@pytest.mark.usefixtures("world")
def test_every_line_of_every_place_s_page_is_its_tables(crawled: list[tuple[str, bytes]]) -> None:
    checked = Checked(Tables.read())
    for address, path, page in pages(crawled, "resultat"):
        place = checked.tables.place(path)
        if place is not None:
            for line in lines_of(page):
                check_place_line(checked, line, place, address)
    assert min(checked.seen[each] for each in ("figure", "withheld", "interval", "number", "verdict")) > 100
    assert min(checked.seen[each] for each in ("change_verdict", "before")) > 20


def shown_spot(tables: Tables, whole: Spot) -> Spot:
    """A unit in all target groups together, or in the one that tells of it where these do not."""
    told = {spot.target for spot, row in tables.results.items() if spot[:4] == whole[:4] and tables.is_told(row)}
    return whole if whole.target in told or not told else whole._replace(target=min(told))


def check_place_line(checked: Checked, line: Line, spot: Spot, where: str) -> None:
    """A line of one of the tables of a place: about a question, a target group or a unit."""
    question = checked.tables.questions.get((spot.family, spot.round, line.about))
    own = spot._replace(question=question or "")
    summed_up = line.caption.split("”")[1] if "”" in line.caption else ""
    by_group = spot._replace(question=checked.tables.questions.get((spot.family, spot.round, summed_up), ""))
    if question and line.caption == "Andel positiva svar":
        check_question(checked, line, own, where)
    elif question and "kvinnor" in line.caption:
        check_genders(checked, line, own, where)
    elif question and "varje år" in line.caption:
        check_years(checked, line, own, where)
    elif line.caption.startswith("Målgrupperna på ”"):
        group = by_group._replace(target=checked.tables.targets[spot.family, spot.round, line.about])
        checked.figure(group, line.cells["Andel"], where)
        checked.verdict(group, line.cells.get("Mot riket", ""), "verdict", where)
    elif line.caption.startswith("Enheterna på ”"):
        checked.figure(by_group._replace(unit=line.about), line.cells["Andel"], where)


def check_question(checked: Checked, line: Line, spot: Spot, where: str) -> None:
    """What is told of a question on the whole, beside the nation and the round before."""
    first = next(iter(line.cells.values()))
    word = next((each for each in WORDS if first.endswith(each)), "")
    checked.figure(spot, first.removesuffix(word).strip(), where)
    checked.verdict(spot, word and f"○ {word}", "verdict", where)
    checked.interval(spot, line.cells.get("Osäkerhetsintervall", ""), where)
    checked.number(spot, line.cells.get("Antal svar", ""), where)
    for head, cell in line.cells.items():
        if head == "Mot riket":
            checked.verdict(spot, cell, "verdict", where)
            beside = cell.partition("riket:")[2].strip()
            if beside:
                checked.figure(spot._replace(municipality=""), beside, where)
        elif head.startswith("Mot ") and head != "Mot liknande":
            checked.verdict(spot, cell, "change_verdict", where)
            check_before(checked, spot, cell, where)


def check_genders(checked: Checked, line: Line, spot: Spot, where: str) -> None:
    """Women, then men: the share, and its interval where there is one."""
    for gender, cell in zip(("K", "M"), line.cells.values(), strict=True):
        own, *interval = shares(cell) or [cell]
        rough = "ca " if cell.startswith("ca ") else ""
        checked.figure(spot._replace(gender=gender), f"{rough}{own}", where)
        for each in interval:
            checked.interval(spot._replace(gender=gender), each, where)


def check_years(checked: Checked, line: Line, spot: Spot, where: str) -> None:
    """The share in each round, as that round's own release has it."""
    for round_, cell in line.cells.items():
        checked.figure(spot._replace(round=round_), (shares(cell) or [cell])[0], where)


def check_before(checked: Checked, spot: Spot, cell: str, where: str) -> None:
    """The figure of an earlier round, as the own release of the round that the cell names has it."""
    round_, _, beside = (re.search(r"\d{4}\S*: .*", cell) or [""])[0].partition(": ")
    if shares(beside):
        checked.figure(spot._replace(round=round_), beside, where)
        checked.seen["before"] += 1


@pytest.mark.usefixtures("world")
def test_a_figure_that_is_not_its_table_s_is_found() -> None:
    """Planted: a share of one municipality is shown five points higher than its file says."""
    shown = ReleasedValue.objects.filter(release__in=PublicRelease.objects.published(), unit="", gender="T")
    value = (
        shown.filter(status="shown", share__lt=0.9).exclude(municipality="").select_related("release__round").first()
    )
    assert value
    round_ = value.release.round
    target = "" if value.target == round_.family else f"{value.target}/"
    address = f"/resultat/{round_.family}/{round_.label}/{value.municipality}/{target}"
    spot = Spot(round_.family, round_.label, value.municipality, "", value.target, "")

    def check() -> None:
        for line in lines_of(Client().get(address).content.decode()):
            check_place_line(Checked(Tables.read()), line, spot, address)

    check()
    moved = {name: getattr(value, name) + 0.05 for name in ("share", "share_min", "share_max")}
    ReleasedValue.objects.filter(pk=value.pk).update(**moved)
    with pytest.raises(AssertionError):
        check()


@pytest.mark.usefixtures("world")
def test_every_line_of_every_unit_s_page_is_its_tables(crawled: list[tuple[str, bytes]]) -> None:
    checked = Checked(Tables.read())
    for address, path, page in pages(crawled, "resultat"):
        if "enhet" not in path:
            continue
        parts = [each for each in path[1:] if not each.startswith("utgava-")]
        family, round_, municipality = parts[:3]
        target = checked.tables.shown_target(family, round_, municipality)
        heading = re.search(r"<h1>(.*?)</h1>", page)
        assert heading
        spot = shown_spot(checked.tables, Spot(family, round_, municipality, plain(heading[1]), target, ""))
        for line in lines_of(page):
            question = checked.tables.questions.get((family, round_, line.about))
            if question:
                own = spot._replace(question=question)
                checked.figure(own, next(iter(line.cells.values())), address)
                checked.interval(own, line.cells.get("Osäkerhetsintervall", ""), address)
                checked.number(own, line.cells.get("Antal svar", ""), address)
            elif "/enhet/" in line.link:
                asked = checked.tables.questions[family, round_, line.caption.split("”")[1]]
                checked.figure(spot._replace(unit=line.about, question=asked), line.cells["Andel"], address)
    assert checked.seen["figure"] > 20
    assert checked.seen["interval"] > 10


@pytest.mark.usefixtures("world")
def test_every_line_of_every_question_s_page_is_its_tables(crawled: list[tuple[str, bytes]]) -> None:
    checked = Checked(Tables.read())
    headings = {"Bättre än riket": "better", "Sämre än riket": "worse", "Går inte att skilja från riket": "cannot_tell"}
    for address, path, page in pages(crawled, "fraga"):
        family, question = path[1:]
        for line in lines_of(page):
            parts = [each for each in line.link.split("?")[0].split("/") if each]
            if parts[:1] == ["resultat"]:
                target = parts[4] if len(parts) > 4 else family
                spot = Spot(family, parts[2], parts[3], "", target, question)
                row = checked.tables.compared.get(spot)
                heading = line.caption.partition(":")[0]
                if heading in headings and row:
                    assert row["verdict"] == headings[heading], (address, spot)
                    checked.seen["verdict"] += 1
            elif "riket varje år" in line.caption:
                asked = of_address(address)[1].get("malgrupp", [family])[0]
                spot = Spot(family, line.about.split()[0], "", "", asked, question)
            else:
                continue
            checked.figure(spot, line.cells["Andel"], address)
            checked.interval(spot, line.cells.get("Osäkerhetsintervall", ""), address)
            checked.number(spot, line.cells["Antal svar"], address)
        check_drawn(checked, page, family, question, address)
    assert min(checked.seen[each] for each in ("figure", "interval", "number", "verdict", "drawn")) > 20


def check_drawn(checked: Checked, page: str, family: str, question: str, where: str) -> None:
    """What a map, a square or a funnel says of each municipality."""
    for link, told in re.findall(r'<a href="(/resultat/[^"]+)" aria-label="([^"]*)"', page):
        parts = [each for each in link.split("?")[0].split("/") if each]
        target = parts[4] if len(parts) > 4 else family
        said = plain(told).partition(": ")[2]
        checked.figure(Spot(family, parts[2], parts[3], "", target, question), said.partition(",")[0], where)
        checked.seen["drawn"] += 1


@pytest.mark.usefixtures("world")
def test_every_file_of_every_comparison_has_the_figures_of_its_tables(crawled: list[tuple[str, bytes]]) -> None:
    tables, seen = Tables.read(), Counter[str]()
    for address, content in crawled:
        form = urlsplit(address).path.removeprefix("/jamfor.")
        query = of_address(address)[1]
        if form not in ("csv", "json", "xlsx", "svg", "png"):
            continue
        for line in rows_in(form, content):
            spot = spot_of((query["familj"][0], line["round"]), line)
            row = tables.results.get(spot)
            assert line["status"] == (row["status"] if row else "absent"), address
            for column in ("valid", "share", "share_min", "share_max", "low", "high"):
                assert number_of(line[column]) == number_of(row[column] if row else ""), (address, spot, column)
            if line["status"] in ("absent", "withheld"):
                assert not any(line[each] for each in ("valid", "share", "share_min", "share_max", "low", "high"))
            compared = tables.compared.get(spot)
            if line["role"] == "chosen" and compared:
                is_wide = line["status"] != "withheld" and not tables.is_told(row)
                verdict = "" if is_wide else compared["verdict"] or "untested"
                assert line["against_nation"] == verdict, (address, spot)
        seen[form] += 1
        if form == "svg":
            check_picture(tables, content.decode(), query, address)
    assert set(seen) == {"csv", "json", "xlsx", "svg", "png"}


def rows_in(form: str, content: bytes) -> Iterator[Row]:
    """The lines of a file that are a place's share; pictures have none."""
    found: Iterable[Mapping[str, object]] = ()
    if form == "csv":
        found = csv.DictReader(io.StringIO(content.decode()))
    elif form == "json":
        found = json.loads(content)["rows"]
    elif form == "xlsx":
        header, *cells = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
        found = [dict(zip(map(str, header), row, strict=True)) for row in cells]
    for line in found:
        if line["statistic"] == "share":
            yield {name: "" if value is None else str(value) for name, value in line.items()}


def number_of(written: str) -> float | None:
    return float(written) if written else None


def check_picture(tables: Tables, drawn: str, query: Mapping[str, list[str]], where: str) -> None:
    """Each municipality's figure and number of answers: what PNG is made of too."""
    names = {each.municipality: each.name for each in ReleasedPlace.objects.all()}
    texts = [plain(each) for each in re.findall(r"<text[^>]*>([^<]*)</text>", drawn)]
    if any(len(query.get(each, ())) > 1 for each in ("fraga", "malgrupp", "kon")):
        return
    family, target = query["familj"][0], query.get("malgrupp", query["familj"])[0]
    for code in query["kommun"]:
        for round_ in query["omgang"]:
            name = f"{names[code]} {round_}" if len(query["omgang"]) > 1 else names[code]
            row = tables.results.get(Spot(family, round_, code, "", target, query["fraga"][0]))
            at = max(place for place, words in enumerate(texts) if words == name)  # after a title of the same name
            told, below = texts[at + 1], " ".join(texts[at + 1 : at + 4])
            if tables.is_told(row) and row:
                known = whole_per_cent(dict(row))
                assert known, where
                assert per_cent(shares(told)[0]) == tuple(known), where
                assert f"{row['valid']} svar" in below, where
            else:
                assert not re.search(r"\d", told), where
