"""A municipality's first screen beside similar ones says what the comparison says that it leads to."""

import csv
import io
import re
from collections.abc import Mapping
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.attacks.written import per_cent, shares
from tests.tycktill_web import worlds
from tests.tycktill_web.improvement.nations import granhult, published
from tests.tycktill_web.pages import see, signed_in
from tests.tycktill_web.public.crawled import lines_of, plain
from tests.tycktill_web.public.test_compared import seven_closed, seven_municipalities

from tycktill.findings import SIGNS
from tycktill.findings.words import SWEDISH
from tycktill.statistics import per_cent_between
from tycktill.tables import Judgement
from tycktill_web.releases.models import PublicRelease, RoundGroup
from tycktill_web.releases.signing import publish_waiting

pytestmark = pytest.mark.django_db
MOST = 12
LOW, LIKE = (60, 27, 27), (60, 40, 40)


def only_group(release: PublicRelease, members: str, municipality: str = "9001") -> None:
    """This group and no other, of municipalities of the same kind."""
    RoundGroup.objects.filter(round=release.round).delete()
    RoundGroup.objects.create(
        round=release.round,
        municipality=municipality,
        likeness="skr",
        name="Landsbygdskommun",
        edition="2023",
        members=members,
    )


def beside(page: str) -> Mapping[str, str]:
    """What the first table says of similar municipalities, by question."""
    lines = [line for line in lines_of(page) if line.caption == "Andel positiva svar"]
    return {line.about: line.cells["Mot liknande"] for line in lines if "Mot liknande" in line.cells}


def get(address: str) -> str:
    return Client().get(address, follow=True).content.decode()


@pytest.mark.thorough
@pytest.mark.parametrize("target", ["", "ifo-ekonomiskt-bistand/"])
def test_every_verdict_and_mean_is_that_of_the_comparison_it_leads_to(target: str) -> None:
    release = seven_municipalities()
    only_group(release, "9002 9003 9004 9005 9006 9007")
    page = get(f"/resultat/ifo/2024/9001/{target}")
    found = re.search(r'href="(/jamfor/[^"]*)">Vilka är de liknande kommunerna', page)
    assert found
    rows = csv.DictReader(io.StringIO(get(unescape(found[1]).replace("/jamfor/", "/jamfor.csv"))))
    means = {row["question"]: row for row in rows if row["statistic"] == "weighted_mean"}
    cells = beside(page)
    assert len(cells) == len(means) == 7
    for cell, mean in zip(cells.values(), means.values(), strict=True):
        verdict = Judgement(mean["beside_group"])
        assert f"{SIGNS[verdict]} {SWEDISH.verdicts[verdict]}" in cell
        told = cell.partition("liknande: ")[2]
        least, most = (float(mean[f"share_{end}"]) for end in ("min", "max"))
        (first, last), (known_first, known_last) = per_cent(shares(told)[0]), per_cent_between(least, most)
        assert known_first <= first <= last <= known_last
        assert told.startswith("ca ") or (first, last) == (known_first, known_last)


def test_too_few_similar_ones_are_not_compared_with() -> None:
    release = seven_municipalities()
    only_group(release, "9002 9006")
    page = get("/resultat/ifo/2024/9001/")
    assert not beside(page)
    assert "liknande" not in plain(page).lower()


def test_what_is_proven_beside_similar_ones_is_said_first_and_at_what_price() -> None:
    granhult()
    names = {f"90{number:02}": f"Kommun {number}" for number in range(1, 30)}
    every = {("ifo-missbruk", code, "", "helhet"): LOW if code == "9001" else LIKE for code in names}
    release = published("2024", told=every, names=names)
    only_group(release, "9002 9003 9004 9005")
    get("/resultat/ifo/2024/")  # what releases say of themselves is read once a process
    with CaptureQueriesContext(connection) as statements:
        page = get("/resultat/ifo/2024/9001/")
    assert len(statements) <= MOST
    assert "Sämre än liknande kommuner på" in plain(page)
    assert list(beside(page).values()) == ["▼ sämre liknande: 67 %"]
    assert "Liknande: andra kommuner i gruppen ”Landsbygdskommun” vars siffra visas" in plain(page)
    assert "Worse than similar municipalities" in plain(get("/resultat/ifo/2024/9001/?sprak=en"))


def test_the_nation_is_like_no_one() -> None:
    release = seven_municipalities()
    only_group(release, "9002 9003 9004 9005", municipality="")
    assert not beside(get("/resultat/ifo/2024/"))


def test_under_embargo_nothing_of_similar_ones_is_told() -> None:
    world = seven_closed()
    release = worlds.waiting(world)
    only_group(release, "9002 9003 9004 9005 9006 9007")
    own = "/kommun/ifo/2024/resultat/9001/"
    assert "liknande" not in see(signed_in(world.coordinator), own).lower()
    publish_waiting(release, at=worlds.HOUR)
    assert "Mot liknande" in see(signed_in(world.coordinator), own)
