"""Makes the codes of a whole round at once: `fieldwork.codes.make_codes` for many units, in few statements."""

import datetime
import secrets
from collections.abc import Iterable, Sequence

from django.db import transaction

from tycktill.fieldwork import make_code
from tycktill_web.fieldwork.fingerprints import code_fingerprint
from tycktill_web.fieldwork.models import Code, CodeBatch, Round, UnusedCode
from tycktill_web.fieldwork.rounds import Deed, check_allowed
from tycktill_web.participants.models import Registration

_CHUNK = 2_000

Wish = tuple[Registration, int]
"""So many codes for a unit and questionnaire."""


@transaction.atomic
def make_all_codes(round: Round, wishes: Sequence[Wish], *, on: datetime.date) -> list[tuple[str, ...]]:
    """Real codes, that nobody can foresee; as many as wished, in the order of the wishes."""
    check_allowed(round, Deed.MAKE_CODES)
    batches = CodeBatch.objects.bulk_create(
        CodeBatch(round=round, registration=registration, made_on=on, size=size) for registration, size in wishes
    )
    codes = [tuple(make_code(secrets.randbelow) for _ in range(size)) for _, size in wishes]
    _keep_fingerprints(zip(batches, codes, strict=True))
    return codes


def _keep_fingerprints(batches: Iterable[tuple[CodeBatch, Sequence[str]]]) -> None:
    """Sorted, so that rows do not lie in the order in which codes are handed out."""
    rows = sorted((code_fingerprint(code), batch.pk) for batch, codes in batches for code in codes)
    Code.objects.bulk_create([Code(fingerprint=each, batch_id=batch) for each, batch in rows], batch_size=_CHUNK)
    unused = [UnusedCode(fingerprint=each, batch_id=batch) for each, batch in rows]
    UnusedCode.objects.bulk_create(unused, batch_size=_CHUNK)
