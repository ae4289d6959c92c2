"""Many answers at once, for the made-up country and the benchmarks: the way of `submit_answers`, in fewer statements.

What holds for one answer holds for all: every code is redeemed and every answer sealed in one transaction, and
nothing that is kept tells which belong together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from tycktill.answers import accept, to_bytes
from tycktill.fieldwork import parse_code
from tycktill.terms import Gender
from tycktill_web.fieldwork.code_tags import CodeTags, Right, code_fingerprint
from tycktill_web.fieldwork.errors import WrongCode
from tycktill_web.fieldwork.models import Code, Round
from tycktill_web.fieldwork.questionnaires import catalogue_of, sheet_room_of
from tycktill_web.fieldwork.rounds import check_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.fieldwork.unused_codes import keep_unused, take_unused
from tycktill_web.participants.models import Registration
from tycktill_web.vault.mixing import seal_all

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class _Given:
    """For what registration a code lets somebody answer, and its number in the round."""

    registration: Registration
    number: int


@dataclass(frozen=True, slots=True)
class Form:
    """A code and what was answered with it: option codes by question id."""

    code: str
    gender: Gender
    answers: Mapping[str, int]


@transaction.atomic
def submit_all(round: Round, forms: Sequence[Form]) -> None:
    """Redeem all codes and seal all answers, or nothing.

    Raises NotInThisState when the round is not open, WrongCode for a code of another round, UsedCode, VoidCode, and
    Refused for answers the questionnaire does not have.
    """
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    check_allowed(held, RoundAction.ANSWER)
    unused, key = take_unused(held)
    rights = _rights_by_code(held)
    fingerprints = [code_fingerprint(parse_code(form.code)) for form in forms]
    if not rights.keys() >= set(fingerprints):
        raise WrongCode
    given = [rights[fingerprint] for fingerprint in fingerprints]
    sheets = [_sheet_bytes(form, held, right) for form, right in zip(forms, given, strict=True)]
    keep_unused(held, unused.with_redeemed(right.number for right in given), key=key)
    seal_all(held.key, sheets, bytes(held.public_key), room=sheet_room_of(held))


def _rights_by_code(round: Round) -> Mapping[bytes, _Given]:
    """What each code of the round gives right to, by the code's fingerprint."""
    registrations = {
        batch.pk: batch.registration for batch in round.batches.select_related("registration__unit__organisation")
    }
    codes = Code.objects.filter(batch__round=round).values_list("fingerprint", "batch", "place", "tag")
    tags, rights = CodeTags(round.key), {}
    for fingerprint, batch, number, tag in codes.iterator(chunk_size=_CHUNK):
        tags.check_tag(bytes(fingerprint), Right.of(registrations[batch], number), bytes(tag))
        rights[bytes(fingerprint)] = _Given(registrations[batch], number)
    return rights


def _sheet_bytes(form: Form, round: Round, right: _Given) -> bytes:
    registration = right.registration
    sheet = accept(
        catalogue_of(round)[registration.instrument],
        round=round.label,
        municipality=registration.unit.organisation.municipality,
        unit=registration.unit.name,
        gender=form.gender,
        answers=form.answers,
    )
    return to_bytes(sheet)
