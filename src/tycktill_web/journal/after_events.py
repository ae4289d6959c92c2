"""What is told of own questions after a national questionnaire."""

from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.facts import Event, Name, Term


class OwnQuestionsPlanned(Event, frozen=True):
    sentence = _("Lade egna frågor efter %(after)s; antal enheter: %(units)s")
    after: Term
    units: int


class OwnQuestionsLeft(Event, frozen=True):
    sentence = _("%(after)s togs bort, så de egna frågorna blev en vanlig egen omgång")
    after: Term


class CodesFollowed(Event, frozen=True):
    sentence = _("Koder för %(unit)s gäller också de egna frågorna: %(size)s stycken, kodbunt %(batch)s")
    unit: Name
    batch: int
    size: int


class OwnQuestionsLet(Event, frozen=True):
    sentence = _("Lät kommuner ställa egna frågor efter enkäten")


class OwnQuestionsNotLet(Event, frozen=True):
    sentence = _("Bestämde att inga egna frågor ställs efter enkäten")
