"""The kind of job that opens a closed round's answers, counts them and keeps the draft."""

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tycktill_web.jobs.kinds import Assignment, Ending, JobAction, Kind, Progress, Steps
from tycktill_web.releases.drafting import check_room_for_draft, keep_draft
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.published import public_before
from tycktill_web.results.counting import begin_count
from tycktill_web.results.errors import BeingCounted, CountRefused
from tycktill_web.results.keys import unpack_keys
from tycktill_web.results.steps import Step

_KEEP = "keep"


class CountArguments(msgspec.Struct, frozen=True):
    """What a correction corrects, for readers; empty for a round's first count."""

    note: str


def count_sealed(task: Assignment) -> Steps:
    """Count, then keep the draft, beside what is public when it begins."""
    round_, note = task.round, task.arguments.note
    before = public_before(round_)
    check_room_for_draft(round_, note=note)
    keys = unpack_keys(task.secret, public_key=bytes(round_.public_key))
    counted = yield from begin_count(round_, keys=keys, before=before.releases())
    yield Progress(_KEEP)

    def keep() -> Ending:
        release = keep_draft(round_, counted, at=timezone.now(), before=before, note=note)
        sentence = ngettext(
            "%(answers)s svar är räknat och finns som ett utkast. Inget är publicerat.",
            "%(answers)s svar är räknade och finns som ett utkast. Inget är publicerat.",
            counted.answers,
        )
        proved = _(
            "Tabellerna är granskade utifrån: av dem följer varken någons svar eller vad färre än fem har svarat."
        )
        return Ending(f"{sentence % {'answers': counted.answers}} {proved}", release)

    action: JobAction = keep
    return action


COUNT = Kind(
    name=gettext_lazy("Räkna svaren"),
    arguments=CountArguments,
    steps={
        Step.MIX: gettext_lazy("Blandar svaren så att ordningen inte säger något"),
        Step.OPEN: gettext_lazy("Öppnar svaren"),
        Step.COUNT: gettext_lazy("Räknar"),
        Step.PROTECT: gettext_lazy("Skyddar det som inte får visas"),
        Step.COMPOSE: gettext_lazy("Ställer samman tabellerna"),
        Step.PROVE: gettext_lazy("Prövar att ingen kan röjas"),
        _KEEP: gettext_lazy("Sparar utkastet"),
    },
    work=count_sealed,
    refusals=(CountRefused, ReleaseError),
    hindrances=(BeingCounted,),
    takes_key=True,
)
