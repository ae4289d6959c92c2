"""The form that makes the slips of all units, as it is sent to see what the journal tells of it."""

from collections.abc import Mapping

from tests.tycktill_web import worlds
from tests.tycktill_web.pages import gone, signed_in

from tycktill_web.participants.models import Person


def _all_slips() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.open_world()
    form = {"size": 3, "turn": 1, "units": [world.support.pk]}
    return world.coordinator, f"/kommun/ifo/2024/organisation/{world.granhult.pk}/lappar/", form


def _void_slips() -> tuple[Person, str, Mapping[str, object]]:
    person, address, form = _all_slips()
    gone(signed_in(person).post(address, dict(form)))
    return person, f"{address}makulera/", {}


SLIPS = {"desk:all_slips": _all_slips, "desk:void_slips": _void_slips}
