"""Audits a table of results from the table alone; knows nothing of how, or by what code, it was protected."""

from tycktill.disclosure.audit.auditing import Known, audit
from tycktill.disclosure.audit.lattice import BaseKey
from tycktill.disclosure.audit.requirements import Requirements
from tycktill.disclosure.audit.verdict import Exposure, Verdict
from tycktill.disclosure.audit.witness import Witness

__all__ = ["BaseKey", "Exposure", "Known", "Requirements", "Verdict", "Witness", "audit"]
