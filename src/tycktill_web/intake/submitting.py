"""One answer's way into the vault."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from tycktill.answers import accept, to_bytes
from tycktill.terms import Gender
from tycktill_web.fieldwork.questionnaires import catalogue_of, sheet_room_of
from tycktill_web.fieldwork.tickets import Ticket, counting_wrong_codes, find_ticket_after, redeem_code
from tycktill_web.keyring.locks import write_lock
from tycktill_web.vault.mixing import seal_answer, seal_beside


def submit_answers(
    code_text: str,
    answers: Mapping[str, int],
    gender: Gender,
    *,
    on: datetime.date,
    address: str = "",
    is_paper: bool = False,
) -> bool:
    """Redeem a code and seal the answers given with it (option codes by question id): both, or neither. Whether own
    questions may come after it.

    What somebody at work types in from a form `is_paper`; in the vault it looks like any other.

    When this returns, the answer is on disk and the code used up; when it raises, nothing has changed.
    Raises CodeRefused as `find_ticket` does, and Refused for answers the questionnaire does not have.
    """
    with counting_wrong_codes(address), write_lock(), transaction.atomic():
        ticket = redeem_code(code_text, on=on, address=address, is_paper=is_paper)
        sheet, room = _sheet_bytes(ticket, answers, gender), sheet_room_of(ticket.round)
        seal_answer(ticket.round.key, sheet, bytes(ticket.round.public_key), room=room)
    return ticket.is_followed


def submit_after(
    code_text: str, answers: Mapping[str, int], gender: Gender, *, on: datetime.date, address: str = ""
) -> None:
    """The same for own questions, once the national questionnaire has been answered with the code.

    A transaction of its own: whatever befalls it, the national answer has arrived. Raises CodeRefused as
    `find_ticket_after` does, and Refused.
    """
    find_ticket_after(code_text, on=on, address=address)
    with write_lock(), transaction.atomic():
        ticket = redeem_code(code_text, on=on, address=address, is_after=True)
        sheet, room = _sheet_bytes(ticket, answers, gender), sheet_room_of(ticket.round)
        seal_beside(ticket.round.key, sheet, bytes(ticket.round.public_key), room=room)


def _sheet_bytes(ticket: Ticket, answers: Mapping[str, int], gender: Gender) -> bytes:
    where = {"round": ticket.round.label, "municipality": ticket.municipality, "unit": ticket.unit}
    return to_bytes(accept(catalogue_of(ticket.round)[ticket.instrument], **where, gender=gender, answers=answers))
