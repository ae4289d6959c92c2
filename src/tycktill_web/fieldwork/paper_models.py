"""Tables of answers on paper: how well those agree who type them in, and how many wait."""

from typing import ClassVar

from django.db import models

from tycktill_web.participants.models import Organisation, Registration


class TypingCheck(models.Model):
    """How well those agree who typed the same forms of paper, one after the other: sums for an organisation's round.

    Nothing of what they typed, and neither units nor days: it tells nobody's answer.
    """

    round = models.ForeignKey("fieldwork.Round", on_delete=models.PROTECT, related_name="typing_checks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="typing_checks")
    sheets = models.PositiveIntegerField(default=0)
    questions = models.PositiveIntegerField(default=0)
    differing = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "organisation"], name="typing_check_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.round}: {self.differing} of {self.questions}"


class WaitingPaper(models.Model):
    """About how many forms of paper lie at a unit and are not typed in yet, as somebody there said on a day.

    Kept in fives, as all that is told of answers while a round is open, so that nobody sees one of them come.
    """

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, primary_key=True, related_name="waiting_paper"
    )
    at_least = models.PositiveIntegerField(help_text="1 for fewer than five, else a multiple of five")
    told_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.registration}: at least {self.at_least}"

    @property
    def are_few(self) -> bool:
        """Whether fewer than five wait."""
        return self.at_least == 1
