"""Says of a round that it cannot be compared with earlier ones, and why: a fact that its releases tell."""

from collections.abc import Iterable

from django.db import transaction

from tycktill.instrument import Texts
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import check_allowed, is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.journal.round_events import RoundDeclaredLike, RoundDeclaredUnlike
from tycktill_web.journal.writing import record
from tycktill_web.releases.errors import AlreadyCounted
from tycktill_web.releases.models import PublicRelease


def may_declare(round: Round, releases: Iterable[PublicRelease] | None = None) -> bool:
    """Whether it can still be said, or taken back; `releases` are the round's where they are at hand."""
    own = round.releases.all() if releases is None else releases
    return is_allowed(round, RoundAction.DECLARE_UNLIKE) and not _is_said_how_held(own)


@transaction.atomic
def declare_unlike(round: Round, why: Texts) -> None:
    """Say why it cannot be compared, by language; without any reason it can. Raises NotInThisState, AlreadyCounted."""
    held = Round.objects.select_for_update().get(pk=round.pk)
    check_allowed(held, RoundAction.DECLARE_UNLIKE)
    if _is_said_how_held(held.releases.all()):
        raise AlreadyCounted
    if held.unlike_earlier == why:
        return
    held.unlike_earlier = dict(why)
    held.save(update_fields=["unlike_earlier"])
    record(RoundDeclaredUnlike() if why else RoundDeclaredLike(), of=owner_of(held), round=held.key)


def _is_said_how_held(releases: Iterable[PublicRelease]) -> bool:
    """Whether one of a round's releases tells how it was held."""
    return not all(each.is_withdrawn for each in releases)
