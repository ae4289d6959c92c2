"""The words everything else is said in: rounds, cells, faults; knows nothing of how they are used."""

from tycktill.terms.cells import (
    Cell,
    Gender,
    GenderGroup,
    Level,
    Municipalities,
    Municipality,
    is_finest,
    is_round,
    places_without_units,
)
from tycktill.terms.faults import MOST_LINES, Fault, Refused, listed_rows
from tycktill.terms.formulas import is_formula
from tycktill.terms.grouping import Grouping, Targets
from tycktill.terms.languages import LANGUAGES, Language
from tycktill.terms.numbers import BaseKey, Numbers, ValidByBase
from tycktill.terms.references import RESPONSE_RATE, Reference, zeros_to
from tycktill.terms.results import RESULT_COLUMNS, Reason, Status
from tycktill.terms.similar import Likeness, SimilarGroup

__all__ = [
    "LANGUAGES",
    "MOST_LINES",
    "RESPONSE_RATE",
    "RESULT_COLUMNS",
    "BaseKey",
    "Cell",
    "Fault",
    "Gender",
    "GenderGroup",
    "Grouping",
    "Language",
    "Level",
    "Likeness",
    "Municipalities",
    "Municipality",
    "Numbers",
    "Reason",
    "Reference",
    "Refused",
    "SimilarGroup",
    "Status",
    "Targets",
    "ValidByBase",
    "is_finest",
    "is_formula",
    "is_round",
    "listed_rows",
    "places_without_units",
    "zeros_to",
]
