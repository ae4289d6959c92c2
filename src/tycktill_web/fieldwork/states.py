"""The one table of which states a round, an invitation and a release can be in, and what leads from one to another.

Nothing else decides a change of state. `docs/operate/rounds.md` and `docs/operate/releases.md` draw it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundState(TextChoices):
    """Where a round is."""

    PLANNED = "planned", _("planerad")
    OPEN = "open", _("öppen")
    CLOSED = "closed", _("stängd")
    RELEASED = "released", _("publicerad")


class InvitationState(TextChoices):
    """What an organisation has said to taking part in a round."""

    INVITED = "invited", _("inbjuden")
    ACCEPTED = "accepted", _("deltar")
    DECLINED = "declined", _("deltar inte")


class ReleaseState(TextChoices):
    """Where a release is."""

    DRAFT = "draft", _("utkast")
    SIGNED = "signed", _("underskriven, väntar på publicering")
    PUBLISHED = "published", _("publicerad")
    REPLACED = "replaced", _("ersatt av en rättelse")
    WITHDRAWN = "withdrawn", _("återkallad")


State = TypeVar("State", bound=TextChoices)


@dataclass(frozen=True, slots=True)
class Move(Generic[State]):
    """From one state to another, when `says`; `of` nothing is the beginning, and `to` nothing the end."""

    of: State | None
    to: State | None
    says: str


class RoundAction(Enum):
    """What is done to a round."""

    INVITE = auto()
    REGISTER = auto()
    CHANGE_DAYS = auto()
    EXTEND = auto()
    DELETE = auto()
    MAKE_CODES = auto()
    VOID_CODES = auto()
    OPEN = auto()
    ANSWER = auto()
    COUNT_OFFERED = auto()
    CLOSE = auto()
    RELEASE = auto()
    WITHDRAW = auto()
    COUNT = auto()
    DISPOSE = auto()
    DECLARE_UNLIKE = auto()


@dataclass(frozen=True, slots=True)
class ActionRule:
    """The states in which an action is allowed, whether the answers must be there, and the state it leads to."""

    states: frozenset[RoundState]
    then: RoundState | None = None
    needs_answers: bool = False
    says: str = ""


_PLANNED, _OPEN = frozenset({RoundState.PLANNED}), frozenset({RoundState.OPEN})
_BEFORE_CLOSING = _PLANNED | _OPEN
_CLOSED, _RELEASED = frozenset({RoundState.CLOSED}), frozenset({RoundState.RELEASED})

ACTION_RULES: Mapping[RoundAction, ActionRule] = {
    RoundAction.INVITE: ActionRule(_BEFORE_CLOSING),
    RoundAction.REGISTER: ActionRule(_BEFORE_CLOSING),
    RoundAction.CHANGE_DAYS: ActionRule(_PLANNED),
    RoundAction.EXTEND: ActionRule(_OPEN),
    RoundAction.DELETE: ActionRule(_PLANNED),
    RoundAction.MAKE_CODES: ActionRule(_BEFORE_CLOSING),
    RoundAction.VOID_CODES: ActionRule(_BEFORE_CLOSING),
    RoundAction.OPEN: ActionRule(_PLANNED, then=RoundState.OPEN, says="its key has been made and tried"),
    RoundAction.ANSWER: ActionRule(_OPEN),
    RoundAction.COUNT_OFFERED: ActionRule(_OPEN | _CLOSED),  # the last days are often counted afterwards
    RoundAction.CLOSE: ActionRule(_OPEN, then=RoundState.CLOSED, says="the office closes it, and nobody can answer"),
    RoundAction.RELEASE: ActionRule(_CLOSED, then=RoundState.RELEASED, says="its first release is published"),
    RoundAction.WITHDRAW: ActionRule(_RELEASED, then=RoundState.CLOSED, says="its result is taken back"),
    RoundAction.COUNT: ActionRule(_CLOSED | _RELEASED, needs_answers=True),
    RoundAction.DISPOSE: ActionRule(_RELEASED, needs_answers=True),
    RoundAction.DECLARE_UNLIKE: ActionRule(_BEFORE_CLOSING | _CLOSED),  # and not once it is counted
}
"""What may be done to a round when. A closed round never opens again: its answers may have been counted."""

DONE_TO_THE_FIRST = frozenset(
    {
        *(RoundAction.REGISTER, RoundAction.CHANGE_DAYS, RoundAction.EXTEND, RoundAction.MAKE_CODES),
        *(RoundAction.VOID_CODES, RoundAction.COUNT_OFFERED),
    }
)
"""What is never done to an own round that is asked after a national one: it has these from there."""


def _round_moves() -> Iterator[Move[RoundState]]:
    yield Move(None, RoundState.PLANNED, "the office plans it")
    yield Move(RoundState.PLANNED, None, "deleted, while no codes have been made")
    for rule in ACTION_RULES.values():
        if rule.then is not None:
            yield from (Move(of, rule.then, rule.says) for of in rule.states)


ROUND_MOVES: Sequence[Move[RoundState]] = tuple(_round_moves())

INVITATION_MOVES: Sequence[Move[InvitationState]] = (
    Move(None, InvitationState.INVITED, "the office invites an organisation"),
    Move(None, InvitationState.ACCEPTED, "it is registered without having been asked"),
    Move(InvitationState.INVITED, None, "taken back, or the round is deleted"),
    Move(InvitationState.INVITED, InvitationState.ACCEPTED, "a coordinator says yes, or registers a unit"),
    Move(InvitationState.INVITED, InvitationState.DECLINED, "a coordinator says no"),
    Move(InvitationState.DECLINED, InvitationState.ACCEPTED, "a coordinator says yes after all"),
    Move(InvitationState.ACCEPTED, InvitationState.DECLINED, "a coordinator says no, with no unit registered"),
)

RELEASE_MOVES: Sequence[Move[ReleaseState]] = (
    Move(None, ReleaseState.DRAFT, "the closed round is counted"),
    Move(ReleaseState.DRAFT, None, "thrown away, nobody outside has seen it"),
    Move(ReleaseState.DRAFT, ReleaseState.PUBLISHED, "a second person signs, and no hour is planned"),
    Move(ReleaseState.DRAFT, ReleaseState.SIGNED, "a second person signs, and an hour is planned"),
    Move(ReleaseState.SIGNED, ReleaseState.PUBLISHED, "the hour has come"),
    Move(ReleaseState.SIGNED, ReleaseState.DRAFT, "one of the two takes the signature back"),
    Move(ReleaseState.PUBLISHED, ReleaseState.REPLACED, "a correction is published"),
    Move(ReleaseState.PUBLISHED, ReleaseState.WITHDRAWN, "the round's result is taken back, with a reason"),
    Move(ReleaseState.REPLACED, ReleaseState.WITHDRAWN, "together with the one that replaced it"),
)


def may_move(moves: Iterable[Move[State]], of: str, to: State | None) -> bool:
    """Whether the table lets what is `of` this state go on to that one."""
    return any(move.of == of and move.to == to for move in moves if move.of is not None)


def moves_diagram(moves: Iterable[Move[State]]) -> str:
    """The table as a drawing in Mermaid, as the manual shows it."""
    lines = (f"    {_state_name(move.of)} --> {_state_name(move.to)}: {move.says}" for move in moves)
    return "\n".join(["stateDiagram-v2", *lines])


def _state_name(state: TextChoices | None) -> str:
    return "[*]" if state is None else str(state.value)
