"""Makes codes in batches. A code is told once, when it is made; what is kept is its fingerprint."""

import datetime
import secrets

from django.db import transaction

from tycktill.fieldwork import make_code
from tycktill_web.fieldwork.errors import WrongNumber
from tycktill_web.fieldwork.fingerprints import code_fingerprint
from tycktill_web.fieldwork.models import Code, CodeBatch, Round, UnusedCode
from tycktill_web.fieldwork.rounds import Deed, check_allowed, check_registered
from tycktill_web.participants.models import Registration

LARGEST_BATCH = 20_000
_CHUNK = 2_000


@transaction.atomic
def make_codes(*, round: Round, registration: Registration, size: int, on: datetime.date) -> tuple[str, ...]:
    """`size` new codes for a unit and questionnaire, in the order to print them; they cannot be had again.

    Raises NotInThisState, NotOfThisRound, WrongNumber. (Two equal codes in the whole database, one chance in some
    hundred million a batch, are refused by it, and nothing is made.)
    """
    check_allowed(round, Deed.MAKE_CODES)
    check_registered(round, registration)
    if not 0 < size <= LARGEST_BATCH:
        raise WrongNumber
    codes = tuple(make_code(secrets.randbelow) for _ in range(size))
    batch = CodeBatch.objects.create(round=round, registration=registration, made_on=on, size=size)
    # Sorted: the rows must not lie in the order in which the codes are printed and handed out.
    fingerprints = sorted(code_fingerprint(code) for code in codes)
    Code.objects.bulk_create([Code(fingerprint=each, batch=batch) for each in fingerprints], batch_size=_CHUNK)
    unused = [UnusedCode(fingerprint=each, batch=batch) for each in fingerprints]
    UnusedCode.objects.bulk_create(unused, batch_size=_CHUNK)
    return codes
