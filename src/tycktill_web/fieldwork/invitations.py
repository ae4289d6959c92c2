"""Who is asked to take part in a round, and what they say to it."""

import datetime
from collections.abc import Iterable, Mapping

from django.db import transaction

from tycktill_web.fieldwork.errors import HasUnits, NotInThisState, NotOfThisRound, WrongNumber
from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.questionnaires import questionnaires_of
from tycktill_web.fieldwork.rounds import check_allowed, registrations_of
from tycktill_web.fieldwork.states import INVITATION_MOVES, InvitationState, RoundAction, may_move
from tycktill_web.journal.round_events import InvitationAnswered, OrganisationInvited
from tycktill_web.journal.writing import record, record_all
from tycktill_web.participants.models import Organisation

MOST_EXPECTED = 100_000


@transaction.atomic
def invite_organisations(round: Round, organisations: Iterable[Organisation], *, on: datetime.date) -> int:
    """Ask organisations to take part; who has been asked is not asked again. How many were; raises NotInThisState."""
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)  # who asks the same meanwhile waits
    check_allowed(held, RoundAction.INVITE)
    asked = set(held.invitations.values_list("organisation", flat=True))
    new = [each for each in organisations if each.pk not in asked and each.kind != Organisation.Kind.NATIONAL]
    Invitation.objects.bulk_create([Invitation(round=round, organisation=each, invited_on=on) for each in new])
    record_all([(OrganisationInvited(organisation=each.name), each) for each in new], round=round.key)
    return len(new)


@transaction.atomic
def accept_round(
    round: Round, organisation: Organisation, *, expected: Mapping[str, int], on: datetime.date
) -> Invitation:
    """Say that an organisation takes part, and about how many it will offer each questionnaire.

    Raises NotInThisState, NotOfThisRound, WrongNumber.
    """
    if not expected.keys() <= set(questionnaires_of(round.family)):
        raise NotOfThisRound
    if not all(0 <= number <= MOST_EXPECTED for number in expected.values()):
        raise WrongNumber
    held = _hold_invitation(round, organisation, on)
    before = held.state, held.expected
    _move_invitation(held, InvitationState.ACCEPTED)
    held.expected, held.answered_on = dict(expected), on
    held.save()
    if before != (held.state, held.expected):
        event = InvitationAnswered(state=held.state, questionnaires=len(expected), expected=sum(expected.values()))
        record(event, of=organisation, round=round.key)
    return held


@transaction.atomic
def decline_round(round: Round, organisation: Organisation, *, on: datetime.date) -> Invitation:
    """Say that an organisation does not take part. Raises NotInThisState, and HasUnits while units are registered."""
    held = _hold_invitation(round, organisation, on)
    if registrations_of(round).filter(unit__organisation=organisation).exists():
        raise HasUnits
    if held.state != InvitationState.DECLINED:
        _move_invitation(held, InvitationState.DECLINED)
        held.expected, held.answered_on = {}, on
        held.save()
        event = InvitationAnswered(state=held.state, questionnaires=0, expected=0)
        record(event, of=organisation, round=round.key)
    return held


def take_part(round: Round, organisation: Organisation, *, on: datetime.date) -> None:
    """Units of an invited organisation have been registered: so it takes part, as the journal tells of the units."""
    found = round.invitations.select_for_update().filter(organisation=organisation).first()
    if found and found.state != InvitationState.ACCEPTED:
        _move_invitation(found, InvitationState.ACCEPTED)
        found.answered_on = on
        found.save()


def _hold_invitation(round: Round, organisation: Organisation, on: datetime.date) -> Invitation:
    """The invitation as it stands now; who was never asked and has units is taken for invited."""
    check_allowed(round, RoundAction.REGISTER)
    held = round.invitations.select_for_update().filter(organisation=organisation).first()
    return held or Invitation(round=round, organisation=organisation, invited_on=on)


def _move_invitation(invitation: Invitation, to: InvitationState) -> None:
    if invitation.state != to and not may_move(INVITATION_MOVES, invitation.state, to):
        raise NotInThisState
    invitation.state = to
