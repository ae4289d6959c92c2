"""How many answered in every base cell, beside a release: for the office alone, as it tells of groups of few."""

from django.db.models import Exists, OuterRef

from tycktill_web.releases.errors import NumbersGone
from tycktill_web.releases.models import PublicRelease, ReleaseNumbers
from tycktill_web.results.numbers import unwrap_numbers


def numbers_are_kept() -> Exists:
    """Of releases, whether they are: not after the answers have been disposed of, nor of one from before they were."""
    return Exists(ReleaseNumbers.objects.filter(release=OuterRef("pk")))


def file_of_numbers(release: PublicRelease) -> bytes:
    """The file, as `tycktill tabulate --numbers` writes it. Raises NumbersGone, and NumbersUnreadable."""
    kept = ReleaseNumbers.objects.filter(release=release).first()
    if kept is None:
        raise NumbersGone
    return unwrap_numbers(release.round, bytes(kept.content))
