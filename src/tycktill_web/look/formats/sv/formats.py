"""Numbers with a space that is narrow and never breaks a line: 10 977."""

THOUSAND_SEPARATOR = "\N{NARROW NO-BREAK SPACE}"
NUMBER_GROUPING = 3
