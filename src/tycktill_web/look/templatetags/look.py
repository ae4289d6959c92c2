"""Links that keep the language which was asked for, and labels put together as a sentence wants them."""

from django import template
from django.template import Context
from django.urls import reverse

from tycktill_web.look.addresses import whole_address
from tycktill_web.look.language import in_language

register = template.Library()

_ENDS = (":", "?", ".", "!", "…")


@register.simple_tag(takes_context=True)
def link(context: Context, name: str, *args: object) -> str:
    """The address of the view `name`, in the language asked for; of pages that several audiences have, theirs."""
    request = context["request"]
    here = request.resolver_match.namespace if request.resolver_match else None
    return in_language(reverse(name, args=args, current_app=here), request)


@register.simple_tag(takes_context=True)
def own_address(context: Context) -> str:
    """The address of the page that is being read, as the world knows it: with its language, and nothing else that
    somebody has added."""
    request = context["request"]
    return whole_address(request, in_language(request.path, request))


@register.filter
def leading_on(label: object) -> str:
    """A label before what is said of it: with a colon, unless it ends like a sentence already."""
    text = str(label)
    return text if text.endswith(_ENDS) else f"{text}:"
