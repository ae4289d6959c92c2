"""Offers, codes and response rates; knows nothing of answers."""

from tycktill.fieldwork.codes import ALPHABET, LENGTH, group_code, make_code, parse_code
from tycktill.fieldwork.offers import Offer, ResponseRate

__all__ = ["ALPHABET", "LENGTH", "Offer", "ResponseRate", "group_code", "make_code", "parse_code"]
