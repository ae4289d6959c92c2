"""Where a municipality stands, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tycktill_web.fieldwork.progress import LiveRate
from tycktill_web.fieldwork.standing import Lag, Stage, Standing
from tycktill_web.releases.published import Participation

STAGES: Mapping[Stage, Promise] = {
    Stage.INVITED: _("inbjuden, har inte svarat"),
    Stage.REGISTERED: _("anmäld"),
    Stage.EQUIPPED: _("har gjort koder"),
    Stage.COUNTING: _("räknar erbjudna"),
    Stage.ANSWERED: _("har fått svar"),
    Stage.DECLINED: _("deltar inte"),
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

    standing: Standing
    before: Participation | None
    lags: Sequence[Lag]

    @property
    def name(self) -> str:
        """Whose it is."""
        return self.standing.organisation.name

    @property
    def rate(self) -> LiveRate:
        """Offered and answered."""
        return self.standing.rate

    @property
    def stage(self) -> Promise:
        """How far it has come, in words."""
        return STAGES[self.standing.stage]

    @property
    def reasons(self) -> Sequence[Promise]:
        """Why it lags behind, in words."""
        return [LAGS[each] for each in self.lags]
