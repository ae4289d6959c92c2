"""What becomes of a value in a release, in words that need no table to be understood."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tycktill.publication import ResultRow, per_cent
from tycktill.terms import Reason, Status
from tycktill_web.releases.figures import Between


class Fate(StrEnum):
    """Shown as it is; by an end's class, or one between the ends; withheld as too few, or for the sake of another."""

    SHOWN = "shown"
    END = "end"
    PAIR = "pair"
    FEW = "few"
    PROTECTS = "protects"


NAMES: dict[Fate, Promise] = {
    Fate.SHOWN: _("Visas som de är"),
    Fate.END: _("Minst eller högst"),
    Fate.PAIR: _("Mellan två tal"),
    Fate.FEW: _("För få svar"),
    Fate.PROTECTS: _("Skulle avslöja andra"),
}

EXAMPLES: dict[Fate, Between] = {
    Fate.SHOWN: Between(0.84, 0.84),
    Fate.END: Between(0.92, 1.0),
    Fate.PAIR: Between(0.7, 0.75),
}
"""A share of each kind that is told."""

WHY: dict[Fate, Promise] = {
    Fate.SHOWN: _("Andelen kan visas utan att något svar går att räkna ut."),
    Fate.END: _(
        "Alla eller ingen, eller alla utom en eller bara en, har svarat positivt."
        " Den exakta andelen skulle säga vad de svarade."
    ),
    Fate.PAIR: _(
        "Den exakta andelen skulle, tillsammans med det andra som visas, kunna avslöja svar."
        " Två tal intill varandra gör det inte. Omkring vart tionde värde har i stället lottats hit, så att ingen ser"
        " vilka som behövde skydd."
    ),
    Fate.FEW: _("Färre svar än regeln kräver: fem, eller fler för hela landet. De visas inte ens ungefärligt."),
    Fate.PROTECTS: _(
        "Svaren är tillräckligt många, men tillsammans med det andra som visas skulle de avslöja andras svar."
        " Omkring vart hundrade värde har i stället lottats hit, så att ingen ser vilka som behövde skydd."
    ),
}

COST: dict[Fate, Promise] = {
    Fate.END: _(
        "Andelen i sig säger vad alla, eller alla utom en, svarade. Det hjälper inte att dölja något annat i stället."
    ),
    Fate.PAIR: _("För att visa ett av dem exakt måste oftast minst ett annat värde göras ungefärligt eller döljas."),
    Fate.FEW: _("Löftet till dem som svarade bryts. Det går inte att välja."),
    Fate.PROTECTS: _("För att visa ett av dem måste oftast minst ett annat värde göras ungefärligt eller döljas."),
}


def fate_of(row: ResultRow) -> Fate:
    """What becomes of this value."""
    return decide(row.status, row.reason, row.share, row.share_min, row.share_max)


def decide(
    status: Status, reason: Reason | None, share: float | None, share_min: float | None, share_max: float | None
) -> Fate:
    """What becomes of a value, from all that decides it."""
    if status is Status.WITHHELD:
        return Fate.PROTECTS if reason is Reason.PROTECTS else Fate.FEW
    if share is not None:
        return Fate.SHOWN
    return Fate.END if share_min == 0.0 or share_max == 1.0 else Fate.PAIR


@dataclass(frozen=True, slots=True)
class Part:
    """So many of all values meet one fate; `begin` and `end` are hundredths of a bar that shows all of them."""

    fate: Fate
    number: int
    of: int
    begin: float

    @property
    def width(self) -> float:
        """Of the bar."""
        return round(100 * self.number / self.of, 2) if self.of else 0.0

    @property
    def end(self) -> float:
        """Where the next part begins."""
        return round(self.begin + self.width, 2)

    @property
    def per_cent(self) -> int:
        """How much of all values, in whole per cent."""
        return per_cent(self.number / self.of) if self.of else 0

    @property
    def name(self) -> str:
        """The fate in a word or two."""
        return str(NAMES[self.fate])

    @property
    def example(self) -> str:
        """What a reader sees of such a value."""
        return EXAMPLES[self.fate].text if self.fate in EXAMPLES else gettext("visas inte")

    @property
    def why(self) -> str:
        """Why it meets this fate."""
        return str(WHY[self.fate])

    @property
    def cost(self) -> str:
        """What it would take to show it as it is; empty where it is."""
        return str(COST.get(self.fate, ""))
