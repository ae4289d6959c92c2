"""New codes as they are shown and taken away."""

import csv
import io
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tycktill.fieldwork import group_code
from tycktill_web.pages.desk.slips import Slip, make_slips
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
    def typed_address(self) -> str:
        """Where the codes are answered, as short as a browser takes it."""
        return self.answer_at.partition("://")[2].removesuffix("/")

    @cached_property
    def slips(self) -> Sequence[Slip]:
        """A slip to cut out for each code."""
        return make_slips(self.codes, lambda code: urljoin(self.answer_at, reverse("respond:link", args=[code])))

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
