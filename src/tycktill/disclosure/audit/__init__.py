"""Audits a table of results from the table alone; knows nothing of how, or by what code, it was protected."""

from tycktill.disclosure.audit.auditing import audit

__all__ = ["audit"]
