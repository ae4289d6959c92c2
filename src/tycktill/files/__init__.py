"""Reads answers, instruments and reference tables, writes release folders; alone in the method touches the disk."""

from tycktill.files.actions import read_action, write_expectation
from tycktill.files.aliases import Aliases, read_aliases
from tycktill.files.answers import read_answers
from tycktill.files.catalogue import (
    read_catalogue,
    read_families,
    read_instrument,
    read_library,
    read_round_facts,
    read_scales,
)
from tycktill.files.engines import Engine, check_engine, hand_over
from tycktill.files.faults import check_faults_file, write_faults
from tycktill.files.meanings import Meanings
from tycktill.files.municipalities import read_municipalities
from tycktill.files.needless import needless_references
from tycktill.files.numbers import check_new_file, numbers_beside, read_numbers
from tycktill.files.offers import read_offers
from tycktill.files.opening import KINDS
from tycktill.files.questionnaires import Questionnaires, read_questionnaires
from tycktill.files.reading import AS_IT_STANDS, Blank, Hidden, Reading
from tycktill.files.references import read_references
from tycktill.files.refusing import quoted
from tycktill.files.releases import check_new_folder, excel_folder, read_release, write_release
from tycktill.files.remarks import remarks_on_units
from tycktill.files.rows import read_rows
from tycktill.files.sent_workbook import packed_anew
from tycktill.files.similar import SimilarGroups, read_similar_groups, read_similar_lists
from tycktill.files.template import CODE_COLUMN, coded_heads, coded_template, write_template
from tycktill.files.wrong import Meaning, Wrong
from tycktill.files.xlsform_reading import ReadForm, read_xlsform
from tycktill.files.xlsform_writing import write_xlsform

__all__ = [
    "AS_IT_STANDS",
    "CODE_COLUMN",
    "KINDS",
    "Aliases",
    "Blank",
    "Engine",
    "Hidden",
    "Meaning",
    "Meanings",
    "Questionnaires",
    "ReadForm",
    "Reading",
    "SimilarGroups",
    "Wrong",
    "check_engine",
    "check_faults_file",
    "check_new_file",
    "check_new_folder",
    "coded_heads",
    "coded_template",
    "excel_folder",
    "hand_over",
    "needless_references",
    "numbers_beside",
    "packed_anew",
    "quoted",
    "read_action",
    "read_aliases",
    "read_answers",
    "read_catalogue",
    "read_families",
    "read_instrument",
    "read_library",
    "read_municipalities",
    "read_numbers",
    "read_offers",
    "read_questionnaires",
    "read_references",
    "read_release",
    "read_round_facts",
    "read_rows",
    "read_scales",
    "read_similar_groups",
    "read_similar_lists",
    "read_xlsform",
    "remarks_on_units",
    "write_expectation",
    "write_faults",
    "write_release",
    "write_template",
    "write_xlsform",
]
