"""What is told of answers on paper: never one form, nor anything that it says."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.facts import Event, Name, Term


class PaperCutShort(Event, frozen=True):
    sentence = _("Stängde omgången innan tiden för svar på papper var ute, den %(until)s")
    until: dt.date


class PaperTyped(Event, frozen=True):
    sentence = _("Skrev in svar på papper för %(unit)s, enkäten %(questionnaire)s: %(sheets)s stycken till")
    to_the_day = True
    unit: Name
    questionnaire: Term
    sheets: int


class PaperImported(Event, frozen=True):
    sentence = _("Läste in svar på papper, enkäten %(questionnaire)s: minst %(sheets)s stycken")
    to_the_day = True
    questionnaire: Term
    sheets: int


class PaperWaitingTold(Event, frozen=True):
    sentence = _("Sade om papper på %(unit)s, enkäten %(questionnaire)s: minst %(at_least)s blanketter väntar")
    to_the_day = True
    unit: Name
    questionnaire: Term
    at_least: int
