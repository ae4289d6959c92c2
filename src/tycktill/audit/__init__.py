"""Audits a table of results from the table alone; knows nothing of how, or by what code, it was protected.

Read `auditing` first, then `table` (what the file says) and `attack` (what follows from it).
"""

from tycktill.audit.auditing import audit
from tycktill.audit.reader import Reader
from tycktill.audit.requirements import Requirements
from tycktill.audit.verdict import Exposure, Verdict

__all__ = ["Exposure", "Reader", "Requirements", "Verdict", "audit"]
