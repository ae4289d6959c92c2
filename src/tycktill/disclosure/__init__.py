"""What must not be shown, and the audit that it cannot be derived; the only door out for a number."""

from tycktill.disclosure.policies import FEWEST_ANSWERS, PRESETS, Policy
from tycktill.disclosure.protected import Distribution, Protected, ProtectedValue
from tycktill.disclosure.protecting import Each, protect
from tycktill.disclosure.public import Public, ToldBefore

__all__ = [
    "FEWEST_ANSWERS",
    "PRESETS",
    "Distribution",
    "Each",
    "Policy",
    "Protected",
    "ProtectedValue",
    "Public",
    "ToldBefore",
    "protect",
]
