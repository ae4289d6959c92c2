"""What rounds and target groups are called, for templates."""

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.progress import LiveRate
from tycktill_web.releases import live_words, words

register = template.Library()
register.filter("family_name", words.family_name)
register.filter("group_name", words.group_name)
register.filter("per_cent", live_words.per_cent_text)
register.filter("rate", live_words.rate_text)
register.filter("rate_bar", live_words.rate_bar)
register.filter("round_name", words.name_of_round)
register.filter("answered", live_words.answered_text)
register.filter("offered", live_words.offered_text)


@register.filter
def answered_of_one(rate: LiveRate) -> str:
    """How many have answered at one unit, or of one batch."""
    return live_words.answered_text(rate, of_one_unit=True)


@register.filter
def round_days(round: Round) -> str:
    """A round's first and last day; the year stands once when both are of the same."""
    first = date_format(round.opens_on, "j F" if round.opens_on.year == round.closes_on.year else "j F Y")
    return f"{first} – {date_format(round.closes_on, 'j F Y')}"


@register.filter
def hour_text(at: datetime) -> str:
    """A moment by day and clock, as sentences name it."""
    local = localtime(at)
    filled = {"day": date_format(local, "j F Y"), "hour": f"{local:%H}", "minute": f"{local:%M}"}
    return _("%(day)s klockan %(hour)s.%(minute)s") % filled
