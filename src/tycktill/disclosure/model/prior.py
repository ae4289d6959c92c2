"""The public prior: how probable shares are before anything is told (disclosure 6.6, 7.2)."""

import numpy as np

from tycktill.disclosure.model.table import Numbers

SHARES: Numbers = np.array(
    [
        *(153, 170, 178, 184, 189, 193, 197, 200, 203, 205, 208, 210, 212, 214, 216, 218),
        *(220, 222, 223, 225, 227, 229, 230, 232, 234, 235, 237, 239, 241, 244, 246, 250),
    ],
    np.int32,
)
"""Equally probable shares, in 256ths: quantiles of a Beta distribution with mean 0.84 and the weight of 15 answers,
about what these surveys have found for years. A constant, never a share of the round at hand: it decides only how wide
intervals are, never whether they are safe."""
