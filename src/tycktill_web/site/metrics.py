"""The service in numbers, in the text form that Prometheus reads; docs/operate/monitoring.md says what each is for.

None of them tells when somebody answered: no answer, code or respondent's page is counted, and sizes that grow with
answers are given in steps that thousands of them share.
"""

import math
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from django.conf import settings
from django.utils import timezone

from tycktill_web.fieldwork.models import Round
from tycktill_web.intake.measuring import database_bytes
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.workers import living_workers
from tycktill_web.site.last_runs import Task, last_run
from tycktill_web.site.readiness import ServicePart, find_faults
from tycktill_web.site.request_counts import request_counts

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
STEP = 16 * 2**20
"""Bytes: some twenty thousand answers."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A family of numbers; the key of each sample is its label's value, or empty where it has no label."""

    name: str
    help: str
    samples: Mapping[str, float]
    kind: str = "gauge"
    label: str = ""

    def lines(self) -> Iterator[str]:
        """As Prometheus reads them."""
        yield f"# HELP {self.name} {self.help}"
        yield f"# TYPE {self.name} {self.kind}"
        for key, value in self.samples.items():
            label = f'{{{self.label}="{key}"}}' if self.label else ""
            yield f"{self.name}{label} {'+Inf' if math.isinf(value) else f'{value:.0f}'}"


def as_text() -> str:
    """All numbers of this moment."""
    return "".join(f"{line}\n" for metric in _all_metrics() for line in metric.lines())


def _all_metrics() -> Iterator[Metric]:
    yield Metric("tycktill_info", "The version that runs.", {version("tycktill"): 1}, label="version")
    yield Metric(
        "tycktill_requests_total",
        "Requests by class of status; of respondents' pages only failures.",
        request_counts(),
        kind="counter",
        label="status",
    )
    wrong = find_faults()
    is_wrong = {part.value: part in wrong for part in ServicePart}
    yield Metric("tycktill_fault", "1 where something keeps the service from its work.", is_wrong, label="place")
    free = shutil.disk_usage(settings.HOME).free // STEP * STEP
    yield Metric("tycktill_disk_free_bytes", "Room on the disk of the home folder, in steps.", {"": free})
    days = {task.value: _days_since(task) for task in Task}
    yield Metric("tycktill_days_since_last_run", "Days since it was last done.", days, label="task")
    if not wrong.keys() & {ServicePart.DATABASE, ServicePart.TABLES}:
        yield from _database_metrics()


def _database_metrics() -> Iterator[Metric]:
    size = -(-database_bytes() // STEP) * STEP
    yield Metric("tycktill_database_bytes", "Size of the database without its log, in steps.", {"": size})
    states = Counter(Round.objects.order_by().values_list("state", flat=True))
    rounds = {state.value: states[state.value] for state in Round.State}
    yield Metric("tycktill_rounds", "Rounds by state.", rounds, label="state")
    states = Counter(Job.objects.order_by().exclude(state=Job.State.DONE).values_list("state", flat=True))
    jobs = {state.value: states[state.value] for state in Job.State if state != Job.State.DONE}
    yield Metric("tycktill_jobs", "Jobs that are not done, by state.", jobs, label="state")
    yield Metric("tycktill_workers", "Workers that breathe.", {"": living_workers().count()})


def _days_since(task: Task) -> float:
    last = last_run(task)
    return math.inf if last is None else (timezone.localdate() - last).days
