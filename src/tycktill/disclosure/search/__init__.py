"""The search: which intervals are offered of a figure, from what has been told so far (disclosure 6)."""
