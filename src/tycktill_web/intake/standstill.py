"""A moment in which no answer comes in, so that database and keyring can be copied as they fit each other."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from tycktill_web.fieldwork.models import UnusedCodes
from tycktill_web.keyring.locks import write_lock
from tycktill_web.vault.models import AnswerBuffer


@contextmanager
def at_standstill() -> Iterator[None]:
    """Whoever answers waits until this ends, since every answer needs one of these rows; pages are read meanwhile."""
    with write_lock(), transaction.atomic():
        for table in (UnusedCodes, AnswerBuffer):  # in the order in which an answer takes them
            list(table.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        yield
