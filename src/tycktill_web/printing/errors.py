"""Why something cannot be printed, in sentences that say what to do."""

from django.utils.translation import gettext as _


class NotPrintable(Exception):
    """No sheet was made. The message is shown as it is."""


class NoLetterFor(NotPrintable):
    """Our fonts have no picture of a character: a box would stand in its place."""

    def __init__(self, characters: str) -> None:
        super().__init__(
            _("Det går inte att skriva ut tecknet %(character)s. Ta bort det, eller skriv det på något annat sätt.")
            % {"character": characters}
        )


class PressFailed(NotPrintable):
    """The press was stopped, by the machine or by a fault of ours."""

    def __init__(self) -> None:
        super().__init__(_("Utskriften gick inte att göra just nu. Försök igen, gärna med färre åt gången."))
