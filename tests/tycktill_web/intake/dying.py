"""A real process of the service that answers with the given codes, and may kill itself at a step of the first.

Run by the tests with `python dying.py STEP CODE…`; says on standard output what the page said to each.
"""

import os
import pkgutil
import signal
import sys
from collections.abc import Callable
from typing import Any

import django
import time_machine

Function = Callable[..., Any]
STEPS = {
    "before redeeming": ("intake.submitting.redeem_code", "before"),
    "between redeeming and sealing": ("intake.submitting.seal_answer", "before"),
    "before the row's new key is laid on disk": ("keyring.ratchet._write_slot", "before"),
    "when the row's new key lies on disk": ("fieldwork.unused_codes.Ratchet.advance", "after"),
    "before the buffer is written": ("vault.buffers._join_answers", "after"),
    "after sealing, before the commit": ("intake.submitting.seal_answer", "after"),
    "after the commit, before the old keys are erased": ("keyring.ratchet.Ratchet.erase_key", "before"),
    "after an old key is erased": ("keyring.ratchet.Ratchet.erase_key", "after"),
    "after erasing, before the thanks": ("pages.respond.views.submit_answers", "after"),
    "while the buffer is flushed": ("vault.mixing._write_answers", "after"),
    "never": None,
}
"""Where a process dies: a function, as the room that calls it knows it, and the side of it."""


def die() -> None:
    """As by power cut or kill -9: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def dying(function: Function, side: str) -> Function:
    """The function, with death on one side of it."""

    def fatal(*arguments: Any, **named: Any) -> Any:
        if side == "before":
            die()
        result = function(*arguments, **named)
        die()
        return result

    return fatal


def arrange(step: str) -> None:
    """Put death in the way of the step."""
    place = STEPS[step]
    if place is not None:
        path, side = place
        owner_name, _, name = f"tycktill_web.{path}".rpartition(".")
        owner = pkgutil.resolve_name(owner_name)
        setattr(owner, name, dying(getattr(owner, name), side))


def main(step: str, *codes: str) -> None:
    """Send each code's answer as the page does, and say how it went: the status of what comes back."""
    from django.test import Client
    from tests.tycktill_web import builders

    arrange(step)
    fields = {f"fraga-{question}": str(code) for question, code in builders.ANSWERS.items()}
    with time_machine.travel(builders.TODAY):
        for code in codes:
            answered = Client().post("/svara/skicka/", {"kod": code, **fields})
            sys.stdout.write(f"{answered.status_code}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
