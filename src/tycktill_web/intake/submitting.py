"""One answer's way into the vault."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from tycktill.answers import accept, to_bytes
from tycktill.terms import Gender
from tycktill_web.fieldwork.models import UnusedCode
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.tickets import Ticket, counting_wrong_codes, hold_ticket, redeem
from tycktill_web.vault.forgetting import sweep
from tycktill_web.vault.mixing import FULL, pour, seal
from tycktill_web.vault.models import SealedAnswer, Tray


def submit(code_text: str, answers: Mapping[str, int], gender: Gender, *, on: datetime.date, address: str = "") -> None:
    """Redeem a code and seal the answers given with it (option codes by question id): both, or neither.

    When this returns, the answer is on disk and the code used up; when it raises, nothing has changed.
    Raises CodeRefused as `find_ticket` does, and Refused for answers the questionnaire does not have.
    """
    with counting_wrong_codes(address), transaction.atomic():
        ticket = hold_ticket(code_text, on=on, address=address)
        sheet = _sheet(ticket, answers, gender)
        redeem(ticket.fingerprint)
        lying = seal(ticket.round.key, sheet, bytes(ticket.round.public_key))
        # Robust: the answer is stored, and the respondent is thanked, whatever becomes of the sweeping.
        transaction.on_commit(lambda: _tidy_up(ticket.round.key, lying), robust=True)


def _sheet(ticket: Ticket, answers: Mapping[str, int], gender: Gender) -> bytes:
    place = {"round": ticket.round.label, "municipality": ticket.municipality, "unit": ticket.unit}
    return to_bytes(accept(catalogue()[ticket.instrument], **place, gender=gender, answers=answers))


def _tidy_up(round_key: str, lying: int) -> None:
    """Leave no trace of which code and which answer came together."""
    if lying >= FULL:
        pour(round_key)
    sweep([UnusedCode, Tray, SealedAnswer] if lying >= FULL else [UnusedCode, Tray])
