"""`tycktill manage work`: does jobs, beside the web server."""

import os
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tycktill_web.jobs.models import Job
from tycktill_web.jobs.supervising import keep_working, stop_on_signal
from tycktill_web.jobs.working import work_off


class Command(BaseCommand):
    help = (
        "Does what is due: counts rounds whose key the office has given, publishes what two have signed at its hour. "
        "Goes on until SIGTERM, and ends between two steps. `tycktill serve` starts one beside it unless told not to."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, and for how long."""
        parser.add_argument("--workers", type=int, default=1, metavar="N", help="how many at a time (default: 1)")
        parser.add_argument(
            "--once", action="store_true", help="do what is due now, end, and give 1 where something of it failed"
        )
        parser.add_argument("--beside", type=int, metavar="PID", help="end when the process that started this is gone")

    def handle(self, *_: Any, workers: int, once: bool, beside: int | None, **__: Any) -> None:
        """Do it."""
        if once:
            self.do_once()
            return
        if workers < 1:
            raise CommandError("--workers must be 1 or more.")
        stop = _Unless(beside)
        stop_on_signal(stop)
        keep_working(workers, stop)

    def do_once(self) -> None:
        """Do what is due, and say of each job what came of it."""
        failed = []
        for job in work_off():
            self.stdout.write(f"{job}: {job.state}")
            if job.state == Job.State.FAILED:
                failed.append(f"{job}: {job.sentence}")
        if failed:
            raise CommandError("\n".join(failed))


class _Unless(Event):
    """Set when told, and when the process of this number is our parent no more."""

    def __init__(self, parent: int | None) -> None:
        super().__init__()
        self._parent = parent

    def is_set(self) -> bool:
        """Whether to stop."""
        return super().is_set() or self._parent not in {None, os.getppid()}
