"""The pages themselves, for whichever audience opens them."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill_web.fieldwork.models import Round
from tycktill_web.jobs.account_letters import invitation_letter
from tycktill_web.jobs.errors import JobRefused
from tycktill_web.jobs.mailing import send_letter
from tycktill_web.look.language import in_language
from tycktill_web.pages.people.forms import InviteForm
from tycktill_web.pages.people.listing import clearable_among, contact_lines, coordinators_of, people_in
from tycktill_web.participants.access import person_of
from tycktill_web.participants.actions import take_role
from tycktill_web.participants.contacts import contacts_in, hand_over
from tycktill_web.participants.errors import ParticipantsError
from tycktill_web.participants.inviting import invite_person, renew_invitation
from tycktill_web.participants.models import Membership, Organisation, Person, Role
from tycktill_web.participants.rate_limits import RateLimit
from tycktill_web.participants.second_step import clear_second_step

INVITATIONS = RateLimit("invitations", household=60, site=60, seconds=3600)
"""Letters to people who may not have asked for one, from one organisation in an hour, whoever sends them."""

_TOO_MANY = gettext_lazy("Ni har skickat många inbjudningar på kort tid. Vänta en timme och försök igen.")


@dataclass(frozen=True, slots=True)
class PeoplePages:
    """These pages for one audience: in its frame, at its addresses, over the organisations that it reaches."""

    space: str
    role: Role
    render: Callable[[HttpRequest, str, dict[str, object]], HttpResponse]
    reach: Callable[[Person], QuerySet[Organisation]]
    rename_page: str = ""
    """Where an organisation gets another name, for those who may."""

    def people_page(self, request: HttpRequest, organisation_id: int) -> HttpResponse:
        """Everybody in the organisation, and its contact persons."""
        own = self._organisation_or_404(request, organisation_id)
        context: dict[str, object] = {
            "lines": people_in(own, self.reach(person_of(request)), seen_by=person_of(request)),
            "contacts": contact_lines(own),
        }
        return self._render_page(request, "people/organisation.html", own, context)

    def invite_person(self, request: HttpRequest, organisation_id: int) -> HttpResponse:
        """Invite somebody; the letter leaves beside the page."""
        own = self._organisation_or_404(request, organisation_id)
        form = InviteForm(request.POST or None, organisation=own)
        if request.method == "POST" and form.is_valid() and not INVITATIONS.count_try("", str(own.pk)):
            form.add_error(None, _TOO_MANY)
        elif request.method == "POST" and form.is_valid():
            chosen = form.cleaned_data
            try:
                with transaction.atomic():
                    held = invite_person(
                        email=chosen["email"], role=Role(chosen["role"]), organisation=own, unit=chosen.get("unit")
                    )
                    send_letter(invitation_letter(held), to=held.person, asked_by=person_of(request))
            except (ParticipantsError, JobRefused) as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Ett brev är på väg till %(email)s.") % {"email": held.person.email})
                return self._back_to_people(request, own)
        return self._render_page(request, "people/invite.html", own, {"form": form})

    def invite_again(self, request: HttpRequest, organisation_id: int, membership_id: int) -> HttpResponse:
        """Send an invitation once more; earlier links end."""
        own, held = self._membership_or_404(request, organisation_id, membership_id)
        if request.method == "POST" and not INVITATIONS.count_try("", str(own.pk)):
            messages.error(request, _TOO_MANY)
        elif request.method == "POST" and held.person.invited_at is not None:
            try:
                with transaction.atomic():
                    renew_invitation(held.person, own)
                    send_letter(invitation_letter(held), to=held.person, asked_by=person_of(request))
                messages.success(request, _("Ett nytt brev är på väg till %(email)s.") % {"email": held.person.email})
            except JobRefused as refused:
                messages.error(request, str(refused))
        return self._back_to_people(request, own)

    def take_role(self, request: HttpRequest, organisation_id: int, membership_id: int) -> HttpResponse:
        """Take somebody's role away, when that has been confirmed."""
        own, held = self._membership_or_404(request, organisation_id, membership_id)
        fault = ""
        if request.method == "POST":
            try:
                take_role(held)
            except ParticipantsError as refused:
                fault = str(refused)
            else:
                messages.success(request, _("%(email)s är borttagen.") % {"email": held.person.email})
                return self._after_taking(request, own, held)
        is_own = held.person == person_of(request)
        return self._render_page(request, "people/take.html", own, {"held": held, "fault": fault, "is_own": is_own})

    def clear_second_step(self, request: HttpRequest, organisation_id: int, membership_id: int) -> HttpResponse:
        """Clear the second step of somebody else whose telephone is lost, when that has been confirmed."""
        own, held = self._membership_or_404(request, organisation_id, membership_id)
        me = person_of(request)
        if held.person == me or not clearable_among([held.person], self.reach(me)):
            raise Http404
        if request.method == "POST":
            clear_second_step(held.person, of=own)
            messages.success(
                request, _("%(email)s väljer ett nytt andra steg vid nästa inloggning.") % {"email": held.person.email}
            )
            return self._back_to_people(request, own)
        return self._render_page(request, "people/clear.html", own, {"held": held})

    def choose_contact(self, request: HttpRequest, organisation_id: int, family: str, label: str) -> HttpResponse:
        """Choose who the contact person is in a round."""
        own = self._organisation_or_404(request, organisation_id)
        round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
        coordinators = coordinators_of(own)
        if request.method == "POST":
            chosen = next((each for each in coordinators if str(each.pk) == request.POST.get("person")), None)
            if chosen is not None:
                hand_over(own, round_key=round_.key, to=chosen)
                sentence = _("%(name)s är kontaktperson nu.") % {"name": chosen.first_name or chosen.email}
                messages.success(request, sentence)
                return self._back_to_people(request, own)
            messages.error(request, _("Personen är inte samordnare längre. Välj någon av dem som visas här."))
        context: dict[str, object] = {
            "round": round_,
            "coordinators": coordinators,
            "now": contacts_in(round_.key, [own]).get(own.pk),
        }
        return self._render_page(request, "people/contact.html", own, context)

    def _organisation_or_404(self, request: HttpRequest, organisation_id: int) -> Organisation:
        """Http404 for what lies outside."""
        return get_object_or_404(self.reach(person_of(request)), pk=organisation_id)

    def _membership_or_404(
        self, request: HttpRequest, organisation_id: int, membership_id: int
    ) -> tuple[Organisation, Membership]:
        own = self._organisation_or_404(request, organisation_id)
        held = get_object_or_404(own.memberships.select_related("person", "unit", "organisation"), pk=membership_id)
        return own, held

    def _render_page(
        self, request: HttpRequest, template: str, own: Organisation, more: dict[str, object]
    ) -> HttpResponse:
        names = {
            "list_page": f"{self.space}:people",
            "place_page": f"{self.space}:place_people",
            "invite_page": f"{self.space}:invite_person",
            "again_page": f"{self.space}:invite_again",
            "take_page": f"{self.space}:take_role",
            "clear_page": f"{self.space}:clear_second_step",
            "contact_page": f"{self.space}:contact",
            "rename_page": self.rename_page,
        }
        context = {"frame": f"{self.space}/frame.html", "organisation": own, **names, **more}
        return self.render(request, template, context)

    def _back_to_people(self, request: HttpRequest, own: Organisation) -> HttpResponse:
        return redirect(in_language(reverse(f"{self.space}:place_people", args=[own.pk]), request))

    def _after_taking(self, request: HttpRequest, own: Organisation, held: Membership) -> HttpResponse:
        """Back to the list, which whoever took their own role away may not see; after the last they are out."""
        me = person_of(request)
        if not me.memberships.exists():
            get_adapter().logout(request)
            return redirect("public:start")
        return (
            self._back_to_people(request, own)
            if self.reach(me).filter(pk=own.pk).exists()
            else redirect("public:start")
        )
