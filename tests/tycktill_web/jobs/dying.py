"""A real worker that does jobs until one has ended, and may kill itself at a step.

Run by the tests with `python dying.py STEP`; says on standard output that it is there, and then what became of the job.
"""

import pkgutil
import sys
import time
from threading import Event

import django
from tests.tycktill_web.intake.dying import dying

STEPS = {
    "when the job is claimed": ("jobs.working.WorkerProcess._do_job", "before"),
    "when the key is open": ("jobs.passing.PassingKey.open_secret", "after"),
    "while the answers are open": ("results.counting.reconcile_sheets", "before"),
    "before the draft is kept": ("jobs.counting.keep_draft", "before"),
    "when the draft is kept, before the commit": ("jobs.counting.keep_draft", "after"),
    "before it is published": ("jobs.publishing.publish_waiting", "before"),
    "when it is published, before the commit": ("jobs.publishing.publish_waiting", "after"),
    "before the letter goes": ("jobs.mailing._hand_over", "before"),
    "when the letter has gone": ("jobs.mailing._hand_over", "after"),
    "when it is noted that the letter has gone": ("jobs.working.finish_job", "before"),
    "after the commit": ("jobs.working.WorkerProcess._do_job", "after"),
    "never": None,
}
"""Where a worker dies: a function, as the room that calls it knows it, and the side of it."""
_ANY = {"when the job is claimed", "after the commit"}
MAILING = [step for step in STEPS if "letter" in step or step in _ANY]
PUBLISHING = [step for step in STEPS if "publi" in step or step in _ANY]
COUNTING = [step for step in STEPS if step in _ANY or step not in {*MAILING, *PUBLISHING, "never"}]


def main(step: str) -> None:
    """Work until a job has ended."""
    from tycktill_web.jobs.working import WorkerProcess

    if place := STEPS[step]:
        path, side = place
        owner_name, _, name = f"tycktill_web.{path}".rpartition(".")
        owner = pkgutil.resolve_name(owner_name)
        setattr(owner, name, dying(getattr(owner, name), side))
    worker = WorkerProcess()
    print("at work", flush=True)  # noqa: T201  to the test
    while (job := worker.do_next(Event())) is None:
        time.sleep(0.05)
    print(job.state, flush=True)  # noqa: T201  to the test too
    worker.leave()


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
