"""A real process of the service that does an errand of the desk, and kills itself at a step of it.

Run by the tests with `python dying_desk.py ERRAND STEP NUMBER…`.
"""

import pkgutil
import sys
from uuid import UUID

import django
import time_machine

DESK_STEPS = {
    "presses": {
        "before they are kept": ("fieldwork.presses._keep_presses", "before"),
        "when they are kept, before the commit": ("fieldwork.presses._keep_presses", "after"),
        "after the commit": ("fieldwork.presses.count_presses", "after"),
    },
    "slips": {
        "before the codes are kept": ("fieldwork.codes.keep_unused", "before"),
        "when the codes are kept, before the commit": ("pages.desk.all_slips.make_batches", "after"),
        "after the commit": ("pages.desk.all_slips._make_codes", "after"),
        "while the file is sent": ("printing.bundles._Pieces.taken", "after"),
    },
}
"""Where a process dies: a function, as the room that calls it knows it, and the side of it."""


def count(numbers: list[str]) -> None:
    """Send what a phone has kept, a press for each number."""
    from tests.tycktill_web import builders

    from tycktill_web.fieldwork import presses
    from tycktill_web.fieldwork.models import Round
    from tycktill_web.fieldwork.outcomes import OfferOutcome
    from tycktill_web.participants.models import Registration

    registration = Registration.objects.select_related("unit__organisation").get()
    pressed = [presses.Press(UUID(each), registration, builders.TODAY, OfferOutcome.TAKEN) for each in numbers]
    presses.count_presses(Round.objects.get(), pressed, on=builders.TODAY)


def slips(units: list[str]) -> None:
    """Ask for three slips for each of these units, and take the file as it comes."""
    from tests.tycktill_web.pages import signed_in

    from tycktill_web.participants.models import Membership, Registration, Role

    place = Registration.objects.get(pk=units[0]).unit.organisation
    person = Membership.objects.get(organisation=place, role=Role.COORDINATOR).person
    form = {"size": 3, "turn": 1, "units": units}
    signed_in(person).post(f"/kommun/ifo/2024/organisation/{place.pk}/lappar/", form).getvalue()


def main(errand: str, step: str, *numbers: str) -> None:
    """Do the errand with these numbers."""
    from tests.tycktill_web import builders
    from tests.tycktill_web.intake.dying import dying

    path, side = DESK_STEPS[errand][step]
    owner_name, _, name = f"tycktill_web.{path}".rpartition(".")
    owner = pkgutil.resolve_name(owner_name)
    setattr(owner, name, dying(getattr(owner, name), side))
    with time_machine.travel(builders.TODAY):
        {"presses": count, "slips": slips}[errand](list(numbers))


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
