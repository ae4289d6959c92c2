"""The forms of questionnaires that organisations make of their own."""

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.tycktill_web import worlds
from tests.tycktill_web.instrument import surveys as own_surveys

from tycktill.files import write_xlsform
from tycktill_web.instrument.drafts import document_of
from tycktill_web.participants.models import Organisation, Person

Errand = Callable[[], tuple[Person, str, Mapping[str, object]]]


def _own_survey(way: str, form: Mapping[str, object]) -> Errand:
    def errand() -> tuple[Person, str, Mapping[str, object]]:
        world = worlds.planned_world()
        survey = own_surveys.made(world.granhult, world.coordinator, own_surveys.FOOD)
        return world.coordinator, f"/kommun/enkater/{survey.pk}/{way}", form

    return errand


def _import_survey() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.planned_world()
    survey = own_surveys.made(world.granhult, world.coordinator, own_surveys.FOOD)
    file = SimpleUploadedFile("egen.toml", survey.draft.replace("smakar", "luktar").encode())
    return world.coordinator, "/kommun/enkater/las-in/", {"organisation": world.granhult.pk, "file": file}


def _import_form() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.planned_world()
    survey = own_surveys.made(world.granhult, world.coordinator, own_surveys.FOOD)
    form = write_xlsform({**document_of(survey), "version": 7})
    file = SimpleUploadedFile("egen.xlsx", form)
    return world.coordinator, "/kommun/enkater/las-in/", {"organisation": world.granhult.pk, "file": file}


OWN_SURVEYS: Mapping[str, Errand] = {
    "desk:surveys": lambda: (
        worlds.planned_world().coordinator,
        "/kommun/enkater/",
        {"organisation": Organisation.objects.get(name="Granhult").pk, "title": "Trivsel", "target_group": "För dig"},
    ),
    "desk:survey_import": _import_survey,
    "desk:survey_import, XLSForm": _import_form,
    "desk:survey": _own_survey("", {"remove": "maten", "version": 2}),
    "desk:survey_texts": _own_survey("texter/", {"name-sv": "Annan rubrik", "version": 2}),
    "desk:survey_languages": _own_survey("sprak/", {"add": "fi", "version": 2}),
    "desk:survey_new_question": _own_survey("fraga/", {"text-sv": "Ny?", "scale": "ja_nej", "version": 2}),
    "desk:survey_question": _own_survey("fraga/maten/", {"text-sv": "Ny?", "scale": "ja_nej", "version": 2}),
    "desk:freeze_survey": _own_survey("faststall/", {"version": 2}),
}
"""A form that does something, for each page that changes one."""
