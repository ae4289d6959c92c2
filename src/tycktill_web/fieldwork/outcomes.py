"""What counting the offered chooses from: what came of meeting somebody, and by what a unit's offered are counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferOutcome(models.TextChoices):
    """What came of meeting somebody who might answer. Who declines was offered; who could not be offered was not."""

    TAKEN = "taken", _("Erbjuden")
    DECLINED = "declined", _("Tackade nej")
    ACUTE = "acute", _("Akut läge")
    LANGUAGE = "language", _("Språket saknas")
    UNSUITABLE = "unsuitable", _("Inte lämpligt")
    OTHER = "other", _("Annat skäl")


REASONS = (OfferOutcome.ACUTE, OfferOutcome.LANGUAGE, OfferOutcome.UNSUITABLE, OfferOutcome.OTHER)
"""Why somebody could not be offered the questionnaire: these and no words of one's own."""


class CountedBy(models.TextChoices):
    """By what a unit's offered are counted, called as releases call it (`tycktill.instrument.Counted`)."""

    HAND = "by_hand", _("personalens räkning")
    SLIPS = "by_codes", _("utdelade lappar")
