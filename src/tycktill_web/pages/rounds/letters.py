"""Letters about a round to the contact persons of organisations: sent, and said how that went."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tycktill_web.fieldwork.models import Round
from tycktill_web.jobs.errors import JobRefused
from tycktill_web.jobs.letters import Letter
from tycktill_web.jobs.mailing import send_letter
from tycktill_web.participants.access import person_of
from tycktill_web.participants.contacts import contacts_in
from tycktill_web.participants.models import Organisation


def write_to_contacts(
    request: HttpRequest, round: Round, organisations: Iterable[Organisation], letter: Callable[[int], Letter]
) -> None:
    """Write the `letter` of each organisation to its contact person, but to whoever asks for it; say how many have
    nobody to write to."""
    person, every = person_of(request), list(organisations)
    contacts = contacts_in(round.key, every)
    others = {pk: each for pk, each in contacts.items() if each != person}
    try:
        for organisation, contact in others.items():
            send_letter(letter(organisation), to=contact, asked_by=person)
    except JobRefused as error:
        messages.warning(request, _("Inget brev har gått till kontaktpersonerna. %(why)s") % {"why": error})
    else:
        say_letters(request, len(others))
    _say_unreached(request, len(every) - len(contacts))


def say_letters(request: HttpRequest, number: int) -> None:
    """How many letters are on their way."""
    sentence = ngettext(
        "Ett brev är på väg till kontaktpersonen.", "%(number)s brev är på väg till kontaktpersonerna.", number
    )
    if number:
        messages.success(request, sentence % {"number": number_format(number)})


def _say_unreached(request: HttpRequest, number: int) -> None:
    sentence = ngettext(
        "En organisation har ingen samordnare och får inget brev. Bjud in någon där under Personer, eller säg till på"
        " annat sätt.",
        "%(number)s organisationer har ingen samordnare och får inget brev. Bjud in någon där under Personer, eller säg"
        " till på annat sätt.",
        number,
    )
    if number:
        messages.warning(request, sentence % {"number": number_format(number)})
