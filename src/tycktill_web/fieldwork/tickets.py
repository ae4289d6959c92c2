"""What a code gives right to, its redemption, and a limit for whoever guesses codes.

No right code is ever stopped: a waiting room, or a whole municipality, shares one address, and whoever types wrong
there must not take the others' say. What keeps guesses from being right is how many codes there could be: with 30,000
codes out a guess is right once in sixty million (23⁹ codes have a fitting check character). The limit keeps guessers
from writing to the database, and lets the operator know of them.
"""

import datetime
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tycktill.fieldwork import parse_code
from tycktill.terms import Refused
from tycktill_web.fieldwork.after_errors import NotAnsweredYet, NothingAfter
from tycktill_web.fieldwork.code_tags import CodeTags, Right, after_fingerprint, code_fingerprint
from tycktill_web.fieldwork.errors import MistypedCode, NoLongerOpen, NotYetOpen, TooManyTries, WrongCode
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.fieldwork.unused_codes import CodeBits, keep_unused, unwrap_unused
from tycktill_web.keyring.errors import KeyringError
from tycktill_web.keyring.ratchet import number_of, read_again
from tycktill_web.participants.rate_limits import RateLimit

WRONG_CODES = RateLimit("wrong code", household=30, site=300, seconds=600)

_logger = logging.getLogger(__name__)
_ROUND = [field.attname for field in Round._meta.concrete_fields]

# By hand: every step of every respondent asks this, and Django takes ten times as long to write it as to run it.
_TICKET = """
SELECT round.*,
    registration.id AS registration,
    registration.instrument,
    organisation.municipality,
    unit.name AS unit,
    unit.id AS unit_id,
    code.place,
    code.tag,
    unused.bits AS unused_bits,
    EXISTS (SELECT 1 FROM fieldwork_codebatch AS later WHERE later.follows_id = batch.id) AS is_followed
FROM fieldwork_code AS code
JOIN fieldwork_codebatch AS batch ON batch.id = code.batch_id
JOIN fieldwork_round AS round ON round.id = batch.round_id
JOIN fieldwork_unusedcodes AS unused ON unused.round_id = round.id
JOIN participants_registration AS registration ON registration.id = batch.registration_id
JOIN participants_unit AS unit ON unit.id = registration.unit_id
JOIN participants_organisation AS organisation ON organisation.id = unit.organisation_id
WHERE code.fingerprint = %s"""


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right to answer one questionnaire once, for a unit, in a round."""

    round: Round
    instrument: str
    municipality: str
    unit: str
    unit_id: int
    is_followed: bool = False
    """Whether own questions may come after it."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A ticket, its code's number in the round, and these as they were found, under the key of this number."""

    ticket: Ticket
    number: int
    unused: CodeBits
    key: int


def find_ticket(code_text: str, *, on: datetime.date, address: str = "", is_paper: bool = False) -> Ticket:
    """What the code that somebody typed gives right to, on this day; `address` is where it came from.

    What `is_paper` is taken for some days longer. Raises CodeRefused: MistypedCode, WrongCode (which is counted against
    the address), TooManyTries, UsedCode, VoidCode, NotYetOpen, NoLongerOpen; and KeyringError where somebody has
    changed the code's row. One statement when all is well.
    """
    with counting_wrong_codes(address):
        fingerprint = _fingerprint_of(code_text)
        return read_again(lambda: _find_open(fingerprint, on=on, address=address, is_paper=is_paper).ticket)


def find_ticket_after(code_text: str, *, on: datetime.date, address: str = "") -> Ticket:
    """The right to answer own questions, of whoever has answered with this code. Two statements.

    Raises what `find_ticket` raises, UsedCode where they have been answered too; NotAnsweredYet; NothingAfter, also
    where the own round's keys are not what they must be.
    """
    with counting_wrong_codes(address):
        fingerprint = _fingerprint_of(code_text)
        first = read_again(lambda: _find_issued(fingerprint, address=address))
        if first.unused.is_unused(first.number):
            raise NotAnsweredYet
        if not (first.ticket.is_followed and first.ticket.round.lets_ask_after):
            raise NothingAfter
        following = after_fingerprint(fingerprint)
        try:
            return read_again(lambda: _find_open(following, on=on, address=address, is_paper=False).ticket)
        except KeyringError:  # of the own round alone: whoever has answered is thanked all the same
            _logger.exception("A municipality's own questions cannot be asked.")
            raise NothingAfter from None


