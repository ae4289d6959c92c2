"""Forms about answers on paper, as they are sent to see what the journal tells of them."""

from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.intake.papers import filled

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.pages.desk.sittings import Sitting
from tycktill_web.pages.desk.typed_twice import is_drawn
from tycktill_web.participants.models import Person


def _type_in() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.open_world()
    made = make_codes(round=world.round, registration=world.support, size=50, on=builders.OPENS_ON)
    sitting = Sitting(world.staff.pk, world.support.pk, typed=4).to_text()  # the fifth is told
    form = {"kod": next(code for code in made if not is_drawn(code)), "fraga-helhet": 1, "satt": sitting}
    return world.staff, f"/kommun/enhet/{world.support.pk}/skriv-in/", form


def _read_in() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.open_world()
    made = make_codes(round=world.round, registration=world.support, size=5, on=builders.OPENS_ON)
    file = SimpleUploadedFile("svar.xlsx", filled([{"code": code, "helhet": 1} for code in made]))
    return world.coordinator, f"/kommun/papper/ifo/2024/{worlds.SUPPORT}/las-in/", {"file": file}


def _wait() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.open_world()
    return world.staff, "/kommun/papper/ifo/2024/vantar/", {f"pile-{world.support.pk}": 7}


PAPER = {"desk:type_in": _type_in, "desk:paper_import": _read_in, "desk:paper_waiting": _wait}
