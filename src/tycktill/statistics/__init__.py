"""Shares, intervals, means, differences and ranks of counts; knows nothing of what may be shown."""

from tycktill.statistics.classes import ShareClass
from tycktill.statistics.differences import against_reference, against_rest, change
from tycktill.statistics.discoveries import DISCOVERY_RATE, discoveries, q_values
from tycktill.statistics.estimates import Estimate, Estimates
from tycktill.statistics.estimating import estimate
from tycktill.statistics.intervals import exact_interval, share_interval, wilson
from tycktill.statistics.means import MEAN_THRESHOLD, municipal_mean
from tycktill.statistics.ranks import RANK_CONFIDENCE, RankRange, rank_ranges
from tycktill.statistics.rounding import file_share, per_cent, round_half_away

__all__ = [
    "DISCOVERY_RATE",
    "MEAN_THRESHOLD",
    "RANK_CONFIDENCE",
    "Estimate",
    "Estimates",
    "RankRange",
    "ShareClass",
    "against_reference",
    "against_rest",
    "change",
    "discoveries",
    "estimate",
    "exact_interval",
    "file_share",
    "municipal_mean",
    "per_cent",
    "q_values",
    "rank_ranges",
    "round_half_away",
    "share_interval",
    "wilson",
]
