"""What can be wrong with a job.

JobRefused
├── NoWorker    nobody is at work who could take the key
├── UnderWay    the same is being done already
├── NotFailed   there is nothing to try again
└── NotKnown    this version has no such kind of job
LeaseLost       the job is somebody else's by now
"""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from tycktill_web.jobs.models import Job


class JobRefused(Exception):
    """A job could not be asked for; `sentence` says why and what to do, for a page."""

    sentence: Promise

    def __str__(self) -> str:
        return str(self.sentence)


class NoWorker(JobRefused):
    """Nobody is at work who could take the key."""

    sentence = _(
        "Den del av tjänsten som räknar är inte igång, så nyckeln har inte lämnats vidare. Be den som sköter tjänsten "
        "att starta den (tycktill manage work), och försök sedan igen."
    )


class UnderWay(JobRefused):
    """The same is being done already, as `job`."""

    sentence = _("Det är redan på gång. Här ser du hur långt det har kommit.")

    def __init__(self, job: "Job") -> None:
        self.job = job
        super().__init__()


class NotFailed(JobRefused):
    """There is nothing to try again, or it takes the key."""

    sentence = _("Jobbet går inte att försöka igen. Ladda om sidan och se hur det står till.")


class NotKnown(JobRefused):
    """This version has no such kind of job: a newer one asked for it, or somebody has changed the row."""

    sentence = _(
        "Den här versionen av tjänsten vet inte hur jobbet görs. Be den som sköter tjänsten att uppdatera den, och "
        "försök sedan igen."
    )


class LeaseLost(Exception):
    """The job is somebody else's by now: who has been away too long ends without having done anything."""
