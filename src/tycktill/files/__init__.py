"""Reads answers, instruments and reference tables, writes release folders; alone in the method touches the disk."""

from tycktill.files.answers import read_answers
from tycktill.files.catalogue import read_catalogue, read_families, read_instrument
from tycktill.files.engines import Engine, check_engine, hand_over
from tycktill.files.municipalities import read_municipalities
from tycktill.files.numbers import check_new_file, numbers_beside, read_numbers
from tycktill.files.offers import read_offers
from tycktill.files.references import read_references
from tycktill.files.releases import check_new_folder, read_release, write_release

__all__ = [
    "Engine",
    "check_engine",
    "check_new_file",
    "check_new_folder",
    "hand_over",
    "numbers_beside",
    "read_answers",
    "read_catalogue",
    "read_families",
    "read_instrument",
    "read_municipalities",
    "read_numbers",
    "read_offers",
    "read_references",
    "read_release",
    "write_release",
]
