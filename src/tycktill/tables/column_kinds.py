"""Which columns of a release's tables hold counts and which shares, by what they are called."""

_COUNTS = (
    *("positive", "counted", "option", "meaning"),
    *("offered", "offered_min", "answered", "valid", "municipalities", "rank", "best", "worst", "rounds"),
)
_SHARES = ("share", "low", "high", "difference", "p_value", "mean", "change", "wobble", "factor")
"""What they are called, or called at the end: `nation_valid`, `share_min`."""


def is_share(column: str) -> bool:
    """Whether the column holds shares, or what is worked out of shares: fractions."""
    return _plain_type(column).endswith(_SHARES)


def is_count(column: str) -> bool:
    """Whether the column holds whole numbers that are no names."""
    return _plain_type(column).endswith(_COUNTS)


def _plain_type(column: str) -> str:
    return column.removesuffix("_min").removesuffix("_max")
