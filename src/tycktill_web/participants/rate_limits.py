"""Turns away whoever fails again and again; counted in the database, so alike by all workers and after a restart."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from django.db.models import F
from django.utils.crypto import salted_hmac

from tycktill_web.participants.models import FailedTry
from tycktill_web.participants.network import networks_of

_SALT = "tycktill_web.participants.rate_limits"  # keeps these fingerprints apart from all else the key is used for


class _Window(TypedDict):
    """What a row is found by: who fails at what, as a fingerprint, and when the window is over."""

    fingerprint: bytes
    until: int


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How many tries of a kind may fail from a household, and from a site, in a window of so many seconds."""

    kind: str
    household: int
    site: int
    seconds: int

    def is_exceeded(self, address: str, whom: str = "") -> bool:
        """Whether too many tries have failed from this address; `whom` is the account or the like they were made at."""
        return any(
            FailedTry.objects.filter(**window, tries__gte=limit).exists()
            for window, limit in self._windows_of(address, whom)
        )

    def count_try(self, address: str, whom: str = "") -> bool:
        """Count a try; whether it may be made. Once the limit is reached nothing is written."""
        if self.is_exceeded(address, whom):
            return False
        return all(_count_try(window, limit) for window, limit in self._windows_of(address, whom))

    def take_back(self, address: str, whom: str = "") -> None:
        """Uncount a try that did not fail."""
        for window, _ in self._windows_of(address, whom):
            FailedTry.objects.filter(**window, tries__gt=0).update(tries=F("tries") - 1)

    def _windows_of(self, address: str, whom: str) -> Iterator[tuple[_Window, int]]:
        """The present window and the limit of each network that the address lies in."""
        until = (int(time.time()) // self.seconds + 1) * self.seconds
        for network, limit in zip(networks_of(address), (self.household, self.site), strict=False):
            who = salted_hmac(_SALT, f"{self.kind}\n{network}\n{whom}", algorithm="sha256")
            yield {"fingerprint": who.digest(), "until": until}, limit


def forget_failed_tries() -> None:
    """Remove what was counted in windows that are over."""
    FailedTry.objects.filter(until__lte=int(time.time())).delete()


def _count_try(window: _Window, limit: int) -> bool:
    """In one statement: of tries at the same moment, too, no more than the limit are made."""
    below = FailedTry.objects.filter(**window, tries__lt=limit)
    if below.update(tries=F("tries") + 1):
        return True
    forget_failed_tries()
    FailedTry.objects.bulk_create([FailedTry(**window)], ignore_conflicts=True)
    return bool(below.update(tries=F("tries") + 1))
