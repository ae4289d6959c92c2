"""What can be wrong with a code, and with a step of a round.

FieldworkError
├── CodeRefused             a respondent cannot answer with this code now
│   ├── WrongCode           no such code was issued
│   │   └── MistypedCode    it cannot be a code: the check character shows that one was mistyped
│   ├── UsedCode            it has been answered with
│   ├── VoidCode            its batch was voided before it was used
│   ├── NotYetOpen          the round has not opened
│   ├── NoLongerOpen        the round has closed
│   └── TooManyTries        one more wrong code, from where so many came that it looks like guessing
└── StepRefused             somebody at work cannot do this to the round now
    ├── NotInThisState      the round is in a state that does not allow it
    ├── NotOfThisRound      the unit, questionnaire or label does not belong to the round
    ├── WrongNumber         a number that cannot be: of codes, of offered
    ├── WrongDay            a day that is not of the round
    ├── WrongDates          the round would close before it opens
    ├── NotLater            a round is extended to a day that is no later, or past
    ├── TreeChanged         somebody else has changed the units meanwhile
    ├── UnitInUse           codes have been made for a unit that would be taken out, or its offered counted
    ├── UnitRefused         a unit cannot take part, said with its name
    ├── HasUnits            an organisation with units registered says no
    ├── ListRefused         a list of units has faults, each told with its row
    ├── HasCodes            codes have been made, and may have been handed out
    ├── PaperStillTaken     the round would close while paper is taken, and nobody has confirmed that
    ├── WrongOrder          the names of a family's rounds would not sort in time
    ├── NotAPublicKey       the key is not whole
    ├── KeyTaken            family and year would read as another round's
    └── KeyInUse            the key is another round's
"""

import datetime
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class FieldworkError(Exception):
    """Something was refused; `sentence` says why and what to do, for a page."""

    sentence: Promise | str

    def __str__(self) -> str:
        return str(self.sentence)


class CodeRefused(FieldworkError):
    """A respondent cannot answer with this code now."""


class WrongCode(CodeRefused):
    """No such code was issued."""

    sentence = _(
        "Koden finns inte. Jämför den tecken för tecken med koden du fick. Hjälper inte det, "
        "be den som gav dig koden om en ny."
    )


class MistypedCode(WrongCode):
    """It cannot be a code: the check character shows that one was mistyped."""

    sentence = _(
        "Något tecken i koden är fel. En kod har tio tecken, till exempel K7MWP-3XTRC. "
        "Jämför med koden du fick och rätta det som skiljer."
    )


class UsedCode(CodeRefused):
    """It has been answered with."""

    sentence = _(
        "Koden är redan använd. Om det var du som nyss skickade svaren så är de mottagna, och du behöver "
        "inte göra något mer. Annars kan du be den som gav dig koden om en ny."
    )


class VoidCode(CodeRefused):
    """Its batch was voided before it was used."""

    sentence = _(
        "Koden gäller inte längre, och inga svar har tagits emot med den. Be den som gav dig koden om en ny, "
        "så kan du svara med den."
    )


class NotYetOpen(CodeRefused):
    """The round has not opened."""

    def __init__(self, opens_on: datetime.date) -> None:
        self.opens_on = opens_on
        super().__init__(opens_on)

    @property
    def sentence(self) -> str:  # type: ignore[override]  # a class attribute where no date stands in it
        """In the language of the moment, with the day."""
        day = date_format(self.opens_on, "DATE_FORMAT")
        return gettext("Undersökningen har inte öppnat än. Du kan svara från och med %(day)s. Spara koden.") % {
            "day": day
        }


class NoLongerOpen(CodeRefused):
    """The round has closed; `paper_until` is the last day of those who take paper, if that has not come.

    Where it `is_after` another, what was answered before these questions has nothing to do with it.
    """

    sentence: Promise | str = _(
        "Undersökningen är stängd, så det går inte att svara längre. Tack för att du ville vara med."
    )

    def __init__(self, paper_until: datetime.date | None = None, *, is_after: bool = False) -> None:
        if is_after:
            self.sentence = _(
                "Det går inte längre att svara på kommunens frågor. Enkäten som du skickade före dem har kommit fram."
            )
        elif paper_until is not None:
            sentence = gettext(
                "Det går inte längre att svara här. Har du svarat på en blankett av papper kan du lämna den till och "
                "med %(day)s, till den som gav dig koden. Tack för att du ville vara med."
            )
            self.sentence = sentence % {"day": date_format(paper_until, "DATE_FORMAT")}
        super().__init__(paper_until)


