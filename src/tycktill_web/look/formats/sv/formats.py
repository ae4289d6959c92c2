"""10 977 with a space that is narrow and never breaks a line."""

THOUSAND_SEPARATOR = "\N{NARROW NO-BREAK SPACE}"
NUMBER_GROUPING = 3
