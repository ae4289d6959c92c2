"""Workbooks of answers on paper as somebody fills them in."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter
from tests.tycktill_web import builders

from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.intake.workbook import PaperRow, read_paper

Written = Mapping[str, object]


def filled(
    rows: Sequence[Written], questionnaire: str = builders.QUESTIONNAIRE, *, columns: Sequence[str] = ()
) -> bytes:
    """A workbook with these rows, each by the names of its columns."""
    content = BytesIO()
    names = columns or ("code", "gender", *(each.id for each in catalogue()[questionnaire].questions))
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(questionnaire[:31])
        for column, name in enumerate(names):
            sheet.write_string(0, column, name)
            for number, row in enumerate(rows, start=1):
                if name in row:
                    sheet.write(number, column, row[name])
    return content.getvalue()


def read(rows: Sequence[Written], questionnaire: str = builders.QUESTIONNAIRE) -> Sequence[PaperRow]:
    """The rows of such a workbook, read again."""
    return read_paper(filled(rows, questionnaire), catalogue()[questionnaire])
