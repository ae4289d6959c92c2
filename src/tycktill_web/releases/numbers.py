"""How many answered in every base cell, beside a release: for the office alone, as it tells of groups of few."""

from tycktill_web.releases.errors import NumbersGone
from tycktill_web.releases.models import PublicRelease, ReleaseNumbers
from tycktill_web.results.numbers import unwrap_numbers


def has_numbers(release: PublicRelease) -> bool:
    """Whether they are kept: not after the answers have been disposed of, nor of a release from before they were."""
    return ReleaseNumbers.objects.filter(release=release).exists()


def file_of_numbers(release: PublicRelease) -> bytes:
    """The file, as `tycktill tabulate --numbers` writes it. Raises NumbersGone, and NumbersUnreadable."""
    kept = ReleaseNumbers.objects.filter(release=release).first()
    if kept is None:
        raise NumbersGone
    return unwrap_numbers(release.round, bytes(kept.content))
