"""Letters about an account: an invitation, a new role, a forgotten password."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tycktill_web.jobs.letters import Letter
from tycktill_web.look.addresses import set_address
from tycktill_web.participants.identity.keeping import only_way_of
from tycktill_web.participants.links import LIFETIME, LinkPurpose, has_lapsed, link_for
from tycktill_web.participants.models import Membership, Person


class AccountInvitation(Letter, frozen=True, kw_only=True):
    """To whoever has got an account and has no password yet."""

    subject = _("Inbjudan till Tycktill från %(organisation)s")
    membership: int
    asked: str
    """When: of two letters the second is another one."""

    def context(self, to: Person) -> Mapping[str, object] | None:
        """Nothing where the role was taken away, or the invitation answered, meanwhile."""
        held = to.memberships.filter(pk=self.membership).select_related("organisation", "unit").first()
        if held is None or to.invited_at is None:
            return None
        lifetime = LIFETIME[LinkPurpose.INVITATION]
        return {
            "organisation": held.organisation.name,
            "held": held,
            "link": set_address(link_for(to, LinkPurpose.INVITATION)),
            "until": timezone.localtime(timezone.now() + lifetime),
        }


class RoleOffered(Letter, frozen=True, kw_only=True):
    """To whoever has an account already and has got one more role."""

    subject = _("Du har fått en ny roll i Tycktill hos %(organisation)s")
    membership: int

    def context(self, to: Person) -> Mapping[str, object] | None:
        """Nothing where it was taken away meanwhile."""
        held = to.memberships.filter(pk=self.membership).select_related("organisation", "unit").first()
        if held is None:
            return None
        return {
            "organisation": held.organisation.name,
            "held": held,
            "link": set_address(reverse("account_login")),
        }


class ForgottenPassword(Letter, frozen=True, kw_only=True):
    """To whoever has said that their password is forgotten, or in whose name somebody has."""

    subject = _("Nytt lösenord till Tycktill")

    def context(self, to: Person) -> Mapping[str, object] | None:
        """The link, which is made now and stands in the letter alone; nothing where an invitation has lapsed, or where
        there are no passwords."""
        if (to.invited_at is not None and has_lapsed(to.invited_at)) or only_way_of(to):
            return None
        return {"link": set_address(link_for(to, LinkPurpose.FORGOTTEN_PASSWORD))}


def invitation_letter(held: Membership) -> Letter:
    """What to write about a role that was given: how to get in, or that it is there."""
    asked = held.person.invited_at
    if asked is None:
        return RoleOffered(membership=held.pk)
    return AccountInvitation(membership=held.pk, asked=asked.isoformat())
