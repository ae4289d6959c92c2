"""Files come in where a view says that it expects one, into memory, and nowhere else; none is ever laid on disk."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])


class NoFiles(FileUploadHandler):
    """Stops reading a form at the head of the first file in it: what Django asks unless a view says otherwise."""

    def new_file(self, *_: Any, **__: Any) -> None:
        """Refuse the form."""
        raise BadRequest("No file is expected here.")


SMALL = 64_000


class SmallFiles(MemoryFileUploadHandler):
    """Keeps the first bytes of each file in memory, and counts the others: by its size a form tells it too large."""

    def __init__(self, request: HttpRequest, largest: int) -> None:
        super().__init__(request)
        self._largest = largest

    def handle_raw_input(self, *_: Any, **__: Any) -> None:
        """Take part whatever the size of the form."""
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for."""
        self.file.write(raw_data[: max(0, self._largest - start)])


def takes_file(view: AnyView) -> AnyView:
    """Say that a view expects a small file."""
    return takes_files_of(view, SMALL)


def takes_files_of(view: AnyView, largest: int) -> AnyView:
    """Say that a view expects a file of at most so many bytes."""
    cast("Any", view).takes_file = largest
    return view


def choose_handlers(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> None:
    """Before anything of the form has been read: how files in it are met."""
    if largest := getattr(view, "takes_file", 0):
        request.upload_handlers = [SmallFiles(request, largest)]
