"""A real process of the service that reads a file of answers on paper in, and kills itself at a step of it.

Run by the tests with `python dying_import.py STEP CODE…`.
"""

import pkgutil
import sys

import django
import time_machine

IMPORT_STEPS = {
    "before redeeming": ("intake.importing.keep_unused", "before"),
    "between redeeming and sealing": ("intake.importing._seal_sheets", "before"),
    "after sealing, before the commit": ("intake.importing._seal_sheets", "after"),
    "after the commit, before the old keys are erased": ("keyring.ratchet.Ratchet.erase_key", "before"),
}
"""Where a process dies: a function, as the room that calls it knows it, and the side of it."""


def main(step: str, *codes: str) -> None:
    """Read one form for each code in."""
    from tests.tycktill_web import builders
    from tests.tycktill_web.intake.dying import dying
    from tests.tycktill_web.intake.papers import read

    from tycktill_web.fieldwork.models import Round
    from tycktill_web.intake.importing import take_rows
    from tycktill_web.participants.models import Registration

    path, side = IMPORT_STEPS[step]
    owner_name, _, name = f"tycktill_web.{path}".rpartition(".")
    owner = pkgutil.resolve_name(owner_name)
    setattr(owner, name, dying(getattr(owner, name), side))
    registrations = list(Registration.objects.select_related("unit__organisation"))
    rows = read([{"code": code, "helhet": 1} for code in codes])
    with time_machine.travel(builders.TODAY):
        take_rows(Round.objects.get(), rows, registrations, on=builders.TODAY)


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
