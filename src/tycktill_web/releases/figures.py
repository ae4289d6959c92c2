"""A released value as a page writes it: a percentage, two that it lies between, or why there is none."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tycktill.disclosure import PRESETS
from tycktill.fieldwork import ResponseRate
from tycktill.publication import per_cent
from tycktill.tables import ResultRow, is_stated
from tycktill.terms import Reason, Status

WIDEST = PRESETS["standard"].widest
"""An interval of shares that is wider is no number on a page; every preset has the same."""


@dataclass(frozen=True, slots=True)
class Between:
    """The two shares that a share lies between, in 0-1; the same twice when it is told as it is."""

    least: float
    most: float

    @property
    def text(self) -> str:
        """In whole per cent. What is not all or nobody is never written as 100 % or 0 %."""
        low, high = per_cent(self.least), per_cent(self.most)
        if self.least == self.most:
            return _told(self.least)
        if self.most == 1.0:
            return _("minst %(share)s") % {"share": _with_sign(min(low, 99))}
        if self.least == 0.0:
            return _("högst %(share)s") % {"share": _with_sign(max(high, 1))}
        return _with_sign(low) if low == high else f"{low}–{_with_sign(high)}"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a table's cell says of one value; None is a value that the release does not have."""

    row: ResultRow | None

    @property
    def is_shown(self) -> bool:
        """Whether there is a share, or an interval of shares that is no wider than `WIDEST`, to write."""
        return self.row is not None and is_stated(self.row, WIDEST)

    @property
    def is_too_wide(self) -> bool:
        """Whether an interval is told that is wider than that."""
        return self.row is not None and self.row.status is not Status.WITHHELD and not self.is_shown

    @property
    def reason(self) -> Reason | None:
        """Why it is withheld; None for what is shown, or was never asked."""
        return self.row.reason if self.row else None

    @property
    def between(self) -> Between | None:
        """The share, or the ends of its interval; None when nothing is shown."""
        row = self.row
        if row is None or not self.is_shown:
            return None
        if row.share is not None:
            return Between(row.share, row.share)
        return Between(row.share_min or 0.0, 1.0 if row.share_max is None else row.share_max)

    @property
    def is_class(self) -> bool:
        """Whether it is shown as an interval of shares, and no share."""
        return self.row is not None and self.is_shown and self.row.status is Status.BOUNDED

    @property
    def text(self) -> str:
        """`84 %`, `minst 92 %`, `70–75 %`; empty when nothing is shown."""
        return self.between.text if self.between else ""

    @property
    def why_not(self) -> str:
        """Why nothing is shown, in a few words."""
        if self.row is None:
            return _("Frågan ställdes inte")
        if self.is_too_wide:
            return _("Kan inte anges")
        if self.row.reason is Reason.PROTECTS:
            return _("Visas inte: skulle avslöja andra svar")
        return _("Visas inte: för få svar")

    @property
    def why_not_short(self) -> str:
        """The same where many figures stand side by side."""
        if self.row is None:
            return _("ej ställd")
        if self.is_too_wide:
            return _("kan inte anges")
        return _("skulle avslöja andra") if self.row.reason is Reason.PROTECTS else _("för få svar")

    @property
    def interval(self) -> str:
        """The 95 % interval, `79–88 %`; empty when nothing is shown."""
        row = self.row
        if not self.is_shown or row is None or row.low is None or row.high is None:
            return ""
        low, high = per_cent(row.low), per_cent(row.high)
        return percentage(row.low) if low == high else f"{low}–{percentage(row.high)}"

    @property
    def valid(self) -> int | None:
        """How many answers the share is of."""
        return self.row.valid if self.row else None


def percentage(share: float) -> str:
    """A share in whole per cent, with the space that Swedish has and that never breaks a line."""
    return _with_sign(per_cent(share))


def _told(share: float) -> str:
    if 0.0 < share < 1.0 and per_cent(share) in (0, 100):
        words = _("mindre än %(share)s") if share < 0.5 else _("mer än %(share)s")
        return words % {"share": _with_sign(1 if share < 0.5 else 99)}
    return percentage(share)


def _with_sign(whole: int) -> str:
    return f"{whole}\N{NO-BREAK SPACE}%"


def rate_text(rate: ResponseRate | None) -> str:
    """A response rate in whole per cent; empty when it is not known, or nobody was offered."""
    return "" if rate is None or rate.share is None else percentage(rate.share)
