"""Keeps the numbers of several days at once."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.participants.models import Registration


@transaction.atomic
def record_days(*, round: Round, registration: Registration, offered: Mapping[datetime.date, int]) -> None:
    """Keep how many were offered on each of these days, all or none. Raises StepRefused."""
    for day, number in offered.items():
        record_offered(round=round, registration=registration, on=day, offered=number)
