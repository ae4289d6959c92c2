"""What can be wrong with a step of a release.

ReleaseError
├── NotAllowedNow   the release is in a state that does not lead there
├── NotTheirs       only those who lead the round sign and withdraw
├── AlreadySigned   a second signature must be another person's
├── NotSigned       there is no signature of this person's to take back
├── HourPast        the hour to publish at is not to come
├── PlanChanged     another hour has been planned since the person looked
├── DraftInTheWay   another draft of the round awaits signatures
├── PublicMeanwhile what is public of the round has changed since the count began
├── UnlikeMeanwhile   what is said of how the round was held has changed since then
├── ComparisonGone  an earlier result that it tells changes from has been withdrawn
├── WordsMissing    a correction or a withdrawal must be explained
├── AlreadyCounted  what a round's releases tell of how it was held is fixed
├── NumbersGone     how many answered in every group is kept no longer than the answers
├── Altered         a file is not what was signed
└── Frozen          a row that never changes was to be changed
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ReleaseError(Exception):
    """A step was refused; `sentence` says why and what to do, for a page."""

    sentence: Promise

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowedNow(ReleaseError):
    """The release is in a state that does not lead there."""

    sentence = _("Det går inte i det här läget. Ladda om sidan och se vad nästa steg är.")


class NotTheirs(ReleaseError):
    """Only those who lead the round sign and withdraw."""

    sentence = _("Bara de som leder omgången kan skriva under och återkalla.")


class AlreadySigned(ReleaseError):
    """A second signature must be another person's."""

    sentence = _("Du har redan skrivit under. Den andra underskriften måste komma från en annan person.")


class NotSigned(ReleaseError):
    """There is no signature of this person's to take back."""

    sentence = _("Du har ingen underskrift att ta tillbaka.")


class HourPast(ReleaseError):
    """The hour to publish at is not to come."""

    sentence = _("Den tiden har redan varit. Välj en senare tid, eller publicera när den andra personen skriver under.")


class PlanChanged(ReleaseError):
    """Another hour has been planned since the person looked."""

    sentence = _("Tiden för publiceringen har ändrats sedan du öppnade sidan. Läs den nya tiden och skriv under igen.")


class DraftInTheWay(ReleaseError):
    """Another draft of the round awaits signatures, or its hour."""

    sentence = _("Det finns redan ett utkast för omgången. Skriv under det, eller kasta det innan du räknar på nytt.")


class PublicMeanwhile(ReleaseError):
    """What is public of the round has changed since the count began, so the draft was not held against all of it."""

    sentence = _("Ett resultat har publicerats för omgången sedan räkningen började. Räkna på nytt.")


class UnlikeMeanwhile(ReleaseError):
    """It was said since the count began that the round is unlike earlier ones, or that it is not."""

    sentence = _("Det har ändrats om omgången kan jämföras med tidigare sedan räkningen började. Räkna på nytt.")


class ComparisonGone(ReleaseError):
    """An earlier result that it tells changes from has been withdrawn."""

    sentence = _(
        "Utkastet jämförs med en tidigare omgång vars resultat har återkallats. Kasta utkastet och räkna på nytt."
    )


class WordsMissing(ReleaseError):
    """A correction or a withdrawal must be explained."""

    sentence = _("Skriv med egna ord vad som rättas eller varför. Texten visas för alla som läser resultatet.")


class AlreadyCounted(ReleaseError):
    """What a round's releases tell of how it was held is fixed."""

    sentence = _("Omgången är räknad, och resultatet säger hur den gjordes. Kasta utkastet först om det ska ändras.")


class NumbersGone(ReleaseError):
    """How many answered in every group is kept no longer than the answers."""

    sentence = _(
        "Antalet svar i varje grupp finns inte kvar: svaren är gallrade, eller så räknades de av en äldre version."
    )


class Altered(ReleaseError):
    """A file is not what was signed."""

    sentence = _(
        "Filerna stämmer inte längre med sina kontrollsummor. Publicera inte. Kasta utkastet och räkna på nytt."
    )


class Frozen(ReleaseError):
    """A row that never changes was to be changed."""

    sentence = _("Ett resultat som har räknats ändras aldrig. Gör en rättelse i stället.")
