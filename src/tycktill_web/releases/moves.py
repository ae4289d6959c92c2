"""The one table of a release's life, drawn in `docs/operate/releases.md`; what moves one holds its round."""

from collections.abc import Mapping

from tycktill_web.fieldwork.models import Round
from tycktill_web.releases.errors import NotAllowedNow
from tycktill_web.releases.models import PublicRelease

State = PublicRelease.State

MOVES: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SIGNED, State.PUBLISHED}),
    State.SIGNED: frozenset({State.DRAFT, State.PUBLISHED}),
    State.PUBLISHED: frozenset({State.REPLACED, State.WITHDRAWN}),
    State.REPLACED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}


def check_move(release: PublicRelease, to: State) -> None:
    """NotAllowedNow unless the table lets `release` go from its state to `to`."""
    if to not in MOVES[State(release.state)]:
        raise NotAllowedNow


def hold_round(round: Round) -> Round:
    """The round as it stands now; until the transaction ends nobody else changes what is drafted or public of it."""
    return Round.objects.select_for_update(no_key=True).get(pk=round.pk)
