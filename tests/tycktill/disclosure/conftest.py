"""Every release that a test here makes is attacked."""

from tests.attacks.recording import every_release_is_attacked

__all__ = ["every_release_is_attacked"]
