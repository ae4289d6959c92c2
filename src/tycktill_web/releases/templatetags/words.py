"""What rounds and target groups are called, for templates."""

from django import template

from tycktill_web.fieldwork.models import Round
from tycktill_web.releases import words

register = template.Library()
register.filter("family_name", words.family_name)
register.filter("group_name", words.group_name)


@register.filter
def round_name(round: Round) -> str:
    """A round in words: its survey and its year."""
    return f"{words.family_name(round.family)} {round.label}"
