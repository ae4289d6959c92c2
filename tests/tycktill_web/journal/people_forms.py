"""The forms about people and units, at the desk and at the office, each with who sends it."""

from collections.abc import Callable, Mapping

from allauth.mfa.totp.internal.auth import TOTP
from tests.tycktill_web import worlds
from tests.tycktill_web.improvement import test_drawn_starts as drawn_starts

from tycktill_web.journal.actors import acting_as
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.inviting import invite_person
from tycktill_web.participants.models import Person, Role

Errand = Callable[[], tuple[Person, str, Mapping[str, object]]]
"""Who sends which form where."""


def errand_of(space: str, way: str, form: Mapping[str, str]) -> Errand:
    def errand() -> tuple[Person, str, Mapping[str, object]]:
        world = worlds.open_world()
        with acting_as(actor_of(world.anna)):
            asked = invite_person(email="nils@granhult.example", role=Role.COORDINATOR, organisation=world.granhult)
            TOTP.activate(world.reader, "A" * 32)
        found = {"asked": asked.pk, "reader": world.reader.memberships.get().pk, "coordinator": world.coordinator.pk}
        place = f"/{'kommun' if space == 'desk' else 'kansli'}/personer/{world.granhult.pk}/"
        filled = {name: value.format(**found) for name, value in form.items()}
        return world.coordinator if space == "desk" else world.anna, place + way.format(**found), filled

    return errand


def _who_reads_early() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.planned_world()
    return world.coordinator, "/kommun/ifo/2024/fore-publiceringen/9001/", {"unit": [world.support.unit_id]}


def _who_begins() -> tuple[Person, str, Mapping[str, object]]:
    return drawn_starts.world_of_units().coordinator, drawn_starts.LOT, drawn_starts.SENT


PEOPLE: Mapping[str, Errand] = {
    f"{space}:{name}": errand_of(space, way, form)
    for space in ("desk", "office")
    for name, way, form in (
        ("invite_person", "bjud-in/", {"email": "ny@granhult.example", "role": "reader"}),
        ("invite_again", "{asked}/igen/", {}),
        ("take_role", "{reader}/ta-bort/", {}),
        ("clear_second_step", "{reader}/nollstall/", {}),
        ("contact", "kontakt/ifo/2024/", {"person": "{coordinator}"}),
    )
} | {"desk:embargo_units": _who_reads_early, "desk:new_start": _who_begins}
