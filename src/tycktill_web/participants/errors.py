"""What can be wrong with taking part.

ParticipantsError
├── NameTaken       the municipality has a unit of that name already
├── OrganisationNameTaken  another organisation has that name already
├── NameTooLong     the name does not fit on a sealed answer sheet
├── NameUnfit       the name would be a formula, or holds what nobody sees, in a table of results; or reads as a code
├── RoleNeedsUnit   staff work in a unit; nobody else is tied to one
├── AccountIsShut   somebody has closed the account
├── AlreadyThere    the person has that role already
├── NoAddress       what was typed is no e-mail address
├── ListUnfit       a list of organisations has rows that cannot be read
├── NoCoordinator   whoever is contact person must be a coordinator there
└── LastOne         an organisation keeps somebody who can let others in
"""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ParticipantsError(Exception):
    """A change was refused; `sentence` says why and what to do, for a page."""

    sentence: Promise

    def __str__(self) -> str:
        return str(self.sentence)


class NameTaken(ParticipantsError):
    """The municipality has a unit of that name already."""

    sentence = _("Det finns redan en enhet med det namnet i kommunen. Lägg till det som skiljer dem åt.")


class OrganisationNameTaken(ParticipantsError):
    """Another organisation has that name already."""

    sentence = _("En annan organisation heter redan så. Lägg till det som skiljer dem åt, till exempel orten.")


class NameTooLong(ParticipantsError):
    """The name does not fit on a sealed answer sheet."""

    sentence = _("Namnet saknas eller är för långt. Skriv ett som är kortare.")


class NameUnfit(ParticipantsError):
    """The name would be a formula, or holds what nobody sees, in a table of results; or reads as a code."""

    sentence = _(
        "Namnet ska börja med en bokstav eller siffra, får inte ha osynliga tecken och får inte vara en kod. Skriv det"
        " på nytt."
    )


class RoleNeedsUnit(ParticipantsError):
    """Staff work in a unit; nobody else is tied to one."""

    sentence = _("Välj en enhet för den som är personal på en enhet, och ingen enhet för andra.")


class AccountIsShut(ParticipantsError):
    """Somebody has closed the account."""

    sentence = _("Kontot med den adressen är stängt. Den som sköter tjänsten kan öppna det igen.")


class AlreadyThere(ParticipantsError):
    """The person has that role already."""

    sentence = _(
        "Personen har redan den rollen här. Är det en inbjudan som inte kom fram? Skicka den igen från listan."
    )


class SignsInElsewhere(ParticipantsError):
    """Another organisation's own sign-in has the address, and opens only accounts whose roles are all there."""

    sentence = _(
        "Adressen hör till en organisation som loggar in med sitt eget konto. Bjud in personen med en annan adress."
    )


class NoAddress(ParticipantsError):
    """What was typed is no e-mail address."""

    sentence = _("Det där är ingen e-postadress. Skriv den som namn@kommunen.se.")


class ListUnfit(ParticipantsError):
    """A list of organisations has rows that cannot be read."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return " ".join(self.faults)


class NoCoordinator(ParticipantsError):
    """Whoever is contact person must be a coordinator there."""

    sentence = _("Kontaktpersonen ska vara samordnare hos er. Bjud in personen som samordnare först.")


class LastOne(ParticipantsError):
    """An organisation keeps somebody who can let others in."""

    sentence = _("Det här är den sista som kan bjuda in andra här. Bjud in någon annan i samma roll först.")
