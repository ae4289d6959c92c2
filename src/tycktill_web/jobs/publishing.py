"""The kind of job that publishes what two have signed, when its hour comes."""

import datetime
from collections.abc import Iterator

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill_web.jobs.kinds import Assignment, Due, Ending, Kind, Progress, Steps
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.signing import publish_waiting

_PUBLISH = "publish"


class PublishArguments(msgspec.Struct, frozen=True):
    """Which release."""

    release: int


def publish_planned(task: Assignment) -> Steps:
    """Publish it, unless somebody has published, unsigned or thrown it away meanwhile."""
    release = PublicRelease.objects.filter(pk=task.arguments.release).first()
    yield Progress(_PUBLISH)

    def publish() -> Ending:
        if release is not None and publish_waiting(release, at=timezone.now()):
            return Ending(_("Resultatet är publicerat."), release)
        return Ending(_("Utgåvan väntade inte längre på att publiceras, så inget behövde göras."), release)

    return publish


def find_due(at: datetime.datetime) -> Iterator[Due]:
    """A job for each release that waits and whose hour has come; another hour is another job."""
    for release in PublicRelease.objects.waiting().filter(planned_for__lte=at):
        assert release.planned_for
        key = f"publish {release.folder} at {release.planned_for:%Y-%m-%dT%H:%M:%SZ}"
        yield Due(release.round, PublishArguments(release.pk), key, release.planned_for)


PUBLISH = Kind(
    name=gettext_lazy("Publicera resultatet"),
    arguments=PublishArguments,
    steps={_PUBLISH: gettext_lazy("Prövar att inget har ändrats, och publicerar")},
    work=publish_planned,
    refusals=(ReleaseError,),
    find_due=find_due,
)
