"""Tables of jobs and of the workers that do them."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tycktill_web.fieldwork.models import Round
from tycktill_web.participants.models import Person
from tycktill_web.releases.models import PublicRelease


class Worker(models.Model):
    """A process that does jobs, for as long as it breathes.

    What must be in its memory alone is sealed under `public_key`, whose private half it never writes down; `tag` proves
    that the key is a worker's and not of somebody who can write to the database. Without a key it takes nothing sealed.
    """

    public_key = models.BinaryField(max_length=32, default=bytes)
    tag = models.BinaryField(max_length=32, default=bytes)
    breathes_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"worker {self.pk}"


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, as those ask for them who do them and who wait for them."""

    def unfinished(self) -> "JobQuerySet":
        """What waits or is being done."""
        return self.filter(state__in=Job.UNFINISHED)

    def due(self, at: datetime.datetime) -> "JobQuerySet":
        """What waits and whose time has come, the longest due first."""
        return self.filter(state=Job.State.QUEUED, due_at__lte=at).order_by("due_at", "pk")

    def for_worker(self, worker: Worker) -> "JobQuerySet":
        """What this worker can do: all but what is sealed for another."""
        return self.filter(Q(sealed=None) | Q(worker=worker))

    def abandoned(self, at: datetime.datetime) -> "JobQuerySet":
        """What a worker that breathes no more was doing, and what waits sealed for such a one."""
        gone = Q(worker=None) | Q(worker__breathes_until__lt=at)
        running = Q(state=Job.State.RUNNING) & (gone | Q(claimed_until__lt=at))
        return self.filter(running | (Q(state=Job.State.QUEUED) & ~Q(sealed=None) & gone))

    def national(self) -> "JobQuerySet":
        """All but those that are about an organisation's own round."""
        return self.filter(Q(round=None) | Q(round__edition=None))

    def with_relations(self) -> "JobQuerySet":
        """With all that a page tells of them."""
        return self.select_related("round", "release__round", "asked_by")


class Job(models.Model):
    """Something to be done beside the web server: `kind` and `arguments` say what, `key` what counts as the same.

    `sealed` is what the arguments must not hold in clear, for `worker` alone; a job that has ended holds it no more.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("väntar")
        RUNNING = "running", _("pågår")
        DONE = "done", _("klart")
        FAILED = "failed", _("stannade")

    UNFINISHED = (State.QUEUED, State.RUNNING)

    kind = models.CharField(max_length=20)
    arguments = models.JSONField(default=dict)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, null=True, related_name="jobs")
    key = models.CharField(max_length=120)
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="jobs")
    asked_at = models.DateTimeField()
    language = models.CharField(max_length=5, help_text="of what is told when it ends")
    due_at = models.DateTimeField()
    sealed = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.ForeignKey(Worker, on_delete=models.SET_NULL, null=True, related_name="jobs")
    claimed_until = models.DateTimeField(null=True)
    step = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    sentence = models.TextField(blank=True)
    details = models.JSONField(default=list)
    release = models.ForeignKey(PublicRelease, on_delete=models.SET_NULL, null=True, related_name="jobs")
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="job_due")]
        constraints: ClassVar = [
            # What failed is tried again as the same job; what is done may be asked for once more.
            models.UniqueConstraint(fields=["key"], condition=~Q(state="done"), name="job_once"),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"]) | Q(sealed=None), name="ended_jobs_hold_no_key"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_unfinished(self) -> bool:
        """Whether it waits or is being done."""
        return self.state in self.UNFINISHED


class NoMondayLetter(models.Model):
    """Somebody who does not want the Monday letter."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="no_monday_letter")

    def __str__(self) -> str:
        return str(self.person)
