"""What can be told: one type an action, with the few facts that it has and the sentence that tells it."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.facts import Checksum, Event, Name, Term


class OrganisationAdded(Event, frozen=True):
    sentence = _("La till organisationen %(organisation)s")
    organisation: Name


class OrganisationRenamed(Event, frozen=True):
    sentence = _("Bytte namn på organisationen, från %(before)s till %(after)s")
    before: Name
    after: Name


class UnitAdded(Event, frozen=True):
    sentence = _("La till enheten %(unit)s")
    unit: Name


class UnitRegistered(Event, frozen=True):
    sentence = _("Anmälde %(unit)s med enkäten %(questionnaire)s")
    unit: Name
    questionnaire: Term


class RoundPlanned(Event, frozen=True):
    sentence = _(
        "Planerade omgången från %(opens_on)s till %(closes_on)s, papper %(grace_days)s dagar till, skydd %(preset)s"
    )
    opens_on: dt.date
    closes_on: dt.date
    preset: Term
    grace_days: int = 0


class KeyMade(Event, frozen=True):
    sentence = _("Skapade nyckeln %(name)s")
    name: Term


class RoundOpened(Event, frozen=True):
    sentence = _("Öppnade omgången; antal nycklar som behövs för att öppna svaren: %(holders)s")
    holders: int


class RoundClosed(Event, frozen=True):
    sentence = _("Stängde omgången")


class CodesMade(Event, frozen=True):
    sentence = _("Skapade koder för %(unit)s, enkäten %(questionnaire)s: %(size)s stycken, kodbunt %(batch)s")
    unit: Name
    questionnaire: Term
    batch: int
    size: int


class CodesVoided(Event, frozen=True):
    sentence = _("Makulerade koder för %(unit)s, enkäten %(questionnaire)s: kodbunt %(batch)s med %(size)s stycken")
    unit: Name
    questionnaire: Term
    batch: int
    size: int


class OfferedCounted(Event, frozen=True):
    sentence = _("Räknade erbjudna den %(day)s på %(unit)s, enkäten %(questionnaire)s: från %(before)s till %(after)s")
    to_the_day = True
    unit: Name
    questionnaire: Term
    day: dt.date
    before: int
    after: int


class NotOfferedCounted(Event, frozen=True):
    sentence = _(
        "Räknade vilka som tackade nej eller inte kunde erbjudas den %(day)s på %(unit)s, enkäten %(questionnaire)s"
    )
    to_the_day = True
    unit: Name
    questionnaire: Term
    day: dt.date


class CountChosen(Event, frozen=True):
    sentence = _("Valde vad %(unit)s räknar erbjudna på, enkäten %(questionnaire)s: från %(before)s till %(after)s")
    unit: Name
    questionnaire: Term
    before: Term
    after: Term


class SlipsLeftTold(Event, frozen=True):
    sentence = _(
        "Räknade lappar som är kvar på %(unit)s, enkäten %(questionnaire)s: %(left)s av %(size)s i kodbunt %(batch)s"
    )
    to_the_day = True
    unit: Name
    questionnaire: Term
    batch: int
    size: int
    left: int


class CountAsked(Event, frozen=True):
    sentence = _("Lämnade nyckeln och lät svaren räknas")


class JobTriedAgain(Event, frozen=True):
    sentence = _("Lät ett jobb som hade stannat försöka igen: %(kind)s")
    kind: Term


class DraftKept(Event, frozen=True):
    sentence = _("Räknade svaren och sparade utkast %(number)s")
    number: int


class DraftDiscarded(Event, frozen=True):
    sentence = _("Kastade utkast %(number)s")
    number: int


class PublicationPlanned(Event, frozen=True):
    sentence = _("Ändrade publiceringen av utgåva %(number)s från %(before)s till %(after)s")
    number: int
    before: dt.datetime | None
    after: dt.datetime | None


class ReleaseSigned(Event, frozen=True):
    sentence = _("Skrev under utgåva %(number)s")
    number: int
    manifest: Checksum


class SignatureTakenBack(Event, frozen=True):
    sentence = _("Tog tillbaka sin underskrift av utgåva %(number)s")
    number: int


class ReleasePublished(Event, frozen=True):
    sentence = _("Publicerade utgåva %(number)s")
    number: int
    manifest: Checksum


class ResultWithdrawn(Event, frozen=True):
    sentence = _("Återkallade resultatet; antal utgåvor: %(releases)s")
    releases: int


class OwnResultRead(Event, frozen=True):
    sentence = _("Läste resultatet för kommun %(municipality)s i utgåva %(number)s före publiceringen")
    number: int
    manifest: Checksum
    municipality: Term


class UnitResultRead(Event, frozen=True):
    sentence = _("Läste resultatet för enheten %(unit)s i utgåva %(number)s före publiceringen")
    number: int
    manifest: Checksum
    municipality: Term
    unit: Name


class UnitLetRead(Event, frozen=True):
    sentence = _("Lät enheten %(unit)s läsa sitt eget resultat före publiceringen")
    unit: Name


class UnitNotLetRead(Event, frozen=True):
    sentence = _("Lät inte längre enheten %(unit)s läsa sitt eget resultat före publiceringen")
    unit: Name


class AnswersDisposed(Event, frozen=True):
    sentence = _("Gallrade svaren")


class SimilarListsKept(Event, frozen=True):
    sentence = _("Läste in listor över liknande kommuner från %(edition)s; antal: %(lists)s")
    edition: Term
    lists: int


class ValuesRebuilt(Event, frozen=True):
    sentence = _("Gjorde om sidornas värden ur filerna i utgåva %(number)s")
    number: int


class ActionAdded(Event, frozen=True):
    sentence = _("Skrev in åtgärd %(number)s på %(question)s (%(target)s)")
    number: int
    question: Term
    target: Term


class ActionChanged(Event, frozen=True):
    sentence = _("Ändrade åtgärd %(number)s, version %(version)s")
    number: int
    version: int


class ActionLocked(Event, frozen=True):
    sentence = _("Låste det väntade för åtgärd %(number)s")
    number: int


class StartDrawn(Event, frozen=True):
    sentence = _(
        "Lottade vilka enheter som börjar, lott %(number)s på %(question)s (%(target)s): %(first)s av %(units)s"
        " enheter, med lottnumret %(seed)s"
    )
    number: int
    question: Term
    target: Term
    first: int
    units: int
    seed: Checksum


class TargetAdded(Event, frozen=True):
    sentence = _("Satte målet %(level)s procent för %(question)s (%(target)s)")
    question: Term
    target: Term
    level: int


class TargetChanged(Event, frozen=True):
    sentence = _("Ändrade målet för %(question)s (%(target)s) till %(level)s procent, version %(version)s")
    question: Term
    target: Term
    level: int
    version: int


class TargetRemoved(Event, frozen=True):
    sentence = _("Tog bort målet för %(question)s (%(target)s)")
    question: Term
    target: Term


class YouSaidWritten(Event, frozen=True):
    sentence = _("Sparade Ni sa, vi gör, version %(version)s; står på kommunens sida: %(is_published)s")
    version: int
    is_published: bool


class CopyRestored(Event, frozen=True):
    sentence = _("Läste tillbaka säkerhetskopian från %(taken_at)s")
    taken_at: dt.datetime


class DemoMade(Event, frozen=True):
    sentence = _("Hittade på ett land; antal kommuner: %(municipalities)s, antal enheter: %(units)s")
    municipalities: int
    units: int
