"""Shares, intervals, means, differences, ranks and levels of counts; knows nothing of what may be shown."""

from tycktill.statistics.bands import Band, bands
from tycktill.statistics.classes import ShareClass
from tycktill.statistics.detection import smallest_change
from tycktill.statistics.differences import against_reference, against_rest, change
from tycktill.statistics.discoveries import DISCOVERY_RATE, discoveries, q_values
from tycktill.statistics.estimates import Estimate, Estimates
from tycktill.statistics.estimating import estimate
from tycktill.statistics.intervals import FileShares, exact_interval, file_shares, share_interval, wilson, wilson_limits
from tycktill.statistics.means import MEAN_THRESHOLD, MeanRange, municipal_mean_range
from tycktill.statistics.overall import ClusteredShare, RespondentSum, clustered_share, share_of_all
from tycktill.statistics.ranks import RANK_CONFIDENCE, RankRange, rank_ranges
from tycktill.statistics.representativity import FrameCell, Representativity, response
from tycktill.statistics.rounding import file_share, numerators_of, per_cent, round_half_away
from tycktill.statistics.shrinkage import LikelyShare, Spread, fit_spread, shrink
from tycktill.statistics.trends import RoundShare, trend

__all__ = [
    "DISCOVERY_RATE",
    "MEAN_THRESHOLD",
    "RANK_CONFIDENCE",
    "Band",
    "ClusteredShare",
    "Estimate",
    "Estimates",
    "FileShares",
    "FrameCell",
    "LikelyShare",
    "MeanRange",
    "RankRange",
    "Representativity",
    "RespondentSum",
    "RoundShare",
    "ShareClass",
    "Spread",
    "against_reference",
    "against_rest",
    "bands",
    "change",
    "clustered_share",
    "discoveries",
    "estimate",
    "exact_interval",
    "file_share",
    "file_shares",
    "fit_spread",
    "municipal_mean_range",
    "numerators_of",
    "per_cent",
    "q_values",
    "rank_ranges",
    "response",
    "round_half_away",
    "share_interval",
    "share_of_all",
    "shrink",
    "smallest_change",
    "trend",
    "wilson",
    "wilson_limits",
]
