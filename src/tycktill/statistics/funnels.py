"""How far from the nation's share chance, and years that wobble, may bring a municipality that does not differ."""

from math import sqrt
from typing import NamedTuple


class FunnelLimits(NamedTuple):
    """Between what a share of so many answers lies."""

    valid: int
    low: float
    high: float


def funnel_limits(share: float, valid: int, z: float, rho: float = 0.0) -> FunnelLimits:
    """P -+ z sqrt(phi P(1-P)/n), phi = 1 + (n-1) rho (Spiegelhalter 2005), in 0-1; `rho` as of `estimate_wobble`."""
    far = z * sqrt(share * (1 - share) * (1 + (valid - 1) * rho) / valid)
    return FunnelLimits(valid, max(share - far, 0.0), min(share + far, 1.0))
