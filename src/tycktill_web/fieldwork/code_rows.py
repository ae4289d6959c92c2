"""Rows of codes: a fingerprint, its number in the round, a tag."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from django.db import connection

from tycktill_web.fieldwork.code_tags import CodeTags, Right
from tycktill_web.fieldwork.models import Code, CodeBatch

_CHUNK = 2_000


def keep_fingerprints(round_key: str, batches: Iterable[tuple[CodeBatch, Sequence[bytes]]]) -> None:
    """Sorted, numbers too: nothing must tell the order in which the codes are printed and handed out."""
    tags = CodeTags(round_key)
    rows = [
        (fingerprint, batch, number, tags.of(fingerprint, Right.of(batch.registration, number)))
        for batch, fingerprints in batches
        for number, fingerprint in enumerate(sorted(fingerprints), start=batch.start)
    ]
    Code.objects.bulk_create(
        [
            Code(fingerprint=fingerprint, batch=batch, place=number, tag=tag)
            for fingerprint, batch, number, tag in sorted(rows, key=itemgetter(0))
        ],
        batch_size=_CHUNK,
    )


def settle_rows() -> None:
    """Let PostgreSQL finish with the new rows: the first look at one would otherwise leave a mark on its page, of a
    batch that somebody of its unit has begun to answer."""
    if connection.vendor == "postgresql":
        tables = (connection.ops.quote_name(model._meta.db_table) for model in (Code, CodeBatch))
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (FREEZE) {', '.join(tables)}")
