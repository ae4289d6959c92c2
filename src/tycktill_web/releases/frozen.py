"""Rows that are written once, and rows that are not removed either."""

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


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that are added to and never changed or removed."""

    def update(self, **_: Any) -> int:
        """Frozen."""
        raise Frozen

    def delete(self) -> tuple[int, dict[str, int]]:
        """Frozen."""
        raise Frozen


class AppendedRow(FrozenRow):
    """A row that is written once and never changed or removed."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        """Frozen."""
        raise Frozen
