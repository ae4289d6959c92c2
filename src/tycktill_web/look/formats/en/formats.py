"""25 December 2026, as it is written in Europe."""

DATE_FORMAT = "j F Y"
