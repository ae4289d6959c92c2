"""A released value as a page writes it: a percentage, a class of percentages, or why there is none."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tycktill.fieldwork import ResponseRate
from tycktill.publication import ResultRow, per_cent
from tycktill.terms import Reason, Status


@dataclass(frozen=True, slots=True)
class Figure:
    """What a table's cell says of one value; None is a value that the release does not have."""

    row: ResultRow | None

    @property
    def is_shown(self) -> bool:
        """Whether there is a share, or a class of shares, to write."""
        return self.row is not None and self.row.status is not Status.WITHHELD

    @property
    def reason(self) -> Reason | None:
        """Why it is withheld; None for what is shown, or was never asked."""
        return self.row.reason if self.row else None

    @property
    def text(self) -> str:
        """`84 %`, `minst 92 %`, `70–75 %`; empty when nothing is shown."""
        row = self.row
        if row is None or row.status is Status.WITHHELD:
            return ""
        if row.share is not None:
            return percentage(row.share)
        low, high = row.share_min or 0.0, 1.0 if row.share_max is None else row.share_max
        if high == 1.0:
            return _("minst %(share)s") % {"share": percentage(low)}
        if low == 0.0:
            return _("högst %(share)s") % {"share": percentage(high)}
        return f"{per_cent(low)}–{percentage(high)}"

    @property
    def why_not(self) -> str:
        """Why nothing is shown, in a few words."""
        if self.row is None:
            return _("Frågan ställdes inte")
        if self.row.reason is Reason.PROTECTS:
            return _("Visas inte: skulle avslöja ett annat värde")
        return _("Visas inte: färre än fem svar")

    @property
    def why_not_short(self) -> str:
        """The same where many figures stand side by side."""
        if self.row is None:
            return _("ej ställd")
        return _("dold") if self.row.reason is Reason.PROTECTS else _("färre än 5")

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

    @property
    def centre(self) -> float | None:
        """The share, or the middle of its class: for sorting, never for showing."""
        row = self.row
        if row is None or row.status is Status.WITHHELD:
            return None
        return row.share if row.share is not None else ((row.share_min or 0.0) + (row.share_max or 1.0)) / 2


def percentage(share: float) -> str:
    """A share in whole per cent, with the space that Swedish has and that never breaks a line."""
    return f"{per_cent(share)}\N{NO-BREAK SPACE}%"


def rate_text(rate: ResponseRate | None) -> str:
    """A response rate in whole per cent; empty when it is not known, or nobody was offered."""
    return "" if rate is None or rate.share is None else percentage(rate.share)
