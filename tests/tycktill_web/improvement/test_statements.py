"""A page of improvement asks no more of the database when there is more to tell, and at most twelve times."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.tycktill.improvement.made_up import OWN, TARGET
from tests.tycktill_web.improvement.nations import AT, granhult, published
from tests.tycktill_web.pages import signed_in

from tycktill_web.improvement.models import PlannedAction, PlannedTarget

pytestmark = pytest.mark.django_db
MOST = 12


def test_pages_ask_as_often_of_many_actions_as_of_few() -> None:
    world = granhult()
    published("2024")
    published("2025", (60, 36, 36))
    by = {"organisation": world.granhult, "changed_by": world.coordinator, "changed_at": AT}
    figure = {"family": "ifo", "target": TARGET}
    PlannedTarget.objects.create(**by, **figure, question="helhet", level=60)
    client, found = signed_in(world.coordinator), []
    for number in range(1, 4):
        days = {"starts_on": "2025-02-01", "was_chosen": False}
        action = PlannedAction.objects.create(
            **by, **figure, **days, question="helhet", round="2024", what=f"Åtgärd {number}", owner="Enhetschefen"
        )
        ways = (
            "/kommun/forbattring/",
            f"/kommun/forbattring/{OWN}/ifo/2024/",
            f"/kommun/forbattring/{OWN}/ifo/2024/atgard/",
            f"/kommun/forbattring/atgard/{action.pk}/",
            f"/kommun/forbattring/atgard/{action.pk}/andra/",
        )
        asked = []
        for way in ways:
            client.get(way)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(way).status_code == 200
            asked.append(len(captured))
        found.append(asked)
    assert found[0] == found[-1]
    assert max(found[0]) <= MOST, found[0]
