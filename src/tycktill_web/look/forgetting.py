"""Ends the process of the web server that has seen a private key.

What a program lets go of stays in its memory until something else is written there, which may be never: the key's file
and its passphrase were still found after a hundred requests more. What a process had that has ended nobody finds.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

END_PROCESS = "tycktill.end_process"
"""Where in a request's environment the web server lays what ends the process when all under way is answered."""

_Others = ParamSpec("_Others")
_View = Callable[Concatenate[HttpRequest, _Others], HttpResponse]


def sees_key(view: _View[_Others]) -> _View[_Others]:
    """Let the process end after it has answered what is sent to this view; below who may see the view at all."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: _Others.args, **kwargs: _Others.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        finally:
            end_process = request.META.get(END_PROCESS)
            if request.method == "POST" and end_process:
                end_process()

    return answer
