"""Every page of a made-up country says that it is one."""

from django.http import HttpRequest

from tycktill_web.demo.home import is_demo


def made_up(_request: HttpRequest) -> dict[str, bool]:
    """For all templates: a context processor, so that no page can forget it."""
    return {"is_made_up": is_demo()}
