"""What has happened to published results: which came, which were corrected or taken back, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.releases.models import PublicRelease


class EventKind(StrEnum):
    """What became of a release."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ReleaseEvent:
    """What happened to a release, when, and why, as the office put it; a first release has no reason."""

    kind: EventKind
    release: PublicRelease
    at: datetime
    why: str = ""

    @property
    def owner(self) -> str:
        """Whose own round it is of, by name; nothing of a national one."""
        owner = owner_of(self.release.round)
        return owner.name if owner else ""

    @property
    def replaced_number(self) -> int | None:
        """The number of the edition that a correction replaced."""
        return self.release.number - 1 if self.kind is EventKind.CORRECTED else None


def release_events() -> Sequence[ReleaseEvent]:
    """Everything that readers may know of, the latest first."""
    readable = PublicRelease.objects.readable().select_related("round__edition__survey__organisation")
    found = [event for release in readable for event in _events_of(release)]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _events_of(release: PublicRelease) -> Sequence[ReleaseEvent]:
    if release.published_at is None:
        return ()
    kind = EventKind.CORRECTED if release.number > 1 else EventKind.PUBLISHED
    came = ReleaseEvent(kind, release, release.published_at, release.note)
    if release.withdrawn_at is None:
        return (came,)
    return came, ReleaseEvent(EventKind.WITHDRAWN, release, release.withdrawn_at, release.withdrawal_reason)
