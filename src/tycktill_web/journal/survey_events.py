"""What can be told of questionnaires that organisations make of their own."""

from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.facts import Checksum, Event, Term


class OwnSurveyMade(Event, frozen=True):
    sentence = _("Började på en egen enkät: %(questionnaire)s")
    questionnaire: Term


class OwnSurveyImported(Event, frozen=True):
    sentence = _("Läste in en egen enkät från en fil: %(questionnaire)s, version %(version)s av utkastet")
    questionnaire: Term
    version: int


class OwnSurveySaved(Event, frozen=True):
    sentence = _("Sparade utkastet till den egna enkäten %(questionnaire)s, version %(version)s")
    questionnaire: Term
    version: int


class EditionFrozen(Event, frozen=True):
    sentence = _("Fastställde utgåva %(number)s av den egna enkäten %(questionnaire)s; antal brutna serier: %(broken)s")
    questionnaire: Term
    number: int
    checksum: Checksum
    broken: int


SURVEY_EVENTS: tuple[type[Event], ...] = (OwnSurveyMade, OwnSurveyImported, OwnSurveySaved, EditionFrozen)
