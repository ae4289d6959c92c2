"""What would be worked out again and again for the same of all tests, and is the same each time: once is enough."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import override_settings
from tests.attacks.recording import remember_proved

from tycktill.counting import Tallies
from tycktill.disclosure import Each, Protected
from tycktill.publication import Earlier, Proof, Release, Sources, compose_beside, protect_beside, prove_release

_PROTECTED: dict[bytes, tuple[Protected, Earlier]] = {}
_COMPOSED: dict[bytes, Release] = {}


class QuickHasher(PBKDF2PasswordHasher):
    """Django's own, told to take one turn where it takes a million; another process of the service reads it too."""

    iterations = 1


@pytest.fixture(scope="session", autouse=True)
def passwords_cost_little() -> Iterator[None]:
    """Their hash is meant to be slow; that is Django's own, and no law here is about it."""
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.{QuickHasher.__name__}"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def a_count_is_proved_once() -> Iterator[None]:
    """Many tests count the same made-up round: whoever asks of the same bytes and numbers gets the same proof.

    It is an audit before whoever knows all numbers, and so need not be one of the attacks on the release again.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tycktill_web.results.counting.prove_release", _remembering(prove_release))
        yield


@contextmanager
def counts_are_remembered() -> Iterator[None]:
    """The same counts are protected and composed once, for who needs a release and asks nothing of how it is made.

    What is put back is always the real: threads that count at a time would put back what the other has put there.
    """
    counting = vars(import_module("tycktill_web.results.counting"))
    counting.update(protect_beside=_protect_once, compose_beside=_compose_once)
    try:
        yield
    finally:
        counting.update(protect_beside=protect_beside, compose_beside=compose_beside)


def _protect_once(tallies: Tallies, sources: Sources, *, each: Each) -> tuple[Protected, Earlier]:
    asked = sha256(pickle.dumps((tallies, sources))).digest()
    if asked not in _PROTECTED:
        _PROTECTED[asked] = protect_beside(tallies, sources, each=each)
    return _PROTECTED[asked]


def _compose_once(protected: Protected, past: Earlier, sources: Sources, *, blank: int) -> Release:
    asked = sha256(pickle.dumps((protected, past, sources, blank))).digest()
    if asked not in _COMPOSED:
        _COMPOSED[asked] = compose_beside(protected, past, sources, blank=blank)
    return _COMPOSED[asked]


def _remembering(prove: Callable[..., Proof]) -> Callable[..., Proof]:
    proofs: dict[bytes, Proof] = {}

    def prove_once(release: Release, *, numbers: Any, public: Any) -> Proof:
        asked = sha256(pickle.dumps((sorted(release.files.items()), numbers, public))).digest()
        if asked not in proofs:
            proofs[asked] = prove(release, numbers=numbers, public=public)
            if not proofs[asked].faults:
                remember_proved(release.files)
        return proofs[asked]

    return prove_once
