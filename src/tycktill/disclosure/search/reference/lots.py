"""Lots: pseudo-random numbers, the same on any machine (SplitMix64)."""

WHOLE = 2**64 - 1
"""All bits of a number of 64 bits."""


class Lots:
    """A sequence of lots that a seed begins."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def draw(self) -> int:
        """The next 64 bits."""
        self.state = self.state + 0x9E3779B97F4A7C15 & WHOLE
        z = (self.state ^ self.state >> 30) * 0xBF58476D1CE4E5B9 & WHOLE
        z = (z ^ z >> 27) * 0x94D049BB133111EB & WHOLE
        return z ^ z >> 31

    def below(self, bound: int) -> int:
        """One of 0..bound-1."""
        return (self.draw() >> 32) * bound >> 32
