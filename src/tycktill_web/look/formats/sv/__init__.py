"""Numbers and dates in Swedish."""
