"""Redeems a code and seals an answer in one transaction; alone sees both, and keeps neither."""

from tycktill_web.intake.submitting import submit_after, submit_answers

__all__ = ["submit_after", "submit_answers"]
