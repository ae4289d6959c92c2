"""A real process of the service that sends own answers, and may kill itself at a step.

Run by the tests with `python dying_after.py STEP CODE`.
"""

import sys

import django
import time_machine
from tests.tycktill_web.intake import dying

STEPS = {
    "before redeeming": ("intake.submitting.redeem_code", "before"),
    "between redeeming and sealing": ("intake.submitting.seal_beside", "before"),
    "after sealing, before the commit": ("intake.submitting.seal_beside", "after"),
    "after the commit, before the old keys are erased": ("keyring.ratchet.Ratchet.erase_key", "before"),
    "after an old key is erased": ("keyring.ratchet.Ratchet.erase_key", "after"),
    "after erasing, before the thanks": ("pages.respond.after.submit_after", "after"),
}
"""As those of the national answer."""


def main(step: str, code: str) -> None:
    """Send the own answers as the page does."""
    from django.test import Client
    from tests.tycktill_web import builders

    dying.STEPS.update(STEPS)
    dying.arrange(step)
    with time_machine.travel(builders.TODAY):
        Client().post("/svara/mer/skicka/", {"kod": code, "fraga-maten": "1"})


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
