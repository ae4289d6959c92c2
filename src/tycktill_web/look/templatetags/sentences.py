"""Words put together as a sentence wants them."""

from django import template

register = template.Library()

_ENDS = (":", "?", ".", "!", "…")


@register.filter
def leading_on(label: object) -> str:
    """A label before what is said of it: with a colon, unless it ends like a sentence already."""
    text = str(label)
    return text if text.endswith(_ENDS) else f"{text}:"
