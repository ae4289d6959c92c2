"""Rows that are written once."""

from typing import Any

from django.db import models

from tycktill_web.releases.errors import Frozen


class FrozenRow(models.Model):
    """A row that is written once and never changed."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; Frozen when the row is there already."""
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)
