"""One answer sheet: accepts it, writes and reads its canonical bytes; knows nothing of codes or who was offered."""

from tycktill.answers.accepting import UNIT_BYTES, accept, is_in_use, name_fault, unit_fault, unit_name
from tycktill.answers.form import MOST_BYTES, SHEET_BYTES, STEP_BYTES, from_bytes, sheet_room, to_bytes
from tycktill.answers.frame import BASE_COLUMNS, CODE, blank_sheets, question_columns, sheet_frame
from tycktill.answers.sheet import Sheet

__all__ = [
    "BASE_COLUMNS",
    "CODE",
    "MOST_BYTES",
    "SHEET_BYTES",
    "STEP_BYTES",
    "UNIT_BYTES",
    "Sheet",
    "accept",
    "blank_sheets",
    "from_bytes",
    "is_in_use",
    "name_fault",
    "question_columns",
    "sheet_frame",
    "sheet_room",
    "to_bytes",
    "unit_fault",
    "unit_name",
]
