"""The office asks organisations to take part in a round, or registers the units of the round before."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import ngettext

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.invitations import invite_organisations
from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.rounds import is_allowed, registrations_of
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.jobs.round_letters import RoundInvitation
from tycktill_web.pages.office.leading import NATIONAL
from tycktill_web.pages.office.rounds import earlier_round
from tycktill_web.pages.rounds.letters import write_to_contacts
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.releases.alphabet import in_alphabet


def not_asked(round: Round) -> QuerySet[Organisation]:
    """Who could be invited: everybody but the office, those with units in the round and those who have been asked."""
    invited = Invitation.objects.filter(round=round, organisation=OuterRef("pk"))
    registered = registrations_of(round).filter(unit__organisation=OuterRef("pk")).order_by()
    others = Organisation.objects.exclude(kind=Organisation.Kind.NATIONAL)
    return others.exclude(Exists(invited)).exclude(Exists(registered))


def took_part(round: Round | None) -> Sequence[int]:
    """The organisations that had units in a round."""
    if round is None:
        return []
    return list(registrations_of(round).order_by().values_list("unit__organisation", flat=True).distinct())


@transaction.atomic
def _invite_chosen(request: HttpRequest, round: Round, asked: Sequence[Organisation]) -> None:
    """Invite them and write to their contact persons; say how it went. Raises StepRefused."""
    number = invite_organisations(round, asked, on=timezone.localdate())
    sentence = ngettext("%(number)s är inbjuden.", "%(number)s är inbjudna.", number)
    messages.success(request, sentence % {"number": number_format(number)})
    write_to_contacts(
        request, round, asked, lambda organisation: RoundInvitation(round=round.pk, organisation=organisation)
    )


@admit(Role.OFFICE)
def invitations_page(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Lets the office choose whom to invite; those of the round before are chosen beforehand."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    if request.method == "POST":
        chosen = set(request.POST.getlist("organisation"))
        asked = [each for each in not_asked(round_) if str(each.pk) in chosen]
        try:
            _invite_chosen(request, round_, asked)
        except StepRefused as error:
            messages.error(request, str(error))
        return NATIONAL.to_round(request, round_)
    earlier, organisations = earlier_round(round_), not_asked(round_)
    before = took_part(earlier)
    context = {
        "round": round_,
        "earlier": earlier,
        "before": before,
        "any_before": any(each.pk in before for each in organisations),
        "organisations": sorted(organisations, key=lambda each: in_alphabet(each.name)),
        "may_invite": is_allowed(round_, RoundAction.INVITE),
    }
    return render(request, "office/invitations.html", context)
