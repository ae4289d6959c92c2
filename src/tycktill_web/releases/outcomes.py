"""What becomes of a value in a release, in words that need no table to be understood."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tycktill.disclosure import PRESETS, ProtectedValue
from tycktill.findings import ShareRange, share_text
from tycktill.publication import per_cent
from tycktill.statistics import ShareClass
from tycktill.tables import is_narrow, known_class
from tycktill.terms import Reason, Status
from tycktill_web.releases.words import words_of_page

WIDEST = PRESETS["standard"].widest
"""An interval of shares that is wider is no number on a page; every preset has the same."""


class Outcome(StrEnum):
    """Told as it is; by an interval at an end, between the ends, or one too wide for words; withheld as too few, or for
    the sake of another."""

    SHOWN = "shown"
    END = "end"
    BETWEEN = "between"
    WIDE = "wide"
    FEW = "few"
    PROTECTS = "protects"


UNSTATED = frozenset({Outcome.WIDE, Outcome.FEW, Outcome.PROTECTS})
"""What a page has no figure of."""

NAMES: dict[Outcome, Promise] = {
    Outcome.SHOWN: _("Visas som de är"),
    Outcome.END: _("Minst eller högst"),
    Outcome.BETWEEN: _("Mellan två tal"),
    Outcome.WIDE: _("Kan inte anges"),
    Outcome.FEW: _("För få svar"),
    Outcome.PROTECTS: _("Skyddar andras svar"),
}

EXAMPLES: dict[Outcome, ShareRange] = {
    Outcome.SHOWN: ShareRange(0.84, 0.84),
    Outcome.END: ShareRange(0.92, 1.0),
    Outcome.BETWEEN: ShareRange(0.7, 0.75),
}
"""A share of each kind that is told."""

WHY: dict[Outcome, Promise] = {
    Outcome.SHOWN: _("Andelen kan visas utan att något svar går att räkna ut."),
    Outcome.END: _(
        "Alla eller ingen, eller alla utom en eller bara en, har svarat positivt."
        " Den exakta andelen skulle säga vad de svarade."
    ),
    Outcome.BETWEEN: _(
        "Den exakta andelen skulle, tillsammans med det andra som sägs, kunna avslöja svar. Två tal gör det inte."
    ),
    Outcome.WIDE: _(
        "Allt som är närmare skulle, tillsammans med det andra som sägs, kunna avslöja svar. Spannet står i"
        " results.csv, men är för brett för att säga något: sidor och text skriver att andelen inte kan anges."
    ),
    Outcome.FEW: _("Färre svar än regeln kräver: fem, eller fler för hela landet. De visas inte ens ungefärligt."),
    Outcome.PROTECTS: _(
        "Svaren är tillräckligt många. Men tillsammans med det andra som visas skulle de säga hur många som svarade i"
        " en grupp med färre än fem, eller i utgåvor av äldre metoder vad andra svarade."
    ),
}

COST: dict[Outcome, Promise] = {
    Outcome.END: _(
        "Andelen i sig säger vad alla, eller alla utom en, svarade. Det hjälper inte att dölja något annat i stället."
    ),
    Outcome.BETWEEN: _("För att visa ett av dem exakt måste oftast minst ett annat värde göras mer ungefärligt."),
    Outcome.WIDE: _("För att visa ett av dem närmare måste oftast minst ett annat värde göras mer ungefärligt."),
    Outcome.FEW: _("Löftet till dem som svarade bryts. Det går inte att välja."),
    Outcome.PROTECTS: _("För att visa ett av dem måste oftast minst ett annat värde döljas."),
}


def outcome_of(row: ProtectedValue) -> Outcome:
    """What becomes of this value."""
    return decide_outcome(row.status, row.reason, known_class(row))


def decide_outcome(status: Status, reason: Reason | None, known: ShareClass | None) -> Outcome:
    """What becomes of a value, from all that decides it."""
    if status is Status.WITHHELD or known is None:
        return Outcome.PROTECTS if reason is Reason.PROTECTS else Outcome.FEW
    if known.is_exact:
        return Outcome.SHOWN
    if not is_narrow(known.share_min, known.share_max, WIDEST):
        return Outcome.WIDE
    return Outcome.END if known.least == 0 or known.most == known.valid else Outcome.BETWEEN


@dataclass(frozen=True, slots=True)
class OutcomePart:
    """So many of all values meet one outcome; `begin` and `end` are hundredths of a bar that shows all of them."""

    outcome: Outcome
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
        """The outcome in a word or two."""
        return str(NAMES[self.outcome])

    @property
    def example(self) -> str:
        """What a reader sees of such a value."""
        if self.outcome is Outcome.WIDE:
            return gettext("kan inte anges")
        return (
            share_text(EXAMPLES[self.outcome], words_of_page(), sign=True)
            if self.outcome in EXAMPLES
            else gettext("visas inte")
        )

    @property
    def why(self) -> str:
        """Why it meets this outcome."""
        return str(WHY[self.outcome])

    @property
    def cost(self) -> str:
        """What it would take to show it as it is; empty where it is."""
        return str(COST.get(self.outcome, ""))
