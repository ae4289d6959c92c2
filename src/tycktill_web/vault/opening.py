"""Opens a round's sealed answers with its private key."""

from collections.abc import Callable, Iterator

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tycktill_web.vault.errors import AnswerDamaged
from tycktill_web.vault.models import SealedAnswer
from tycktill_web.vault.sealing import open_sheet
from tycktill_web.vault.trays import lying_on_tray

_CHUNK = 500


def count(round_key: str) -> int:
    """How many sealed answers a round has."""
    return SealedAnswer.objects.filter(round=round_key).count() + len(lying_on_tray(round_key))


def open_all(
    round_key: str, private_key: X25519PrivateKey, progress: Callable[[int, int], None] | None = None
) -> Iterator[bytes]:
    """The sheets of a round, each as bytes, in random order once the vault was shuffled.

    `progress` is called with how many are open and how many there are. Raises AnswerDamaged at the first that
    cannot be opened: a result never leaves an answer out in silence.
    """
    total = count(round_key)
    for done, sheet in enumerate(open_each(round_key, private_key), start=1):
        if sheet is None:
            raise AnswerDamaged
        yield sheet
        if progress and (done % _CHUNK == 0 or done == total):
            progress(done, total)


def open_each(round_key: str, private_key: X25519PrivateKey) -> Iterator[bytes | None]:
    """The same, with None for each that cannot be opened: for whoever counts those and says how many they are."""
    for sealed in all_sealed(round_key):
        try:
            yield open_sheet(sealed, round_key=round_key, private_key=private_key)
        except AnswerDamaged:
            yield None


def all_sealed(round_key: str) -> Iterator[bytes]:
    """Every sealed answer of a round, as it lies there, by key.

    Read piece by piece: one long reading would keep the database from forgetting what other rounds delete meanwhile.
    """
    rows = SealedAnswer.objects.filter(round=round_key).order_by("id").values_list("id", "ciphertext")
    piece = list(rows[:_CHUNK])
    while piece:
        yield from (bytes(ciphertext) for _, ciphertext in piece)
        piece = list(rows.filter(id__gt=piece[-1][0])[:_CHUNK])
    yield from lying_on_tray(round_key)
