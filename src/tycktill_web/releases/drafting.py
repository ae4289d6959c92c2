"""Makes the draft of a release, and throws one away."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from tycktill.files import read_similar_groups
from tycktill.publication import PREVIOUS, Release
from tycktill.tables import MANIFEST, parse_results, read_manifest
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.journal.events import DraftDiscarded, DraftKept
from tycktill_web.journal.writing import record
from tycktill_web.participants.models import Person
from tycktill_web.participants.municipalities import named_municipalities
from tycktill_web.releases.archive import pack_archive
from tycktill_web.releases.errors import DraftInTheWay, NotAllowedNow, PublicMeanwhile, UnlikeMeanwhile, WordsMissing
from tycktill_web.releases.leaders import check_leader, record_led
from tycktill_web.releases.models import PublicRelease, ReleaseArchive, ReleaseFile, ReleaseNumbers
from tycktill_web.releases.moves import check_move, hold_round
from tycktill_web.releases.published import NOTHING, Before
from tycktill_web.releases.similar import keep_groups
from tycktill_web.releases.values import keep_values, municipalities_of
from tycktill_web.results.counting import CountedRound


@transaction.atomic
def keep_draft(
    round: Round,
    counted: CountedRound,
    *,
    at: datetime,
    before: Before = NOTHING,
    note: str = "",
) -> PublicRelease:
    """Keep what was counted as the round's next draft, frozen from now on.

    `before` is what it was counted beside; `note` tells readers what a correction corrects. Raises what
    `check_room_for_draft` raises, PublicMeanwhile and UnlikeMeanwhile.
    """
    held, release = hold_round(round), counted.release
    check_room_for_draft(held, note=note)
    if set(before.own) != set(held.releases.readable()):
        raise PublicMeanwhile
    _check_unlike(held, release)
    draft = PublicRelease.objects.create(
        round=held,
        number=held.releases.count() + 1,
        note=note.strip(),
        made_at=at,
        manifest_sha256=sha256(release.files[MANIFEST]).hexdigest(),
    )
    draft.compared_with.set(_previous_used(release, before.previous))
    files = [ReleaseFile(release=draft, name=name, content=content) for name, content in sorted(release.files.items())]
    ReleaseFile.objects.bulk_create(files)
    ReleaseArchive.objects.create(release=draft, content=pack_archive(release.files, folder=draft.folder))
    ReleaseNumbers.objects.create(release=draft, content=counted.numbers)
    keep_values(draft, release, named_municipalities())
    keep_groups(held, municipalities_of(draft), read_similar_groups())
    record(DraftKept(number=draft.number), of=owner_of(held), round=held.key)
    return draft


def _previous_used(release: Release, previous: Iterable[PublicRelease]) -> Sequence[PublicRelease]:
    """Those of the earlier releases whose figures a release holds."""
    rows = parse_results(release.files[PREVIOUS], file=PREVIOUS) if PREVIOUS in release.files else ()
    rounds = {row.cell.round for row in rows}
    return [each for each in previous if each.round.label in rounds]


def _check_unlike(round: Round, release: Release) -> None:
    facts = read_manifest(release.files[MANIFEST]).facts_of(round.family, round.label)
    if (facts.unlike_earlier or {}) != round.unlike_earlier:
        raise UnlikeMeanwhile


def check_room_for_draft(round: Round, *, note: str) -> None:
    """Ask before the long work of counting, and again before its draft is kept, whether there is room for one.

    Raises NotAllowedNow while the round is open or when its answers are gone, DraftInTheWay while another draft awaits
    signatures, and WordsMissing when a correction, which every release but a round's first is, comes without a note.
    """
    if not is_allowed(round, RoundAction.COUNT):
        raise NotAllowedNow
    if round.releases.unpublished().exists():
        raise DraftInTheWay
    if round.releases.exists() and not note.strip():
        raise WordsMissing


@transaction.atomic
def discard_draft(release: PublicRelease, *, person: Person) -> None:
    """Throw a draft away with its signatures. NotTheirs, and NotAllowedNow for what waits for its hour, which is first
    unsigned, and for what has been published, which stays for ever."""
    check_leader(release.round, person)
    hold_round(release.round)
    locked = PublicRelease.objects.select_for_update().get(pk=release.pk)
    check_move(locked, None)
    locked.delete()
    record_led(release.round, person, DraftDiscarded(number=locked.number))
