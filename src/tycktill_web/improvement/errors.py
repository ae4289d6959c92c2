"""What can be wrong with a step of improvement.

ImprovementError
├── ChangedMeanwhile  somebody else has changed it since the form was opened
├── AlreadyLocked     what is expected is locked
├── FieldworkOpened   the next fieldwork has opened, so a lock would show nothing
└── Unforeseeable     nothing can be foretold of the figure
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tycktill_web.participants.models import Person


class ImprovementError(Exception):
    """A step was refused; `sentence` says why and what to do, for a page."""

    sentence: Promise | str

    def __str__(self) -> str:
        return str(self.sentence)


class ChangedMeanwhile(ImprovementError):
    """Somebody else has changed it since the form was opened."""

    def __init__(self, person: Person) -> None:
        self.sentence = _(
            "%(person)s har ändrat under tiden, så det du skrev är inte sparat. Det står kvar i formuläret. Öppna sidan"
            " på nytt för att se den andra ändringen."
        ) % {"person": person.first_name or person.email}
        super().__init__(person)


class AlreadyLocked(ImprovementError):
    """What is expected is locked."""

    sentence = _("Det väntade är låst. Siffran, skälet och vad som görs kan inte längre ändras.")


class FieldworkOpened(ImprovementError):
    """The next fieldwork has opened, so a lock would show nothing."""

    def __init__(self, label: str) -> None:
        self.sentence = _(
            "Omgång %(round)s har öppnat, så det väntade kan inte längre låsas: en låsning i efterhand visar ingenting,"
            " eftersom svaren redan har börjat komma. Utfallet går ändå att se, men med en anmärkning."
        ) % {"round": label}
        super().__init__(label)


class Unforeseeable(ImprovementError):
    """Nothing can be foretold of the figure; the sentence is the method's own."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)
