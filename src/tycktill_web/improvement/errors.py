"""What can be wrong with a step of improvement.

ImprovementError
├── ChangedMeanwhile  somebody else has changed it since the form was opened
├── AlreadyLocked     what is expected is locked
├── FigureLocked      another action on the same figure is locked
├── StartsTooEarly    the action starts before the fieldwork it is to be measured from has closed
├── TargetTaken       the figure has a target already
├── TooMany           the municipality has as many actions of the round as it may have
├── FieldworkOpened   the next fieldwork has opened, so a lock would show nothing
└── Unforeseeable     nothing can be foretold of the figure
"""

import datetime

from django.utils.formats import date_format
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

    sentence = _("Det väntade är låst. Siffran, skälet, startdagen och vad som görs kan inte längre ändras.")


class FigureLocked(ImprovementError):
    """Another action on the same figure is locked."""

    sentence = _(
        "En annan åtgärd för samma siffra och omgång är redan låst. Samma siffra låses bara en gång: skriv allt ni gör"
        " för den i en åtgärd."
    )


class StartsTooEarly(ImprovementError):
    """The action starts before the fieldwork it is to be measured from has closed."""

    def __init__(self, label: str, closed: datetime.date) -> None:
        self.sentence = _(
            "Åtgärden börjar innan omgång %(round)s hade stängt den %(day)s, så den kan redan märkas i siffran. Välj en"
            " senare dag, eller räkna från en tidigare omgång."
        ) % {"round": label, "day": date_format(closed, "j F Y")}
        super().__init__(label)


class TargetTaken(ImprovementError):
    """The figure has a target already."""

    sentence = _("Det finns redan ett mål för den siffran. Ändra det i stället.")


class DrawnAlready(ImprovementError):
    """The lot has been drawn in this round, for the figure or one of the units, and is drawn once."""

    sentence = _(
        "Lotten är redan dragen i omgången, för siffran eller för någon av enheterna, och dras bara en gång. Den står"
        " på Förbättring."
    )


class TooLateToDraw(ImprovementError):
    """The next fieldwork has opened, so nobody waits any more."""

    def __init__(self, label: str) -> None:
        self.sentence = _(
            "Omgång %(round)s har öppnat, så det är för sent att lotta: nästa siffra börjar redan samlas in."
        ) % {"round": label}
        super().__init__(label)


class TooMany(ImprovementError):
    """The municipality has as many actions of the round as it may have."""

    def __init__(self, most: int) -> None:
        self.sentence = _(
            "Kommunen har redan %(most)d åtgärder från omgången, och fler går inte att följa. Ändra någon av dem i"
            " stället."
        ) % {"most": most}
        super().__init__(most)


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
