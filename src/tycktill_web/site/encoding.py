"""Forms are UTF-8, whatever they say: Django believes a form before anything of ours is asked, and may fail at it."""

import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_BOUNDARY = re.compile(r";\s*boundary=(\"?)([^\";,\s]+)\1", re.IGNORECASE)


def in_utf_8(application: Application) -> Application:
    """The WSGI application, hearing of no other encoding."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = without_charset(environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return answer


def without_charset(content_type: str) -> str:
    """The kind of content, and for a form with files what stands between its parts."""
    kind = content_type.partition(";")[0].strip()
    boundary = _BOUNDARY.search(content_type)
    return f"{kind}; boundary={boundary[2]}" if boundary else kind
