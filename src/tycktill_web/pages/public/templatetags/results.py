"""Links between the pages of a release."""

from django import template
from django.template import Context

from tycktill_web.pages.public.addresses import page_address

register = template.Library()


@register.simple_tag(takes_context=True)
def result_link(context: Context, municipality: str = "", target: str = "") -> str:
    """The address of a municipality's page, or the nation's, in the release that is being read."""
    return page_address(context["request"], context["release"], municipality=municipality, target=target)
