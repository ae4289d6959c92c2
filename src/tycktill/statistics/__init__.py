"""Shares, intervals and means of counts; knows nothing of what may be shown."""

from tycktill.statistics.estimates import Estimate, Estimates
from tycktill.statistics.estimating import estimate
from tycktill.statistics.intervals import wilson
from tycktill.statistics.means import MEAN_THRESHOLD, municipal_mean
from tycktill.statistics.rounding import file_share, per_cent, round_half_away

__all__ = [
    "MEAN_THRESHOLD",
    "Estimate",
    "Estimates",
    "estimate",
    "file_share",
    "municipal_mean",
    "per_cent",
    "round_half_away",
    "wilson",
]
