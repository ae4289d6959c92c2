"""What a municipality tells its users, for its public page."""

from django import template

from tycktill_web.improvement.models import YouSaid

register = template.Library()


@register.simple_tag
def you_said(family: str, label: str, municipality: str) -> YouSaid | None:
    """What is published of a round; None where nothing is."""
    published = YouSaid.objects.filter(family=family, round=label, is_published=True)
    return published.filter(organisation__municipality=municipality).select_related("organisation").first()
