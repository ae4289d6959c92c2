"""Many answers at once, for the made-up country and the benchmarks: the way of `submit`, in fewer statements.

What holds for one answer holds for all: every code is redeemed and every answer sealed in one transaction, and
nothing that is kept tells which belong together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from tycktill.answers import accept, to_bytes
from tycktill.fieldwork import parse_code
from tycktill.terms import Gender
from tycktill_web.fieldwork.errors import UsedCode, WrongCode
from tycktill_web.fieldwork.fingerprints import code_fingerprint
from tycktill_web.fieldwork.models import Code, Round, UnusedCode
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.rounds import Deed, check_allowed
from tycktill_web.vault.forgetting import sweep
from tycktill_web.vault.mixing import seal_all
from tycktill_web.vault.models import SealedAnswer

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class _Place:
    """What a code gives right to answer for."""

    instrument: str
    municipality: str
    unit: str


@dataclass(frozen=True, slots=True)
class Form:
    """A code and what was answered with it: option codes by question id."""

    code: str
    gender: Gender
    answers: Mapping[str, int]


@transaction.atomic
def submit_all(round: Round, forms: Sequence[Form]) -> None:
    """Redeem all codes and seal all answers, or nothing.

    Raises NotInThisState when the round is not open, WrongCode for a code of another round, UsedCode, and Refused
    for answers the questionnaire does not have.
    """
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    check_allowed(held, Deed.ANSWER)
    places = _places(held)
    fingerprints = [code_fingerprint(parse_code(form.code)) for form in forms]
    if not places.keys() >= set(fingerprints):
        raise WrongCode
    sheets = [
        _sheet(form, held.label, places[fingerprint]) for form, fingerprint in zip(forms, fingerprints, strict=True)
    ]
    _redeem_all(fingerprints)
    seal_all(held.key, sheets, bytes(held.public_key))
    transaction.on_commit(lambda: sweep([UnusedCode, SealedAnswer]))


def _places(round: Round) -> Mapping[bytes, _Place]:
    """Where each code of the round gives right to answer, by the code's fingerprint."""
    batches = {
        batch.pk: _Place(
            batch.registration.instrument,
            batch.registration.unit.organisation.municipality,
            batch.registration.unit.name,
        )
        for batch in round.batches.select_related("registration__unit__organisation")
    }
    codes = Code.objects.filter(batch__round=round).values_list("fingerprint", "batch")
    return {bytes(fingerprint): batches[batch] for fingerprint, batch in codes.iterator(chunk_size=_CHUNK)}


def _sheet(form: Form, label: str, place: _Place) -> bytes:
    sheet = accept(
        catalogue()[place.instrument],
        round=label,
        municipality=place.municipality,
        unit=place.unit,
        gender=form.gender,
        answers=form.answers,
    )
    return to_bytes(sheet)


def _redeem_all(fingerprints: Sequence[bytes]) -> None:
    deleted = 0
    for start in range(0, len(fingerprints), _CHUNK):
        chunk = fingerprints[start : start + _CHUNK]
        deleted += UnusedCode.objects.filter(fingerprint__in=chunk).delete()[0]
    if deleted != len(fingerprints):
        raise UsedCode
