"""Offers, codes and response rates; knows nothing of answers."""

from tycktill.fieldwork.codes import ALPHABET, LENGTH, group_code, make_code, parse_code
from tycktill.fieldwork.live import STEP, LiveFigure, live_figure, live_sum
from tycktill.fieldwork.offers import Offer, Offered, ResponseRate
from tycktill.fieldwork.outlook import Outlook, unit_outlook

__all__ = [
    "ALPHABET",
    "LENGTH",
    "STEP",
    "LiveFigure",
    "Offer",
    "Offered",
    "Outlook",
    "ResponseRate",
    "group_code",
    "live_figure",
    "live_sum",
    "make_code",
    "parse_code",
    "unit_outlook",
]
