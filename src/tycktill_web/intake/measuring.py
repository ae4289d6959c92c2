"""What an operator may know of the database: its size, its clock, whether its keys fit, whose answers are there."""

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.unused_codes import redeemed_codes
from tycktill_web.keyring.errors import KeyringError
from tycktill_web.keyring.folder import has_folder
from tycktill_web.keyring.public_keys import check_public_key
from tycktill_web.vault.buffers import check_keys
from tycktill_web.vault.measuring import database_bytes, database_clock, log_bytes
from tycktill_web.vault.mixing import has_answers

__all__ = ["database_bytes", "database_clock", "log_bytes", "rounds_with_answers", "rounds_without_keys"]


def rounds_with_answers(state: Round.State) -> list[Round]:
    """The rounds in this state whose sealed answers are still in the vault."""
    return [round for round in Round.objects.filter(state=state) if has_answers(round.key)]


def has_keyring(round: Round) -> bool:
    """Whether anything of a round's keyring is here."""
    return has_folder(round.key)


def rounds_without_keys(*states: Round.State) -> list[Round]:
    """The rounds in these states whose keyring lacks what the database is wrapped under: nobody can answer or count."""
    return [round for round in Round.objects.filter(state__in=states) if not _has_keys(round)]


def _has_keys(round: Round) -> bool:
    try:
        if redeemed_codes(round):  # what is not there yet has no keys
            check_keys(round.key)
            check_public_key(round.key, bytes(round.public_key))
    except KeyringError:
        return False
    return True
