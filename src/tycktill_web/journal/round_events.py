"""What is told of a round between planned and closed: its days, who is invited, which units take part."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.facts import Account, Event, Name, Term


class RoundDaysChanged(Event, frozen=True):
    sentence = _("Ändrade omgångens dagar: från %(opens_on)s till %(closes_on)s")
    opens_on: dt.date
    closes_on: dt.date


class RoundExtended(Event, frozen=True):
    sentence = _("Förlängde omgången: sista dagen är %(after)s i stället för %(before)s")
    before: dt.date
    after: dt.date


class RoundDeclaredUnlike(Event, frozen=True):
    sentence = _("Angav att omgången inte går att jämföra med tidigare omgångar, och varför")


class RoundDeclaredLike(Event, frozen=True):
    sentence = _("Tog tillbaka att omgången inte går att jämföra med tidigare omgångar")


class RoundDeleted(Event, frozen=True):
    sentence = _("Tog bort den planerade omgången; antal enheter som var anmälda: %(units)s")
    units: int


class OrganisationInvited(Event, frozen=True):
    sentence = _("Bjöd in %(organisation)s")
    organisation: Name


class InvitationAnswered(Event, frozen=True):
    sentence = _("Svarade på inbjudan: %(state)s; antal enkäter: %(questionnaires)s, väntat antal: %(expected)s")
    state: Term
    questionnaires: int
    expected: int


class UnitUnregistered(Event, frozen=True):
    sentence = _("Tog bort %(unit)s ur omgången, enkäten %(questionnaire)s")
    unit: Name
    questionnaire: Term


class LaggingReminded(Event, frozen=True):
    sentence = _("Påminde %(account)s om omgången")
    account: Account
