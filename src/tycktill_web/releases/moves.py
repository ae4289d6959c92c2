"""Moves a release as the table of states allows (`fieldwork.states`); what moves one holds its round."""

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.states import RELEASE_MOVES, ReleaseState, may_move
from tycktill_web.releases.errors import NotAllowedNow
from tycktill_web.releases.models import PublicRelease

State = ReleaseState


def check_move(release: PublicRelease, to: State | None) -> None:
    """NotAllowedNow unless the table lets `release` go from its state to `to`, or with nothing to its end."""
    if not may_move(RELEASE_MOVES, release.state, to):
        raise NotAllowedNow


def hold_round(round: Round) -> Round:
    """The round as it stands now; until the transaction ends nobody else changes what is drafted or public of it."""
    return Round.objects.select_for_update(no_key=True).get(pk=round.pk)
