"""What is told of answers on paper: never one form, nor anything that it says."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.facts import Event


class PaperCutShort(Event, frozen=True):
    sentence = _("Stängde omgången innan tiden för svar på papper var ute, den %(until)s")
    until: dt.date
