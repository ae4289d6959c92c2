"""Redeems a code and seals an answer in one transaction; alone sees both, and keeps neither."""

from tycktill_web.intake.submitting import submit, submit_after

__all__ = ["submit", "submit_after"]
