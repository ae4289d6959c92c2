"""New codes as they are shown and taken away, and how many a unit has left."""

import csv
import io
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import slugify
from django.utils.translation import gettext as _

from tycktill.fieldwork import group_code
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import status
from tycktill_web.participants.models import Registration


@dataclass(frozen=True)
class Batch:
    """Codes that were just made."""

    codes: Sequence[str]
    registration: Registration
    answer_at: str

    @cached_property
    def grouped(self) -> Sequence[str]:
        """The codes as they are printed."""
        return [group_code(code) for code in self.codes]

    @property
    def file_name(self) -> str:
        """What the spreadsheet is called when it is saved."""
        return f"{_('koder')}-{slugify(self.registration.unit.name)}-{self.registration.instrument}.csv"

    @property
    def csv_address(self) -> str:
        """A spreadsheet of the codes within the link itself: no second page has to know them."""
        sheet = io.StringIO()
        rows = csv.writer(sheet, delimiter=";")
        rows.writerow([_("kod"), _("adress"), _("enhet")])
        rows.writerows([code, self.answer_at, self.registration.unit.name] for code in self.grouped)
        return "data:text/csv;charset=utf-8;base64," + b64encode(sheet.getvalue().encode("utf-8-sig")).decode()


@dataclass(frozen=True, slots=True)
class Supply:
    """How many codes a unit has been given for a questionnaire, and how many of them are used."""

    issued: int
    used: int

    @property
    def left(self) -> int:
        """Codes that can still be answered with, handed out or not."""
        return self.issued - self.used


def supply_of(registration: Registration, round: Round) -> Supply:
    """The codes of a unit so far."""
    rows = status(round, registration.unit.organisation)
    own = next(row for row in rows if row.registration.pk == registration.pk)
    return Supply(issued=own.issued, used=own.answered)
