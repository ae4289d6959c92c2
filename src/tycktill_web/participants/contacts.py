"""Who the contact person of an organisation is in a round, and how that is handed over."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from tycktill_web.journal.account_events import ContactChosen
from tycktill_web.journal.writing import record
from tycktill_web.participants.errors import NoCoordinator
from tycktill_web.participants.models import ContactPerson, Membership, Organisation, Person, Role


def contacts_in(round_key: str, organisations: Iterable[Organisation] | None = None) -> Mapping[int, Person]:
    """By organisation, its contact person in this round; all of them unless some are named.

    Whoever was chosen; else the one who has been coordinator longest, of those who have come in if any has. Who has no
    coordinator has none.
    """
    own = ContactPerson.objects.filter(
        round=round_key, organisation=OuterRef("organisation"), person=OuterRef("person")
    )
    active = Membership.objects.filter(role=Role.COORDINATOR, person__is_active=True).annotate(is_chosen=Exists(own))
    if organisations is not None:
        active = active.filter(organisation__in=[each.pk for each in organisations])
    found: dict[int, Person] = {}
    for each in active.select_related("person").order_by("-is_chosen", *_LONGEST):
        found.setdefault(each.organisation_id, each.person)
    return found


_LONGEST = (F("person__invited_at").asc(nulls_first=True), "pk")


@transaction.atomic
def hand_over(organisation: Organisation, *, round_key: str, to: Person) -> ContactPerson:
    """Let `to` be whom the office turns to. Raises NoCoordinator."""
    own = organisation.memberships.filter(role=Role.COORDINATOR, person=to, person__is_active=True)
    if not own.exists():
        raise NoCoordinator
    contact, is_new = ContactPerson.objects.select_for_update().get_or_create(
        organisation=organisation, round=round_key, defaults={"person": to}
    )
    if not is_new and contact.person_id == to.pk:
        return contact
    contact.person = to
    contact.save(update_fields=["person"])
    record(ContactChosen(account=to.email), of=organisation, round=round_key)
    return contact
