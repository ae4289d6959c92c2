"""A lot decides once which units begin, by a seed that nobody chose and all can see; then the next round tells."""

import re
from dataclasses import replace
from functools import partial
from hashlib import sha256

import pytest
from tests.tycktill.improvement.made_up import OWN, TARGET, Figures, nation
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.improvement.nations import FIGURE, granhult, published
from tests.tycktill_web.pages import see, send, signed_in

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import plan_round
from tycktill_web.improvement.drawing import WantedStart, draw_start
from tycktill_web.improvement.errors import DrawnAlready
from tycktill_web.improvement.models import LotDrawnStart
from tycktill_web.journal.models import JournalEntry

pytestmark = pytest.mark.django_db

UNITS = ("Mitt", "Norr", "Strand", "Syd", "Väst", "Öst")
LOT = f"/kommun/forbattring/{OWN}/ifo/2024/lotta/"
SENT = {"what": "Vi ringer upp", "figure": FIGURE, "units": list(UNITS), "number": 3, "is_meant": "on"}


def told(raised: tuple[str, ...] = ()) -> Figures:
    """A nation in which Granhult has six units, and those `raised` lie high."""
    own = {(TARGET, OWN, unit, "helhet"): (60, 50, 50) if unit in raised else (60, 30, 30) for unit in UNITS}
    positive = sum(figure[1] for figure in own.values())
    return {**nation("2024", (360, positive, positive)), **own}


@pytest.fixture
def world() -> worlds.World:
    """A published round with six units, and the next one planned."""
    return world_of_units()


def world_of_units() -> worlds.World:
    """The same, for whoever is no test."""
    found = granhult()
    published("2024", told=told())
    plan_round(family="ifo", label="2025", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    return found


def test_from_the_lot_to_what_the_next_round_says(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    assert "Lotta vilka som börjar" in see(client, f"/kommun/forbattring/{OWN}/ifo/2024/")
    page = send(client, LOT, SENT)
    start = LotDrawnStart.objects.get()
    assert "kan lotten falla på 20 sätt." in page
    assert "Nästa omgång är inte publicerad än." in page
    assert start.seed in page
    assert all(unit in page for unit in UNITS)
    published("2025", told=told(start.drawn.first))
    came = see(client, f"/kommun/forbattring/lott/{start.pk}/")
    assert re.search(r"skillnaden \+33 procentenheter.* i 5 procent av fallen.*talar det för att", came)
    assert "Vi ringer upp" in see(signed_in(world.reader), "/kommun/forbattring/")


def test_anybody_can_draw_again_by_what_the_page_says(world: worlds.World) -> None:
    send(signed_in(world.coordinator), LOT, SENT)
    start = LotDrawnStart.objects.get()
    again = sorted(UNITS, key=lambda unit: sha256(f"{start.seed}\n{unit}".encode()).digest())
    assert [*start.drawn.first, *start.drawn.waiting] == again
    told_of = JournalEntry.objects.get(action="start_drawn")
    assert start.seed in told_of.facts
    assert (told_of.person, told_of.organisation) == (world.coordinator.pk, world.granhult.pk)


def test_it_is_drawn_once_and_not_when_the_next_round_has_opened(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    send(client, LOT, SENT)
    before = LotDrawnStart.objects.get()
    assert "dras bara en gång" in send(client, LOT, {**SENT, "number": 2}, status=409)
    assert LotDrawnStart.objects.get() == before
    LotDrawnStart.objects.all().delete()
    Round.objects.filter(label="2025").update(state=Round.State.OPEN)
    assert "för sent att lotta" in send(client, LOT, SENT, status=409)
    assert "Dra lotten" not in see(client, LOT)
    assert not LotDrawnStart.objects.exists()


def test_a_unit_is_drawn_once_a_round_whatever_the_figure(world: worlds.World) -> None:
    """Else the lot is drawn for one figure after another until it suits."""
    draw = partial(draw_start, world.granhult, person=world.coordinator, at=worlds.NOW)
    wanted = WantedStart("ifo", "2024", TARGET, "helhet", "Vi ringer upp", UNITS[:4], 2)
    draw(wanted)
    for again in ("kontakt", "helhet"):
        with pytest.raises(DrawnAlready):
            draw(replace(wanted, target="ifo", question=again, units=UNITS[3:]))
    draw(replace(wanted, question="kontakt", units=UNITS[4:], number=1))
    assert LotDrawnStart.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": 6}, "Någon måste vänta"),
        ({"units": []}, "Enheter som kan börja när som helst"),
        ({"is_meant": ""}, "lotten dras en gång"),
        ({"what": ""}, "Vad ni gör"),
        ({"figure": "ifo:finns_inte"}, "Siffra som ska ändras"),
    ],
)
def test_what_is_wrong_is_told_and_no_lot_is_drawn(world: worlds.World, wrong: dict[str, object], said: str) -> None:
    page = send(signed_in(world.coordinator), LOT, {**SENT, **wrong})
    assert "Något behöver rättas" in page
    assert said in page
    assert not LotDrawnStart.objects.exists()


def test_where_no_units_show_figures_the_page_says_what_to_do() -> None:
    found = granhult()
    published("2024")
    assert "för få enheter att lotta mellan" in see(signed_in(found.coordinator), LOT)


def test_others_neither_draw_nor_read(world: worlds.World) -> None:
    send(signed_in(world.coordinator), LOT, SENT)
    page = f"/kommun/forbattring/lott/{LotDrawnStart.objects.get().pk}/"
    for person, address, status in (
        (world.reader, LOT, 403),
        (world.stranger, LOT, 404),
        (world.staff, page, 403),
        (world.stranger, page, 404),
    ):
        see(signed_in(person), address, status=status)
