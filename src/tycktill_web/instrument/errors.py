"""What can be wrong with a questionnaire of one's own.

SurveyError
├── SavedMeanwhile    somebody else has saved the draft since the form was opened
├── IdTaken           another questionnaire is called so
├── IdUnfit           no questionnaire of this municipality can be called so
├── NotSound          it has faults, and cannot be frozen
├── NothingNew        it is word by word the last edition
├── MeaningUnsaid     nobody has said whether changed questions still measure the same
└── EditionFixed      an edition is never changed
"""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tycktill.terms import Fault
from tycktill_web.participants.models import Person


class SurveyError(Exception):
    """A step was refused; `sentence` says why and what to do, for a page."""

    sentence: Promise | str

    def __str__(self) -> str:
        return str(self.sentence)


class SavedMeanwhile(SurveyError):
    """Somebody else has saved the draft since the form was opened."""

    def __init__(self, person: Person) -> None:
        self.sentence = _(
            "%(person)s har sparat enkäten under tiden, så det du skrev är inte sparat. Det står kvar i formuläret."
            " Öppna sidan på nytt i en annan flik för att se den andra ändringen."
        ) % {"person": person.first_name or person.email}
        super().__init__(person)


class IdTaken(SurveyError):
    """Another questionnaire is called so."""

    def __init__(self, taken: str) -> None:
        self.sentence = _("Det finns redan en enkät eller familj som heter %(id)s. Ändra id och family i filen.") % {
            "id": taken
        }
        super().__init__(taken)


class IdUnfit(SurveyError):
    """No questionnaire of this municipality can be called so."""

    def __init__(self, unfit: str, *, code: str, longest: int) -> None:
        sentence = _(
            "I filen står id eller family %(id)s. Det måste innehålla er kommunkod, %(code)s, och vara högst"
            " %(longest)s tecken. Ändra det i filen och läs in den igen."
        )
        self.sentence = sentence % {"id": unfit, "code": code, "longest": longest}
        super().__init__(unfit)


class NotSound(SurveyError):
    """It has faults, and cannot be frozen."""

    sentence = _("Enkäten har fel som måste rättas först.")

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        super().__init__(faults)


class NothingNew(SurveyError):
    """It is word by word the last edition."""

    sentence = _("Utkastet är likadant som den senaste utgåvan. Det finns inget nytt att fastställa.")


class MeaningUnsaid(SurveyError):
    """Nobody has said whether changed questions still measure the same."""

    sentence = _("Svara för varje ändrad fråga om den fortfarande mäter samma sak.")


class EditionFixed(SurveyError):
    """An edition is never changed."""

    sentence = _("En fastställd utgåva ändras aldrig. Ändra utkastet och fastställ en ny.")
