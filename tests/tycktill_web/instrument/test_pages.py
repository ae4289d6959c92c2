"""The editor's pages: what is wrong is told in place in plain Swedish, and nobody writes over another."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.tycktill.files.odk import compiled
from tests.tycktill.files.test_xlsform import CHOICES, SURVEY, workbook
from tests.tycktill_web.instrument.surveys import FOOD, STAFF, changed, coordinator, frozen, made
from tests.tycktill_web.pages import see, send, signed_in

from tycktill.instrument import fingerprint
from tycktill_web.instrument.drafts import document_of
from tycktill_web.instrument.models import Edition, OwnSurvey
from tycktill_web.instrument.questions import OWN

pytestmark = pytest.mark.django_db


def test_a_question_is_saved_with_its_faults_and_they_stand_beside_it() -> None:
    own, person = coordinator()
    survey, client = made(own, person), signed_in(person)
    form = {"version": 2, "text-sv": "Bra?", "scale": OWN, "option1-sv": "Ja", "option2-sv": "Nej"}
    page = send(client, f"/kommun/enkater/{survey.pk}/fraga/", form)
    assert "Inget svar räknas som positivt. Kryssa i minst ett." in page
    assert "1 sak i fråga 1" in see(client, f"/kommun/enkater/{survey.pk}/")
    form |= {"version": 3, "positive1": "on"}
    assert "Frågan är sparad." in send(client, f"/kommun/enkater/{survey.pk}/fraga/bra/", form)
    assert "rätta" not in see(client, f"/kommun/enkater/{survey.pk}/")


def test_a_text_that_is_missing_is_told_beside_its_field() -> None:
    own, person = coordinator()
    survey, client = made(own, person, FOOD), signed_in(person)
    page = send(client, f"/kommun/enkater/{survey.pk}/texter/", {"version": 2, "name-sv": "Trivsel"})
    assert page.count("Texten saknas. Skriv den.") >= 2 * 5
    assert "saker i texterna" in see(client, f"/kommun/enkater/{survey.pk}/")


def test_who_saves_second_keeps_what_they_wrote_in_the_form() -> None:
    own, person = coordinator()
    survey, client = made(own, person, FOOD), signed_in(person)
    changed(survey, person, "maten", STAFF)
    form = {"version": 2, "text-sv": "Min egen fråga?", "scale": "ja_nej"}
    page = client.post(f"/kommun/enkater/{survey.pk}/fraga/maten/", form)
    assert page.status_code == 409
    assert "Kim har sparat enkäten under tiden" in page.content.decode()
    assert "Min egen fråga?" in page.content.decode()
    assert "Min egen" not in OwnSurvey.objects.get().draft


def test_more_lines_for_answers_save_nothing() -> None:
    own, person = coordinator()
    survey, client = made(own, person), signed_in(person)
    page = client.post(f"/kommun/enkater/{survey.pk}/fraga/", {"version": 2, "more": 1, "text-sv": "Bra?"})
    assert b'name="option8-sv"' in page.content
    assert OwnSurvey.objects.get().version == 2


def test_questions_change_places_and_leave() -> None:
    own, person = coordinator()
    survey, client = made(own, person, FOOD, STAFF), signed_in(person)
    send(client, f"/kommun/enkater/{survey.pk}/", {"version": 2, "down": "maten"})
    ids = [each["id"] for each in document_of(OwnSurvey.objects.get())["questions"]]
    assert ids == ["har_personalen_tid_for_dig", "maten"]
    send(client, f"/kommun/enkater/{survey.pk}/", {"version": 3, "remove": "har_personalen_tid_for_dig"})
    document = document_of(OwnSurvey.objects.get())
    assert [each["id"] for each in document["questions"]] == ["maten"]
    assert "scales" not in document


def test_a_changed_question_is_asked_about_before_it_is_frozen() -> None:
    own, person = coordinator()
    survey, client = made(own, person, FOOD), signed_in(person)
    frozen(survey, person)
    version = changed(survey, person, "maten", STAFF).version
    address = f"/kommun/enkater/{survey.pk}/faststall/"
    assert "Tidigare: Hur smakar maten?" in see(client, address)
    assert "Svara för varje ändrad fråga" in send(client, address, {"version": version}, status=409)
    page = send(client, address, {"version": version, "betydelse-maten": "annat"})
    assert "Utgåva 2 är fastställd." in page


def test_an_edition_is_taken_out_as_the_file_of_its_checksum() -> None:
    own, person = coordinator()
    survey, client = made(own, person, FOOD), signed_in(person)
    frozen(survey, person)
    file = client.get(f"/kommun/enkater/{survey.pk}/utgava/1.toml")
    assert fingerprint(file.content) == Edition.objects.get().pk
    assert client.get(f"/kommun/enkater/{survey.pk}/utgava/2.toml").status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\xff", "The file is not UTF-8"), (b"id = ", "This is not TOML"), (b"#" * 70_000, "larger than 64 kB")],
)
def test_a_file_that_cannot_be_read_is_told(content: bytes, told: str) -> None:
    own, person = coordinator()
    form = {"organisation": own.pk, "file": SimpleUploadedFile("egen.toml", content)}
    assert told in send(signed_in(person), "/kommun/enkater/las-in/", form, status=400)


def test_a_draft_with_faults_is_not_tried() -> None:
    own, person = coordinator()
    survey, client = made(own, person), signed_in(person)
    page = client.get(f"/kommun/enkater/{survey.pk}/prova/om/", follow=True)
    assert "Rätta det som är fel först" in page.content.decode()


def test_a_draft_that_is_tried_names_no_last_day() -> None:
    own, person = coordinator()
    survey = made(own, person, FOOD)
    assert "Du kan svara till" not in see(signed_in(person), f"/kommun/enkater/{survey.pk}/prova/om/")


def test_pages_of_a_survey_ask_little_of_the_database() -> None:
    own, person = coordinator()
    survey, client = made(own, person, FOOD, STAFF), signed_in(person)
    frozen(survey, person)
    for way in ("", "texter/", "fraga/maten/", "sprak/", "prova/fragor/", "faststall/"):
        with CaptureQueriesContext(connection) as asked:
            see(client, f"/kommun/enkater/{survey.pk}/{way}")
        assert len(asked) <= 12, way


def test_who_tries_a_draft_comes_through_and_leaves_nothing() -> None:
    own, person = coordinator()
    survey, client = made(own, person, FOOD, STAFF), signed_in(person)
    way = f"/kommun/enkater/{survey.pk}/prova"
    assert "Enhetens namn" in see(client, f"{way}/om/")
    assert "Hur smakar maten?" in see(client, f"{way}/fragor/")
    page = send(client, f"{way}/kontroll/", {"kod": "", "fraga-maten": "1"})
    assert "Mycket bra" in page
    assert "Du hoppade över" in page
    assert "Inget av det du valde är sparat" in send(client, f"{way}/skicka/", {"fraga-maten": "1"})
    assert client.get(f"{way}/nagot/").status_code == 404


def test_a_form_goes_out_to_other_tools_and_comes_in_again() -> None:
    own, person = coordinator()
    survey, client = made(own, person, FOOD, STAFF), signed_in(person)
    form = client.get(f"/kommun/enkater/{survey.pk}/utkast.xlsx").content
    assert "<maten/>" in compiled(form).xform
    file = SimpleUploadedFile("egen.xlsx", form)
    assert "Enkäten är inläst som utkast" in send(
        client, "/kommun/enkater/las-in/", {"organisation": own.pk, "file": file}
    )
    assert document_of(OwnSurvey.objects.get()) == document_of(survey)


def test_what_a_form_holds_that_has_no_place_is_told_by_row() -> None:
    own, person = coordinator()
    file = SimpleUploadedFile("Kobo.xlsx", workbook(survey=SURVEY, choices=CHOICES))
    page = send(signed_in(person), "/kommun/enkater/las-in/", {"organisation": own.pk, "file": file})
    assert "Rad 4 är inte inläst: en fråga av slaget text går inte att ha." in page
    assert "Rad 6: villkoret går inte att ha, så frågan ställs till alla (${age} > 12)." in page
    assert "1 sak i fråga 1" in page
    assert OwnSurvey.objects.get().family == "kobo-9003"


def test_a_draft_like_its_last_edition_is_not_offered_to_be_frozen() -> None:
    own, person = coordinator()
    survey, client = made(own, person, FOOD), signed_in(person)
    address = f"/kommun/enkater/{survey.pk}/"
    assert "faststall" in client.get(address).content.decode()
    frozen(survey, person)
    assert "faststall" not in client.get(address).content.decode()
    assert "Utkastet är som den senaste utgåvan" in see(client, f"{address}faststall/")
    changed(survey, person, "maten", STAFF)
    assert "faststall" in client.get(address).content.decode()
