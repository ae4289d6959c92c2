"""Questionnaires of a municipality's own, as its coordinator makes them."""

from collections.abc import Collection

from tests.tycktill_web import worlds

from tycktill_web.instrument.drafts import Document, document_of, make_survey, save_draft
from tycktill_web.instrument.freezing import freeze_draft
from tycktill_web.instrument.models import Edition, OwnSurvey
from tycktill_web.instrument.questions import OWN, AskedQuestion, OwnOption, with_question
from tycktill_web.participants.actions import add_organisation
from tycktill_web.participants.models import Organisation, Person, Role

AT = worlds.NOW
FOOD = AskedQuestion({"sv": "Hur smakar maten?"}, {"sv": "Maten"}, "bra_5")
STAFF = AskedQuestion(
    {"sv": "Har personalen tid för dig?"},
    {},
    OWN,
    [OwnOption({"sv": "Ja"}, is_positive=True), OwnOption({"sv": "Nej"})],
    dont_know={"sv": "Vet inte"},
)


def coordinator() -> tuple[Organisation, Person]:
    """A municipality and who coordinates it."""
    own = add_organisation(kind=Organisation.Kind.MUNICIPALITY, name="Björkköping", municipality="9003")
    return own, worlds.person("kim@bjorkkoping.example", Role.COORDINATOR, own)


def made(own: Organisation, person: Person, *questions: AskedQuestion) -> OwnSurvey:
    """A draft with these questions."""
    survey = make_survey(own, title="Trivsel på boendet", target_group="För dig som bor här", person=person, at=AT)
    document: Document = document_of(survey)
    for each in questions:
        document, _ = with_question(document, None, each)
    return save_draft(survey, document, seen=1, person=person, at=AT)


def frozen(survey: OwnSurvey, person: Person, same: Collection[str] = (), other: Collection[str] = ()) -> Edition:
    """The draft as it lies, frozen."""
    version = OwnSurvey.objects.get(pk=survey.pk).version
    return freeze_draft(survey, seen=version, same=same, other=other, person=person, at=AT)


def changed(survey: OwnSurvey, person: Person, id_: str, asked: AskedQuestion) -> OwnSurvey:
    """The draft with a question written anew."""
    now = OwnSurvey.objects.get(pk=survey.pk)
    document, _ = with_question(document_of(now), id_, asked)
    return save_draft(now, document, seen=now.version, person=person, at=AT)
