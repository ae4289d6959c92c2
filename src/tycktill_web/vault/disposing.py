"""Removes all answers of a round for good."""

from tycktill_web.vault.models import SealedAnswer, Tray


def forget_answers(round_key: str) -> None:
    """Delete what lies in the vault and on the tray, in the caller's transaction; only a copy brings it back.

    What a database remembers of deleted rows can be read by nobody once the round's keyring is erased.
    """
    SealedAnswer.objects.filter(round=round_key).delete()
    Tray.objects.filter(round=round_key).delete()
