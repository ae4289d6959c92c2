"""Shares, intervals, means, differences, ranks and trends of counts; knows nothing of what may be shown."""

from tycktill.statistics.bands import Band, bands_settled, municipal_bands
from tycktill.statistics.between import FEWEST_UNITS, BetweenUnits, between_units
from tycktill.statistics.classes import ShareClass, Span, Spanning
from tycktill.statistics.detection import smallest_change, smallest_difference
from tycktill.statistics.differences import change_p_value
from tycktill.statistics.discoveries import DISCOVERY_RATE, discoveries, q_values
from tycktill.statistics.forecasts import Baseline, Elsewhere, Forecast
from tycktill.statistics.funnels import FunnelLimits, funnel_limits
from tycktill.statistics.intervals import FileShares, file_shares, share_interval, wilson, wilson_limits
from tycktill.statistics.means import MEAN_THRESHOLD, MeanRange, municipal_mean_range, share_of_all
from tycktill.statistics.ranks import RANK_CONFIDENCE, RankRange, rank_ranges
from tycktill.statistics.rounding import (
    file_share,
    numerators_of,
    per_cent,
    per_cent_between,
    per_cent_upwards,
    round_half_away,
)
from tycktill.statistics.spreads import (
    FEWEST_PLACES,
    UNKNOWN_CARRY_OVER,
    CarryOver,
    PlaceShare,
    Spread,
    carry_over,
    estimate_spread,
)
from tycktill.statistics.strata import (
    StratifiedTest,
    Stratum,
    against_references,
    part_of_nation,
    round_after,
    standardised_share,
    stratified_test,
)
from tycktill.statistics.trends import Trend, trend_test
from tycktill.statistics.wobble import FEWEST_SERIES, RoundShare, change_factor, estimate_wobble, widened_p_value

__all__ = [
    "DISCOVERY_RATE",
    "FEWEST_PLACES",
    "FEWEST_SERIES",
    "FEWEST_UNITS",
    "MEAN_THRESHOLD",
    "RANK_CONFIDENCE",
    "UNKNOWN_CARRY_OVER",
    "Band",
    "Baseline",
    "BetweenUnits",
    "CarryOver",
    "Elsewhere",
    "FileShares",
    "Forecast",
    "FunnelLimits",
    "MeanRange",
    "PlaceShare",
    "RankRange",
    "RoundShare",
    "ShareClass",
    "Span",
    "Spanning",
    "Spread",
    "StratifiedTest",
    "Stratum",
    "Trend",
    "against_references",
    "bands_settled",
    "between_units",
    "carry_over",
    "change_factor",
    "change_p_value",
    "discoveries",
    "estimate_spread",
    "estimate_wobble",
    "file_share",
    "file_shares",
    "funnel_limits",
    "municipal_bands",
    "municipal_mean_range",
    "numerators_of",
    "part_of_nation",
    "per_cent",
    "per_cent_between",
    "per_cent_upwards",
    "q_values",
    "rank_ranges",
    "round_after",
    "round_half_away",
    "share_interval",
    "share_of_all",
    "smallest_change",
    "smallest_difference",
    "standardised_share",
    "stratified_test",
    "trend_test",
    "widened_p_value",
    "wilson",
    "wilson_limits",
]
