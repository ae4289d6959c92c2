"""Where sealed answers lie: a tray of the latest, a vault of the rest, and nothing that tells which came when.

Every answer is first laid on its round's tray. When the tray is full, it is mixed with a stretch of what lies in the
vault; `POOL` of all these, drawn by lot, stay on the tray, and the rest go to new random places. So whoever sees a row
move sees a row that may be any of many, and the latest answer is always one of at least `POOL`. (A pool mix, as in
anonymous remailers.)
"""

import secrets
from collections.abc import Iterable, Sequence

from django.db import transaction

from tycktill_web.vault.forgetting import rewrite
from tycktill_web.vault.models import SealedAnswer, Tray
from tycktill_web.vault.sealing import seal_sheet
from tycktill_web.vault.trays import lay, set_tray, take_tray

POOL = 20
"""Answers that stay on the tray when it is poured. Until so many have come, the latest is one of those that have."""

FULL = 2 * POOL
STIRRED = 4 * POOL
"""Answers of the vault that are moved each time the tray is poured."""

_CHANCE = secrets.SystemRandom()
_KEYS = 2**63
_CHUNK = 500


def seal(round_key: str, sheet: bytes, public_key: bytes) -> int:
    """Seal a sheet and lay it on its round's tray, in the caller's transaction; how many lie there now."""
    sealed = seal_sheet(sheet, round_key=round_key, public_key=public_key)
    return lay(round_key, sealed)


def seal_all(round_key: str, sheets: Iterable[bytes], public_key: bytes) -> None:
    """Seal sheets that came together, and put them into the vault in random order: they have no latest to hide."""
    _place(round_key, [seal_sheet(sheet, round_key=round_key, public_key=public_key) for sheet in sheets])


def pour(round_key: str) -> None:
    """Mix a full tray with a part of the vault, and leave `POOL` of all that on it; nothing when it is not full."""
    with transaction.atomic():
        answers = take_tray(round_key)
        if len(answers) < FULL:
            return
        answers += _take_out(_stretch(round_key))
        _CHANCE.shuffle(answers)
        set_tray(round_key, answers[:POOL])
        _place(round_key, answers[POOL:])


def shuffle(round_key: str) -> None:
    """Empty the tray and write all answers of the round anew, in random order under new random keys.

    After the commit the files are rewritten too, so that nothing of the old order is left in them.
    """
    with transaction.atomic():
        _place(round_key, take_tray(round_key))
        set_tray(round_key, [])
        keys = list(SealedAnswer.objects.filter(round=round_key).values_list("id", flat=True))
        _CHANCE.shuffle(keys)
        for start in range(0, len(keys), _CHUNK):
            _place(round_key, _take_out(keys[start : start + _CHUNK]))
    transaction.on_commit(lambda: rewrite([Tray, SealedAnswer]))


def _stretch(round_key: str) -> list[int]:
    """Keys of `STIRRED` neighbours in the vault from a random place onwards, so that whole pages are rewritten."""
    place = secrets.randbelow(_KEYS)
    keys = SealedAnswer.objects.filter(round=round_key).order_by("id").values_list("id", flat=True)
    after = list(keys.filter(id__gte=place)[:STIRRED])
    return after + list(keys.filter(id__lt=place)[: STIRRED - len(after)])


def _take_out(keys: Sequence[int]) -> list[bytes]:
    """Remove these rows; their contents in the order of `keys`."""
    rows = SealedAnswer.objects.filter(id__in=keys)
    contents = dict(rows.values_list("id", "ciphertext"))
    rows.delete()
    return [bytes(contents[key]) for key in keys]


def _place(round_key: str, answers: Sequence[bytes]) -> None:
    """Add rows under new random keys, written in random order."""
    shuffled = _CHANCE.sample(answers, len(answers))
    rows = zip(_draw_keys(len(shuffled)), shuffled, strict=True)
    SealedAnswer.objects.bulk_create(
        [SealedAnswer(id=key, round=round_key, ciphertext=content) for key, content in rows], batch_size=_CHUNK
    )


def _draw_keys(number: int) -> list[int]:
    """As many different keys that no row has, in random order."""
    keys: set[int] = set()
    while len(keys) < number:
        drawn = {secrets.randbelow(_KEYS) for _ in range(number - len(keys))}
        keys |= drawn - set(SealedAnswer.objects.filter(id__in=drawn).values_list("id", flat=True))
    return _CHANCE.sample(sorted(keys), len(keys))
