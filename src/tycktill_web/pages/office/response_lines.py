"""Where a municipality stands, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tycktill_web.fieldwork.progress import LiveRate
from tycktill_web.fieldwork.stages import FieldworkProgress, FieldworkStage, Lag
from tycktill_web.participants.models import Person
from tycktill_web.releases.published import Participation

STAGES: Mapping[FieldworkStage, Promise] = {
    FieldworkStage.INVITED: _("inbjuden, har inte svarat"),
    FieldworkStage.REGISTERED: _("anmäld"),
    FieldworkStage.EQUIPPED: _("har gjort koder"),
    FieldworkStage.COUNTING: _("räknar erbjudna"),
    FieldworkStage.ANSWERED: _("har fått svar"),
    FieldworkStage.DECLINED: _("deltar inte"),
}
LAGS: Mapping[Lag, Promise] = {
    Lag.NO_ANSWER: _("har inte svarat på inbjudan"),
    Lag.NO_UNITS: _("har inte anmält enheter"),
    Lag.NO_CODES: _("har inte gjort koder"),
    Lag.SILENT: _("har inte räknat erbjudna på över en vecka"),
    Lag.LOW: _("ligger minst 10 procentenheter under förra gången"),
}


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """One municipality, or another provider."""

    progress: FieldworkProgress
    before: Participation | None
    lags: Sequence[Lag]
    contact: Person | None
    """Whom the office turns to."""

    @property
    def name(self) -> str:
        """Whose it is."""
        return self.progress.organisation.name

    @property
    def rate(self) -> LiveRate:
        """Offered and answered."""
        return self.progress.rate

    @property
    def stage(self) -> Promise:
        """How far it has come, in words."""
        return STAGES[self.progress.stage]

    @property
    def reasons(self) -> Sequence[Promise]:
        """Why it lags behind, in words."""
        return [LAGS[each] for each in self.lags]
