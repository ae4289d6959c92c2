"""What municipalities said that they would do and follow has its place in the register."""

import re

import pytest
from tests.tycktill.improvement.made_up import OWN, TARGET, Figures
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.improvement.nations import FIGURE, granhult, published
from tests.tycktill_web.pages import see, send, signed_in

from tycktill_web.fieldwork.rounds import plan_round

pytestmark = pytest.mark.django_db

START = "/kommun/forbattring/"
RESULT = f"{START}{OWN}/ifo/2024/"


@pytest.fixture
def world() -> worlds.World:
    """A published round in which Granhult lies low, also at one of its units, and the next one planned."""
    found = granhult()
    told: Figures = {(TARGET, OWN, unit, "helhet"): (60, 27, 27) for unit in ("", "Barn och unga")}
    others: Figures = {(TARGET, str(9002 + each), "", "helhet"): (60, 42, 42) for each in range(20)}
    published("2024", told={**told, **others})
    plan_round(family="ifo", label="2025", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    return found


def test_lulea_s_unit_for_children_proposes_improvements(world: worlds.World) -> None:
    """An action has a unit, an owner, and the finding it comes from."""
    action = {
        "figure": FIGURE,
        "unit": "Barn och unga",
        "finding": "Få tycker att de kan påverka vilken hjälp de får.",
        "what": "Enheten går igenom resultatet och föreslår förbättringar",
        "was_chosen": "yes",
        "owner": "Enhetschefen för barn och unga",
        "starts_on": "2025-02-01",
    }
    page = send(signed_in(world.coordinator), f"{RESULT}atgard/", action)
    for told in ("på Barn och unga i Granhult", action["finding"], action["what"], action["owner"]):
        assert told in page


def test_solvesborg_s_head_wants_eighty_per_cent_to_answer(world: worlds.World) -> None:
    page = send(signed_in(world.coordinator), f"{RESULT}mal/", {"figure": "ifo:svarsfrekvens", "unit": "", "level": 80})
    assert "Svarsfrekvens 80 %" in page


def test_koping_follows_indicators_of_its_plan_over_the_years(world: worlds.World) -> None:
    """A target stands from round to round, with what each gave; a change that is certain is told as a finding."""
    client = signed_in(world.coordinator)
    assert re.search(
        r"60 % 45 % 2024 inte nått", send(client, f"{RESULT}mal/", {"figure": FIGURE, "unit": "", "level": 60})
    )
    published("2025", (60, 54, 54))
    assert re.search(r"60 % 90 % 2025 nått", see(client, START))
    assert "bättre än" in see(client, f"{START}{OWN}/ifo/2025/")
