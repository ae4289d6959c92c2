"""Many answers on paper at once: every code is redeemed and every answer sealed in one transaction, or none is."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from random import SystemRandom

from django.db import transaction

from tycktill.answers import accept, to_bytes
from tycktill.fieldwork import parse_code
from tycktill.terms import Refused
from tycktill_web.fieldwork.code_tags import CodeTags, Right, code_fingerprint
from tycktill_web.fieldwork.models import Code, Round
from tycktill_web.fieldwork.questionnaires import catalogue_of, sheet_room_of
from tycktill_web.fieldwork.tickets import check_open
from tycktill_web.fieldwork.unused_codes import CodeBits, keep_unused, take_unused
from tycktill_web.intake.workbook import PaperRow
from tycktill_web.keyring.locks import write_lock
from tycktill_web.participants.models import Registration
from tycktill_web.vault.mixing import FULL, seal_all, seal_answer

_CHUNK = 500
_CHANCE = SystemRandom()


class RowFault(Enum):
    """What is wrong with the code of a row."""

    MISSING = auto()
    MISTYPED = auto()
    UNKNOWN = auto()
    OTHER_PILE = auto()
    VOID = auto()
    TWICE = auto()
    USED = auto()


class RowsRefused(Exception):
    """Rows are wrong, and nothing was taken: what is wrong, by the rows' numbers."""

    def __init__(self, faults: Mapping[int, RowFault]) -> None:
        self.faults = faults
        super().__init__(len(faults))

    @property
    def are_only_used(self) -> bool:
        """Whether leaving out rows whose code is used makes the others right."""
        return set(self.faults.values()) == {RowFault.USED}


@dataclass(frozen=True, slots=True)
class TakenRows:
    """The registrations whose answers were taken, one for each answer, and the rows that were left out."""

    answers: Sequence[Registration]
    used: Sequence[int]
    blank: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Given:
    """What the code of a row gives right to."""

    registration: Registration
    number: int


Report = Callable[[TakenRows], None]


def take_rows(
    round: Round,
    rows: Sequence[PaperRow],
    registrations: Sequence[Registration],
    *,
    on: datetime.date,
    leave_out_used: bool = False,
    report: Report = lambda _: None,
) -> TakenRows:
    """Redeem the codes of all rows and seal the answers, or none; rows in which nothing was answered are left out.

    The codes must be of these registrations. `report` comes last in the transaction. Raises CodeRefused where the round
    takes no paper on this day, and RowsRefused.
    """
    with write_lock(), transaction.atomic():
        held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
        check_open(held, on=on, is_paper=True)
        unused, key = take_unused(held)
        answered = [row for row in rows if not row.is_blank]
        given, faults = _rights_of_rows(held, answered, registrations, unused)
        wrong = {row: fault for row, fault in faults.items() if fault is not RowFault.USED}
        if wrong or (faults and not leave_out_used):
            raise RowsRefused(wrong or faults)  # which codes are used is told of a file that is right in all else
        keep_unused(held, unused.with_redeemed(right.number for right in given.values()), key=key)
        _seal_sheets(
            held, [_sheet_bytes(row, held, given[row.row].registration) for row in answered if row.row in given]
        )
        blank = [row.row for row in rows if row.is_blank]
        taken = TakenRows([right.registration for right in given.values()], sorted(faults), blank)
        report(taken)
        return taken


def _rights_of_rows(
    round: Round, rows: Sequence[PaperRow], registrations: Sequence[Registration], unused: CodeBits
) -> tuple[Mapping[int, _Given], Mapping[int, RowFault]]:
    """What each row's code gives right to, or what is wrong with it, by the rows' numbers."""
    fingerprints = {row.row: _fingerprint_of(row.code) for row in rows}
    issued = _issued_codes(round, [each for each in fingerprints.values() if isinstance(each, bytes)], registrations)
    given: dict[int, _Given] = {}
    faults: dict[int, RowFault] = {}
    seen: set[bytes] = set()
    for row, fingerprint in fingerprints.items():
        found = fingerprint if isinstance(fingerprint, RowFault) else issued.get(fingerprint, RowFault.UNKNOWN)
        if isinstance(fingerprint, bytes) and fingerprint in seen:
            found = RowFault.TWICE
        elif isinstance(found, _Given):
            found = _check_redeemable(found, unused)
        if isinstance(fingerprint, bytes):
            seen.add(fingerprint)
        if isinstance(found, _Given):
            given[row] = found
        else:
            faults[row] = found
    return given, faults


def _fingerprint_of(code: str) -> bytes | RowFault:
    if not code:
        return RowFault.MISSING
    try:
        return code_fingerprint(parse_code(code))
    except Refused:
        return RowFault.MISTYPED


def _check_redeemable(given: _Given, unused: CodeBits) -> _Given | RowFault:
    if not unused.is_unused(given.number):
        return RowFault.USED
    return RowFault.VOID if unused.is_void(given.number) else given


def _issued_codes(
    round: Round, fingerprints: Sequence[bytes], registrations: Sequence[Registration]
) -> Mapping[bytes, _Given | RowFault]:
    """What these codes of the round give right to, or that it is to answer for others, by their fingerprints."""
    own = {each.pk: each for each in registrations}
    tags, found = CodeTags(round.key), dict[bytes, _Given | RowFault]()
    for fingerprint, registration, number, tag in _read_codes(round, fingerprints):
        mine = own.get(registration)
        if mine is None:
            found[fingerprint] = RowFault.OTHER_PILE
        else:
            tags.check_tag(fingerprint, Right.of(mine, number), tag)
            found[fingerprint] = _Given(mine, number)
    return found


def _read_codes(round: Round, fingerprints: Sequence[bytes]) -> Iterator[tuple[bytes, int, int, bytes]]:
    codes = Code.objects.filter(batch__round=round)
    for start in range(0, len(fingerprints), _CHUNK):
        some = codes.filter(fingerprint__in=fingerprints[start : start + _CHUNK])
        for fingerprint, registration, number, tag in some.values_list(
            "fingerprint", "batch__registration", "place", "tag"
        ):
            yield bytes(fingerprint), registration, number, bytes(tag)


def _sheet_bytes(row: PaperRow, round: Round, registration: Registration) -> bytes:
    sheet = accept(
        catalogue_of(round)[registration.instrument],
        round=round.label,
        municipality=registration.unit.organisation.municipality,
        unit=registration.unit.name,
        gender=row.gender,
        answers=row.answers,
    )
    return to_bytes(sheet)


def _seal_sheets(round: Round, sheets: Sequence[bytes]) -> None:
    """Lay the sheets in the vault: so many that they hide each other at once, fewer among those that came before."""
    public_key, room = bytes(round.public_key), sheet_room_of(round)
    if len(sheets) >= FULL:
        seal_all(round.key, sheets, public_key, room=room)
        return
    for sheet in _CHANCE.sample(sheets, len(sheets)):
        seal_answer(round.key, sheet, public_key, room=room)
