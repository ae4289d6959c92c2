"""Links that keep the language which was asked for."""

from django import template
from django.template import Context
from django.urls import reverse

from tycktill_web.look.addresses import in_language

register = template.Library()


@register.simple_tag(takes_context=True)
def link(context: Context, name: str, *args: object) -> str:
    """The address of the view `name`, in the language asked for."""
    return in_language(reverse(name, args=args), context["request"])
