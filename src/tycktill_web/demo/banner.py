"""Every page of a made-up country says that it is one."""

from django import template

from tycktill_web.demo.home import is_demo

register = template.Library()


@register.simple_tag
def made_up() -> bool:
    """Whether to say so: a tag of every template, also of those that are written for nobody's request."""
    return is_demo()