class TooManyTries(CodeRefused):
    """One more wrong code, from where so many came that it looks like guessing; a right one is never stopped."""

    sentence = _(
        "Koden finns inte, och det har kommit många felaktiga koder från din anslutning. "
        "Jämför den tecken för tecken med koden du fick: den rätta går alltid att använda."
    )


class StepRefused(FieldworkError):
    """Somebody at work cannot do this to the round now."""


class NotInThisState(StepRefused):
    """The round is in a state that does not allow it."""

    sentence = _("Det går inte i omgångens nuvarande läge. Ladda om sidan och se vad nästa steg är.")


class NotOfThisRound(StepRefused):
    """The unit, questionnaire or label does not belong to the round."""

    sentence = _("Enheten, enkäten eller året hör inte till den här omgången. Välj något av det som listas.")


class WrongNumber(StepRefused):
    """A number that cannot be: of codes, of offered."""

    sentence = _("Antalet går inte att använda. Skriv ett heltal inom gränserna som står vid rutan.")


class WrongDay(StepRefused):
    """A day that is not of the round."""

    sentence = _("Dagen ligger utanför omgången, så det som trycktes då räknas inte.")


class WrongDates(StepRefused):
    """The round would close before it opens."""

    sentence = _("Omgången måste stänga samma dag som den öppnar eller senare. Ändra något av datumen.")


class NotLater(StepRefused):
    """A round is extended to a day that is no later than its last one, or past."""

    sentence = _("Den nya sista dagen måste ligga efter den förra, och får inte redan ha varit. Välj en senare dag.")


class HasCodes(StepRefused):
    """Codes have been made for the round, and may have been handed out."""

    sentence = _(
        "Det finns koder till omgången, och de kan vara utdelade. Därför går den inte att ta bort. "
        "Ändra dagarna i stället."
    )


class PaperStillTaken(StepRefused):
    """The round would close while paper is taken, and nobody has confirmed that."""

    def __init__(self, until: datetime.date) -> None:
        sentence = gettext(
            "Kommunerna får ta emot svar på papper till och med %(day)s. Kryssa i att du vill stänga ändå, "
            "eller vänta till dess."
        )
        self.sentence = sentence % {"day": date_format(until, "DATE_FORMAT")}
        super().__init__(until)


class WrongOrder(StepRefused):
    """The names of a family's rounds would not sort in time."""

    def __init__(self, other: str, *, comes_after: bool) -> None:
        sentence = (
            _("Omgången öppnar efter %(other)s, men namnet sorteras före. Välj ett som sorteras efter %(other)s.")
            if comes_after
            else _("Omgången öppnar före %(other)s, men namnet sorteras efter. Välj ett som sorteras före %(other)s.")
        )
        self.sentence = sentence % {"other": other}
        super().__init__(other)


class KeyTaken(StepRefused):
    """Family and year would read as another round's."""

    def __init__(self, family: str, label: str) -> None:
        sentence = _(
            "Namnet läses som omgången %(label)s av %(family)s, som redan finns. Skriv årtalet på ett annat sätt."
        )
        self.sentence = sentence % {"family": family, "label": label}
        super().__init__(family, label)


class NotAPublicKey(StepRefused):
    """The key is not whole."""

    sentence = _("Den publika nyckeln är inte hel. Gör en ny nyckel och öppna omgången med den.")


class KeyInUse(StepRefused):
    """The key is another round's; `holder` is whose it is, 0 for the first."""

    sentence = _(
        "Filen är nyckeln till en annan omgång. Varje omgång har sin egen: välj filen som gjordes för den här."
    )

    def __init__(self, holder: int = 0) -> None:
        self.holder = holder
        super().__init__(holder)


class TreeChanged(StepRefused):
    """Somebody else has changed the units since they were shown."""

    sentence = _(
        "Någon annan har ändrat enheterna sedan du öppnade sidan, så inget är sparat än. Se här nedanför vad den andra "
        "gjorde, och spara igen."
    )


class UnitInUse(StepRefused):
    """Codes have been made for a unit that would be taken out, or its offered have been counted."""

    def __init__(self, unit: str) -> None:
        sentence = _("%(unit)s har koder eller räknade erbjudna och kan inte tas bort ur omgången.")
        self.sentence = sentence % {"unit": unit}
        super().__init__(unit)


class UnitRefused(StepRefused):
    """A unit cannot take part, with why."""

    def __init__(self, unit: str, why: str) -> None:
        self.sentence = f"{unit}: {why}"
        super().__init__(unit)


class HasUnits(StepRefused):
    """An organisation with units registered says no."""

    sentence = _("Ni har enheter anmälda. Ta bort dem ur omgången först, om ni inte ska delta.")


class ListRefused(StepRefused):
    """A list of units has faults."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = faults
        self.sentence = " ".join(faults)
        super().__init__(*faults)
