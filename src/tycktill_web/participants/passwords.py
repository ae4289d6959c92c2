"""Passwords: the first, which somebody reads aloud or writes down once, and how hard one's own must be to guess."""

import re
import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from zxcvbn import zxcvbn

from tycktill_web.participants.models import Person

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 5

_EASY = _("Lösenordet är lätt att gissa. Välj till exempel fyra ord som inte hör ihop, utan att upprepa något.")

_SCORE = 3
"""Of 4: more than a hundred million guesses, by the estimate of zxcvbn."""

_ESTIMATED = 72
"""Characters that zxcvbn takes."""

# What Swedes at work choose first, and zxcvbn's lists, which are English, do not have.
_COMMON = (
    "lösenord losenord hemligt hemlighet välkommen valkommen sommar sommaren vinter vintern höst hösten vår "
    "våren måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars april maj juni juli augusti "
    "september oktober november december sverige kommun kommunen socialtjänst socialtjänsten socialtjansten "
    "brukare brukarundersökning brukarundersokning enkät undersökning samordnare handläggare kansli kansliet "
    "tycktill hejsan"
)


def offer_password() -> str:
    """A password of 100 random bits: `k7mwp-3xtrd-hq9fa-zzu5c`."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


class HardToGuess:
    """Refuses passwords that somebody who guesses well would soon come to; one of Django's password validators."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ValidationError with what to do instead."""
        own = re.split(r"\W+", f"{user.email} {user.first_name}") if user else []
        if zxcvbn(password[:_ESTIMATED], user_inputs=[*_COMMON.split(), *filter(None, own)])["score"] < _SCORE:
            raise ValidationError(_EASY, code="password_easy_to_guess")

    def get_help_text(self) -> str:
        """What a good password is like, said before one is chosen."""
        return gettext("Det ska vara svårt att gissa: till exempel fyra ord som inte hör ihop.")
