"""The drafted news text of a release, in Swedish: says what released rows say and nothing that chance can have made."""

from tycktill.findings.text import TEXT, write_text

__all__ = ["TEXT", "write_text"]
