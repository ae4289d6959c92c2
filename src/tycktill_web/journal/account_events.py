"""The part of the catalogue about people: who signs in, who may, and as what."""

from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.facts import Account, Event, Name, Term


class SignedIn(Event, frozen=True):
    sentence = _("Loggade in")


class SignedOut(Event, frozen=True):
    sentence = _("Loggade ut")


class SessionsEnded(Event, frozen=True):
    sentence = _("Loggade ut sig i andra webbläsare: %(number)s")
    number: int


class SignInFailed(Event, frozen=True):
    sentence = _("Någon försökte logga in som %(account)s och misslyckades")
    account: Account


class UnknownSignInFailed(Event, frozen=True):
    sentence = _("Någon försökte logga in på ett konto som inte finns")


class PersonAdded(Event, frozen=True):
    sentence = _("La till personen %(account)s")
    account: Account


class PersonRenamed(Event, frozen=True):
    sentence = _("Ändrade namnet på %(account)s till %(after)s")
    account: Account
    after: Name


class PasswordChanged(Event, frozen=True):
    sentence = _("Bytte lösenord för %(account)s")
    account: Account


class AccountShut(Event, frozen=True):
    sentence = _("Stängde kontot %(account)s")
    account: Account


class AccountReopened(Event, frozen=True):
    sentence = _("Öppnade kontot %(account)s igen")
    account: Account


class RoleGiven(Event, frozen=True):
    sentence = _("Gav %(account)s rollen %(role)s %(unit)s")
    account: Account
    role: Term
    unit: Name = ""


class RoleTaken(Event, frozen=True):
    sentence = _("Tog bort rollen %(role)s %(unit)s från %(account)s")
    account: Account
    role: Term
    unit: Name = ""


class PersonInvited(Event, frozen=True):
    sentence = _("Bjöd in %(account)s")
    account: Account


class AccountOpened(Event, frozen=True):
    sentence = _("Tackade ja och öppnade sitt konto")


class ContactChosen(Event, frozen=True):
    sentence = _("Gjorde %(account)s till kontaktperson")
    account: Account


class SecondStepAdded(Event, frozen=True):
    sentence = _("La till ett andra steg för %(account)s: %(kind)s")
    account: Account
    kind: Term


class SecondStepRemoved(Event, frozen=True):
    sentence = _("Tog bort ett andra steg för %(account)s: %(kind)s")
    account: Account
    kind: Term


class SecondStepCleared(Event, frozen=True):
    sentence = _("Nollställde det andra steget för %(account)s")
    account: Account


class SecondStepFailed(Event, frozen=True):
    sentence = _("Någon loggade in som %(account)s med rätt lösenord och fel kod")
    account: Account


class ProviderKept(Event, frozen=True):
    sentence = _(
        "Lät organisationen logga in med %(host)s; enda sättet: %(is_only_way)s; står för andra steget: %(vouches)s"
    )
    host: Name
    is_only_way: bool
    vouches: bool


class ProviderForgotten(Event, frozen=True):
    sentence = _("Lät organisationen inte längre logga in med %(host)s")
    host: Name


class ProviderTurnedAway(Event, frozen=True):
    sentence = _("Någon kom från organisationens egen inloggning och släpptes inte in: %(reason)s")
    reason: Term


class IdentityLinked(Event, frozen=True):
    sentence = _("Kopplade %(account)s till organisationens egen inloggning")
    account: Account


class MondayLetterChosen(Event, frozen=True):
    sentence = _("Valde om %(account)s får måndagsbrevet: %(is_wanted)s")
    account: Account
    is_wanted: bool
