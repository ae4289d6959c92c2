"""Opens sealed answers with their round's private keys."""

from collections.abc import Iterator, Sequence

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tycktill_web.vault.errors import AnswerDamaged
from tycktill_web.vault.models import SealedAnswer, Tray
from tycktill_web.vault.sealing import OpenedAnswer, open_sheet


def has_answers(round_key: str) -> bool:
    """Whether anything of a round's answers is here, readable or not."""
    tray = Tray.objects.filter(round=round_key).exclude(answers=b"").exists()
    return tray or SealedAnswer.objects.filter(round=round_key).exists()


def open_each(
    answers: Sequence[bytes], *, round_key: str, private_keys: Sequence[X25519PrivateKey]
) -> Iterator[OpenedAnswer | None]:
    """Each of a round's sealed answers, opened; None for one that cannot be: whoever counts says how many they are."""
    for sealed in answers:
        try:
            yield open_sheet(sealed, round_key=round_key, private_keys=private_keys)
        except AnswerDamaged:
            yield None
