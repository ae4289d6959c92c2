"""How the making of a country tells how far it has come."""

from collections.abc import Callable

Tell = Callable[[str, int, int | None], None]
"""Called when a stage begins: what is done now, how many of its kind are done, and how many there are if known."""
