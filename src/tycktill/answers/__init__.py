"""One answer sheet: accepts it, writes and reads its canonical bytes; knows nothing of codes or who was offered."""

from tycktill.answers.accepting import UNIT_BYTES, accept, is_in_use, name_fault, unit_fault, unit_name
from tycktill.answers.form import SHEET_BYTES, from_bytes, to_bytes
from tycktill.answers.frame import CODE, PLACE, blank_sheets, frame, question_columns
from tycktill.answers.sheet import Sheet

__all__ = [
    "CODE",
    "PLACE",
    "SHEET_BYTES",
    "UNIT_BYTES",
    "Sheet",
    "accept",
    "blank_sheets",
    "frame",
    "from_bytes",
    "is_in_use",
    "name_fault",
    "question_columns",
    "to_bytes",
    "unit_fault",
    "unit_name",
]
