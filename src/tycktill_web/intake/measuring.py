"""What an operator may know of the database: its size, its clock, whether it forgets, whose answers are still there."""

from tycktill_web.fieldwork.models import Round, UnusedCode
from tycktill_web.vault import measuring, opening
from tycktill_web.vault.measuring import database_bytes, database_clock
from tycktill_web.vault.models import SealedAnswer, Tray

__all__ = ["can_forget", "database_bytes", "database_clock", "rounds_with_answers"]


def can_forget() -> bool:
    """Whether the traces that an answer leaves can be swept away now."""
    return measuring.can_forget([UnusedCode, Tray, SealedAnswer])


def rounds_with_answers(state: Round.State) -> list[Round]:
    """The rounds in this state whose sealed answers are still in the vault."""
    return [round for round in Round.objects.filter(state=state) if opening.count(round.key)]
