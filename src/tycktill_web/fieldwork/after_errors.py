"""Why own questions cannot be asked after a national questionnaire, or whoever answered is not asked them."""

from django.utils.translation import gettext_lazy as _

from tycktill_web.fieldwork.errors import CodeRefused, StepRefused


class NothingAfter(CodeRefused):
    """No own questions are asked of whoever has this code, or not now."""

    sentence = _("Det finns inga fler frågor att svara på med den här koden.")


class NotAnsweredYet(CodeRefused):
    """Nobody has answered the questionnaire that the own questions come after."""

    sentence = _("Svara på enkäten först. Kommunens egna frågor kommer efter den.")


class FollowsAnother(StepRefused):
    """An own round that is asked after a national one has its days, units, codes and offered from it."""

    sentence = _(
        "Frågorna ställs efter en nationell enkät, så dagar, enheter, koder och räknade erbjudna är desamma som där. "
        "De öppnar och stänger tillsammans med den."
    )


class TooManyQuestions(StepRefused):
    """The questionnaire is too long to be asked after another."""

    def __init__(self, number: int, most: int) -> None:
        sentence = _(
            "Enkäten har %(number)s frågor. Efter en nationell enkät får ni ställa högst %(most)s, för den som svarar "
            "har redan svarat på en. Ta bort några och fastställ enkäten på nytt."
        )
        self.sentence = sentence % {"number": number, "most": most}
        super().__init__(number)


class TooLateToAsk(StepRefused):
    """The national round has begun, so that some may have answered without being asked."""

    sentence = _(
        "Den nationella enkäten har börjat besvaras, så egna frågor kan inte längre läggas till: de som redan har "
        "svarat skulle aldrig få dem."
    )


class NotLetAsk(StepRefused):
    """The office lets nobody ask after this round."""

    sentence = _("Kansliet har bestämt att inga egna frågor ställs efter den här enkäten. Fråga kansliet varför.")


class NoUnitsToAsk(StepRefused):
    """No unit of the municipality takes part with any of the chosen questionnaires."""

    sentence = _("Ingen enhet hos er är anmäld med någon av enkäterna som ni valde. Anmäl enheterna först.")


class AskedThisYear(StepRefused):
    """The own questionnaire has a round of this year already."""

    sentence = _("Den egna enkäten har redan en omgång i år. Välj en annan, eller ta bort den omgången först.")


class AskedAlready(StepRefused):
    """Another own round is asked after one of the questionnaires."""

    sentence = _("Efter någon av enkäterna ställs redan egna frågor. Var och en får bara egna frågor en gång.")
