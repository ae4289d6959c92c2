"""Audits a table of results from the table alone; knows nothing of how, or by what code, it was protected."""

from tycktill.audit.auditing import Known, audit
from tycktill.audit.lattice import BaseKey
from tycktill.audit.requirements import Requirements
from tycktill.audit.verdict import Exposure, Verdict

__all__ = ["BaseKey", "Exposure", "Known", "Requirements", "Verdict", "audit"]
