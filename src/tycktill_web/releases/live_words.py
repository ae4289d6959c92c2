"""How far a round has come, in words and in a bar: one way on every page, and cheap enough for three hundred rows."""

from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.progress import LiveRate
from tycktill_web.releases.words import words_of_page

DASH = "–"

_BAR = (
    '<span class="measure"><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"'
    ' focusable="false"><rect class="bar-all" width="100" height="8" rx="4"/><rect class="bar-part" width="{}"'
    ' height="8" rx="4"/></svg><span class="number">{}</span></span>'
)


def per_cent_text(number: int | str | None) -> str:
    """Whole per cent with the sign as the page's language sets it, or a dash."""
    return DASH if number is None else words_of_page().figures.sign.format(number=number)


def rate_text(rate: LiveRate) -> str:
    """The response rate, or the least that it can be, or the most where not all offered were counted."""
    if rate.at_most is not None:
        return words_of_page().figures.at_most.format(share=per_cent_text(rate.at_most))
    share = per_cent_text(rate.per_cent)
    is_least = rate.per_cent is not None and rate.is_at_least
    return words_of_page().figures.at_least.format(share=share) if is_least else share


def offered_text(rate: LiveRate) -> str:
    """How many were offered, or at least so many where they were not all counted."""
    number = localize(rate.offered)
    return number if rate.is_counted else _("minst %(number)s") % {"number": number}


def answered_text(rate: LiveRate, *, of_one_unit: bool = False) -> str:
    """How many have answered, at least so many, or that it is too few to say."""
    if rate.is_exact:
        return str(rate.answered)
    if not rate.is_few:
        return _("minst %(number)s") % {"number": rate.answered}
    return _("färre än 5") if of_one_unit else _("för få ännu")


def rate_bar(rate: LiveRate) -> str:
    """The response rate beside its bar, or why there is none."""
    if rate.per_cent is None:
        return format_html('<span class="soft">{}</span>', _why_no_bar(rate))
    return format_html(_BAR, rate.per_cent, rate_text(rate))


def _why_no_bar(rate: LiveRate) -> str:
    if not rate.is_counted:
        return rate_text(rate) if rate.at_most is not None else _("Inte alla erbjudna är räknade")
    return _("Visas från fem svar") if rate.offered else _("Ingen erbjuden än")
