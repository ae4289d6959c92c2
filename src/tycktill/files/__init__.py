"""Reads answers, instruments and reference tables, writes release folders; alone in the method touches the disk."""

from tycktill.files.answers import read_answers
from tycktill.files.catalogue import read_catalogue, read_families, read_instrument, read_scales
from tycktill.files.engines import Engine, check_engine, hand_over
from tycktill.files.municipalities import read_municipalities
from tycktill.files.offers import read_offers
from tycktill.files.questionnaires import Questionnaires, read_questionnaires
from tycktill.files.references import read_references
from tycktill.files.releases import check_new_folder, read_release, write_release
from tycktill.files.witnesses import check_new_file, read_witnesses, witnesses_beside

__all__ = [
    "Engine",
    "Questionnaires",
    "check_engine",
    "check_new_file",
    "check_new_folder",
    "hand_over",
    "read_answers",
    "read_catalogue",
    "read_families",
    "read_instrument",
    "read_municipalities",
    "read_offers",
    "read_questionnaires",
    "read_references",
    "read_release",
    "read_scales",
    "read_witnesses",
    "witnesses_beside",
    "write_release",
]
