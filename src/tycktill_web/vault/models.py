"""The tables of sealed answers: no time, no unit, no relation to any other table."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class RandomKey(models.BigIntegerField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A primary key drawn at random, by which SQLite also orders the rows on disk.

    SQLite keeps rows in the order of their rowid, and only a column of the very type `integer` is the rowid;
    a `bigint` would leave a second, hidden number that counts upwards with time.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class AnswerBuffer(models.Model):
    """The answers of a round that came last, wrapped together in one row that is written anew with each.

    `round` is the round's key as text: a foreign key would be a door. `vault_key` is the number of the key that the
    round's rows in the vault are wrapped under.
    """

    round = models.CharField(primary_key=True, max_length=60)
    answers = models.BinaryField(default=bytes)
    vault_key = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "vault_tray"  # as it was called first

    def __str__(self) -> str:
        return f"buffer of {self.round}"


class SealedAnswer(models.Model):
    """An answer sheet sealed under its round's public key, and wrapped under a key that each mixing changes.

    The key is random, so that neither it nor the order of a B-tree tells when the answer came. The unit, the target
    group and the mode are inside.
    """

    id = RandomKey(primary_key=True)
    round = models.CharField(max_length=60, db_index=True)
    ciphertext = models.BinaryField()

    def __str__(self) -> str:
        return "sealed answer"
