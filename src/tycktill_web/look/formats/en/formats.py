"""Dates as they are written in Europe: 25 December 2026."""

DATE_FORMAT = "j F Y"
