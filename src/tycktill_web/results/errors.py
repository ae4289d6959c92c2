"""What can be wrong with a count.

CountRefused
├── KeyUnusable     the key file, its passphrase, or whose key it is
├── StillOpen       answers can still come in
├── Disposed        the answers are there no more
├── NothingToCount  no answer at all
├── BeingCounted    somebody counts or mixes the round just now
├── NotExact        the answers are not one for each used code
├── NumbersUnreadable  how many answered in every group is not what was kept
├── TooNearPublic   the difference from what is public would tell of somebody
└── NotProved       the audit finds something that follows from the release
"""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tycktill.terms import Fault


class CountRefused(Exception):
    """A round could not be counted; `sentence` says why and what to do, for a page."""

    sentence: Promise
    details: Sequence[str] = ()

    def __str__(self) -> str:
        return str(self.sentence)


class KeyUnusable(CountRefused):
    """The key file, its passphrase, or whose key it is; the vault's own sentence says which.

    `holder` is whose it is, 0 for the first, and `is_passphrase` whether it is not the file that is wrong.
    """

    def __init__(self, sentence: Promise, *, holder: int = 0, is_passphrase: bool = False) -> None:
        self.sentence, self.holder, self.is_passphrase = sentence, holder, is_passphrase
        super().__init__()


class StillOpen(CountRefused):
    """Answers can still come in."""

    sentence = _("Omgången är öppen. Stäng den först: svaren räknas inte förrän inga fler kan komma in.")


class Disposed(CountRefused):
    """The answers are there no more."""

    sentence = _("Omgångens svar är gallrade, så den kan aldrig räknas igen. Det som är publicerat står kvar.")


class NothingToCount(CountRefused):
    """No answer at all."""

    sentence = _("Det finns inga svar att räkna i omgången.")


class BeingCounted(CountRefused):
    """Somebody counts or mixes the round just now."""

    sentence = _(
        "Omgången räknas eller blandas just nu av någon annan. Vänta tills det är klart, ladda om omgångens sida och "
        "se om det redan finns ett utkast."
    )


class NotExact(CountRefused):
    """The answers are not one for each used code; `details` say how many where."""

    sentence = _(
        "Svaren stämmer inte med de använda koderna, så inget har räknats. Databasen har skadats eller ändrats. "
        "Låt den som sköter tjänsten återställa säkerhetskopian, och räkna igen."
    )

    def __init__(self, details: Sequence[str]) -> None:
        self.details = tuple(details)
        super().__init__()


class NumbersUnreadable(CountRefused):
    """How many answered in every group is not what was kept."""

    sentence = _(
        "Antalet svar i varje grupp går inte att läsa: databasen och tjänstens nyckelring hör inte ihop, eller är "
        "skadade. Låt den som sköter tjänsten återställa säkerhetskopian."
    )


class TooNearPublic(CountRefused):
    """The difference from what is public would tell of somebody; `faults` name the results."""

    sentence = _(
        "Rättelsen räknas på andra svar än det som redan är publicerat. Skillnaden skulle kunna avslöja vad de har "
        "svarat som har kommit till eller fallit bort, och det som är publicerat kan inte tas tillbaka. Låt utgåvan "
        "stå som den är."
    )

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__()


class NotProved(CountRefused):
    """The audit finds something that follows from the release; `faults` name the results."""

    sentence = _(
        "Det gick inte att bevisa att ingen kan röjas av tabellerna. Inget utkast har sparats. "
        "Felet ligger i programmet: hör av er till den som sköter tjänsten."
    )

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__()
