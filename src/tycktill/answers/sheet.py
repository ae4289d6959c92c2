"""One answer sheet, as a value."""

from dataclasses import dataclass

from tycktill.terms import Gender


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one respondent answered.

    `answers` holds (question id, option code) in the instrument's order; a question that was skipped is absent.
    """

    round: str
    instrument: str
    municipality: str
    unit: str
    gender: Gender
    answers: tuple[tuple[str, int], ...]
