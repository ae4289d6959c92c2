"""What can be wrong with a key or with what it is to open.

VaultError
├── KeyRefused
│   ├── NotAKey            the file is not a private key of ours
│   ├── NotProtected       the key lies open: no passphrase protects it
│   ├── WrongPassphrase    the passphrase does not open the file
│   └── ShortPassphrase    a passphrase of one's own is too easy to guess
├── KeyDoesNotFit          the key is whole, but another round's
├── SameKeyTwice           two holders have given one key
├── HolderMissing          a round that two people open was given one key
└── AnswerDamaged          a sealed answer cannot be opened although the key fits
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class VaultError(Exception):
    """A key or a sealed answer was refused; `sentence` says why and what to do, for a page."""

    sentence: Promise

    def __str__(self) -> str:
        return str(self.sentence)


class KeyRefused(VaultError):
    """The key file cannot be used."""


class NotAKey(KeyRefused):
    """The file is not a private key of ours."""

    sentence = _(
        "Filen är inte en nyckel till en omgång. Välj filen som heter något på .pem och som du sparade "
        "när nyckeln gjordes."
    )


class NotProtected(KeyRefused):
    """The key lies open: no passphrase protects it."""

    sentence = _("Nyckeln är inte skyddad med någon lösenfras. Använd filen som du fick när nyckeln gjordes.")


class WrongPassphrase(KeyRefused):
    """The passphrase does not open the file."""

    sentence = _("Lösenfrasen öppnar inte nyckeln. Kontrollera stora och små bokstäver och att inget tecken fattas.")


class ShortPassphrase(KeyRefused):
    """A passphrase of one's own is too easy to guess."""

    sentence = _("Lösenfrasen är för kort. Använd den föreslagna, eller en egen med minst 20 tecken.")


class KeyDoesNotFit(VaultError):
    """The key is whole, but another round's."""

    sentence = _("Nyckeln hör inte till den här omgången. Välj filen med samma namn som en av omgångens nycklar.")

    def __init__(self, holder: int = 0) -> None:
        self.holder = holder
        super().__init__(holder)


class SameKeyTwice(VaultError):
    """Two holders have given one key."""

    sentence = _("Båda filerna är samma nyckel. Den andra nyckelhavaren ska välja sin egen fil.")


class HolderMissing(VaultError):
    """A round that two people open was given one key."""

    sentence = _(
        "Den här omgången öppnas av två nyckelhavare tillsammans. Välj båda nyckelfilerna och skriv båda lösenfraserna."
    )


class AnswerDamaged(VaultError):
    """A sealed answer cannot be opened although the key fits."""

    sentence = _(
        "Ett förseglat svar går inte att öppna fastän nyckeln passar. Databasen har skadats eller ändrats. "
        "Publicera inte, utan återställ den från säkerhetskopian."
    )
