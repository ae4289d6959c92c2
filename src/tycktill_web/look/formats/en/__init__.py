"""Numbers and dates in English."""