def redeem_code(
    code_text: str, *, on: datetime.date, address: str = "", is_paper: bool = False, is_after: bool = False
) -> Ticket:
    """Use a code up, in the transaction that stores its answer: until that ends the round cannot be closed.

    Raises what `find_ticket` raises, or `is_after` what `find_ticket_after` does. Wrong codes are not counted here,
    where the count would be undone: see `counting_wrong_codes`.
    """
    fingerprint = _fingerprint_of(code_text)
    fingerprint = after_fingerprint(fingerprint) if is_after else fingerprint
    found = _find_open(fingerprint, on=on, address=address, is_paper=is_paper, hold=True)
    keep_unused(found.ticket.round, found.unused.with_redeemed([found.number]), key=found.key)
    return found.ticket


@contextmanager
def counting_wrong_codes(address: str) -> Iterator[None]:
    """Counts a WrongCode that passes through against the address; must stand outside the transaction it ends."""
    try:
        yield
    except MistypedCode:
        raise
    except WrongCode:
        _count_wrong(address)
        raise


def _fingerprint_of(code_text: str) -> bytes:
    try:
        return code_fingerprint(parse_code(code_text))
    except Refused:
        raise MistypedCode from None


def _find_open(fingerprint: bytes, *, on: datetime.date, address: str, is_paper: bool, hold: bool = False) -> _Found:
    found = _find_issued(fingerprint, address=address, hold=hold)
    found.unused.check_redeemable(found.number)
    check_open(found.ticket.round, on=on, is_paper=is_paper)
    return found


def _find_issued(fingerprint: bytes, *, address: str, hold: bool = False) -> _Found:
    """What a code was issued for, whether it can be redeemed or not."""
    found = _ticket_row(fingerprint, hold=hold)
    if found is None:
        _check_address(address)  # only now: whoever has a code is not stopped by what a neighbour types
        raise WrongCode
    round, columns = found
    if round.disposed_on:
        raise NoLongerOpen
    right = Right(columns["place"], columns["registration"], columns["unit_id"], columns["instrument"])
    CodeTags(round.key).check_tag(fingerprint, right, bytes(columns["tag"]))
    wrapped = bytes(columns["unused_bits"])
    unused = unwrap_unused(round.key, wrapped)
    unit = {name: columns[name] for name in ("instrument", "municipality", "unit", "unit_id")}
    ticket = Ticket(round=round, **unit, is_followed=bool(columns["is_followed"]))
    return _Found(ticket, right.number, unused, number_of(wrapped))


def _ticket_row(fingerprint: bytes, *, hold: bool) -> tuple[Round, Mapping[str, Any]] | None:
    """The round of a code, and all columns by their names."""
    with connection.cursor() as cursor:
        cursor.execute(_TICKET + (_locking_clause() if hold else ""), [fingerprint])
        row = cursor.fetchone()
        names = [column[0] for column in cursor.description]
    if row is None:
        return None
    columns = dict(zip(names, row, strict=True))
    return Round.from_db(connection.alias, _ROUND, [columns[name] for name in _ROUND]), columns


def _locking_clause() -> str:
    """SQLite needs no lock: its transactions come one after the other."""
    return " FOR NO KEY UPDATE OF round, unused" if connection.vendor == "postgresql" else ""


def check_open(round: Round, *, on: datetime.date, is_paper: bool) -> None:
    """NotYetOpen or NoLongerOpen unless answers, or those on paper, are taken on this day."""
    if round.state == Round.State.PLANNED or on < round.opens_on:
        raise NotYetOpen(round.opens_on)
    if not is_allowed(round, RoundAction.ANSWER) or on > round.paper_until:
        raise NoLongerOpen(is_after=round.asked_after_id is not None)
    if is_paper and round.asked_after_id:
        raise NoLongerOpen  # own questions are asked on screens alone
    if on > round.closes_on and not is_paper:
        raise NoLongerOpen(round.paper_until)


def _check_address(address: str) -> None:
    """TooManyTries when too many wrong codes came from this address; asked about wrong codes alone."""
    if WRONG_CODES.is_exceeded(address):
        raise TooManyTries


def _count_wrong(address: str) -> None:
    """Count a wrong code, and tell the operator when they become too many."""
    WRONG_CODES.count_try(address)
    if WRONG_CODES.is_exceeded(address):
        _logger.warning("Many wrong codes came from one network: somebody may be guessing. Right codes still work.")
