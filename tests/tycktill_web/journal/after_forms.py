"""The forms of own questions after a national questionnaire."""

from collections.abc import Callable, Mapping

from tests.tycktill_web import worlds
from tests.tycktill_web.after.asking import edition_of

from tycktill_web.participants.models import Person

Errand = Callable[[], tuple[Person, str, Mapping[str, object]]]


def _ask() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.planned_world()
    edition = edition_of(world.granhult, world.coordinator)
    form = {"edition": edition.pk, "questionnaires": [worlds.SUPPORT]}
    return world.coordinator, f"/kommun/ifo/2024/organisation/{world.granhult.pk}/egna-fragor/", form


AFTER: Mapping[str, Errand] = {
    "desk:own_questions": _ask,
    "office:own_questions": lambda: (
        worlds.planned_world().anna,
        "/kansli/omgang/ifo/2024/egna-fragor/",
        {"let": "no"},
    ),
}
"""A form that does something, for each page that changes anything."""
