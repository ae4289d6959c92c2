"""Chance, seeded by name: each thing draws from its own stream, so that adding one leaves the others as they were."""

import hashlib

import numpy as np


def random_stream(seed: int, *name: str) -> np.random.Generator:
    """The generator for what is called `name` in the country of this seed."""
    digest = hashlib.sha256("/".join((str(seed), *name)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))
