"""First passwords, which somebody reads aloud or writes down once."""

import secrets

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 5


def offer_password() -> str:
    """A password of 100 random bits: `k7mwp-3xtrd-hq9fa-zzu5c`."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
