"""A coordinator writes actions, targets and what users are told; the board reads; who comes second is told."""

import re

import pytest
from django.test import Client
from tests.tycktill.improvement.made_up import OTHER, OWN, TARGET, Figures
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.improvement.nations import FIGURE, granhult, published
from tests.tycktill_web.pages import see, send, signed_in
from tests.tycktill_web.printing.paper import Paper, check_everybody_can_read

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import plan_round
from tycktill_web.improvement.models import PlannedAction, PlannedTarget, YouSaid
from tycktill_web.releases.models import PublicRelease, ReleasedPlace, RoundGroup

pytestmark = pytest.mark.django_db

START = "/kommun/forbattring/"
RESULT = f"{START}{OWN}/ifo/2024/"
SENT = {
    "figure": FIGURE,
    "unit": "",
    "finding": "Få tycker att de kan påverka.",
    "what": "Handläggaren ringer upp inom två dagar",
    "was_chosen": "yes",
    "owner": "Enhetschefen",
    "starts_on": "2025-02-01",
}
NORR = {"unit": "Norr", "starts_on": "2027-02-01"}
SAID = {"first": "Det är svårt att nå er.", "done": "Vi ringer upp inom två dagar.", "publish": "1"}
PUBLIC = f"/resultat/ifo/2024/{OWN}/"


@pytest.fixture
def world() -> worlds.World:
    """A published round in which Granhult lies low, and the next one planned."""
    return world_of_findings()


def world_of_findings() -> worlds.World:
    """The same, for whoever is no test."""
    found = granhult()
    published("2024")
    plan_round(family="ifo", label="2025", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    return found


def test_from_what_stands_out_to_a_locked_expectation_and_what_came(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    assert "sämre än riket" in see(client, RESULT)
    page = send(client, f"{RESULT}atgard/", SENT)
    assert "Låga siffror brukar stiga av sig själva." in page
    assert "är en lägre siffra än hos andra med samma målgrupper, och skillnaden mot riket är statistiskt" in page
    assert re.search(r"troligen \d+–\d+ procent nästa gång, med 95 procents säkerhet mellan \d+ och \d+\.", page)
    assert "Lås det väntade" in page
    action = PlannedAction.objects.get()
    locked = send(client, f"{START}atgard/{action.pk}/", {})
    assert "Det väntade är låst." in locked
    assert "av Cilla" in locked
    Round.objects.filter(label="2025").update(state=Round.State.OPEN)
    published("2025", (60, 36, 36))
    came = see(client, f"{START}atgard/{action.pk}/")
    assert "Det ryms i det väntade." in came
    assert "som väntat utan åtgärd" in see(client, START)


def test_findings_stand_beside_the_group_that_says_most(world: worlds.World) -> None:
    client, round_ = signed_in(world.coordinator), Round.objects.get(label="2024")
    assert "liknande kommuner" not in see(client, RESULT)
    for likeness, name, members in (("lan", "Granlän", "9007 9008 9009"), ("skr", "Pendlingskommun", "9002 9003 9004")):
        group = {"municipality": OWN, "likeness": likeness, "name": name, "edition": "2023", "members": members}
        RoundGroup.objects.create(round=round_, **group)
    page = see(client, RESULT)
    assert "sämre än liknande kommuner (Pendlingskommun)." in page
    assert "Granlän" not in page


def test_a_figure_that_no_test_tells_from_the_nation_may_differ_by_chance(world: worlds.World) -> None:
    published("2026", (60, 38, 38))
    client = signed_in(world.coordinator)
    assert "sämre än riket" not in see(client, f"{START}{OWN}/ifo/2026/")
    page = send(client, f"{START}{OWN}/ifo/2026/atgard/", {**SENT, "starts_on": NORR["starts_on"]})
    assert "lägre siffra än hos andra med samma målgrupper, men skillnaden kan bero på slumpen." in page


def test_when_the_round_has_opened_the_lock_is_refused_and_says_why(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    send(client, f"{RESULT}atgard/", SENT)
    Round.objects.filter(label="2025").update(state=Round.State.OPEN)
    action = PlannedAction.objects.get()
    page = see(client, f"{START}atgard/{action.pk}/")
    assert "Omgång 2025 har öppnat, så det väntade kan inte längre låsas." in page
    assert "en låsning i efterhand visar ingenting" in send(client, f"{START}atgard/{action.pk}/", {})
    assert not PlannedAction.objects.get().is_locked


def test_what_is_locked_keeps_figure_reason_and_what_is_done(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    send(client, f"{RESULT}atgard/", SENT)
    action = PlannedAction.objects.get()
    send(client, f"{START}atgard/{action.pk}/", {})
    before = PlannedAction.objects.get()
    sent = {**SENT, "what": "Något annat", "was_chosen": "no", "owner": "Utvecklaren", "version": before.version}
    send(client, f"{START}atgard/{action.pk}/andra/", sent)
    after = PlannedAction.objects.get()
    assert (after.what, after.was_chosen, after.owner) == (before.what, before.was_chosen, "Utvecklaren")
    assert after.expectation == before.expectation


def test_of_two_who_change_the_same_the_second_is_told_and_keeps_their_words(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    send(client, f"{RESULT}atgard/", SENT)
    address = f"{START}atgard/{PlannedAction.objects.get().pk}/andra/"
    send(client, address, {**SENT, "owner": "Den första", "version": 1})
    page = client.post(address, {**SENT, "owner": "Den andra", "version": 1})
    assert page.status_code == 409
    assert "Cilla har ändrat under tiden" in page.content.decode()
    assert 'value="Den andra"' in page.content.decode()
    assert PlannedAction.objects.get().owner == "Den första"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"what": ""}, "Vad ni gör:"),
        ({"starts_on": "i vår"}, "Börjar:"),
        ({"ends_on": "2025-01-01"}, "Slutdagen är före startdagen."),
        ({"was_chosen": ""}, "såg ut som den gjorde?"),
        ({"figure": "ifo:finns_inte"}, "Siffra:"),
        ({"unit": "Finns inte"}, "Gäller:"),
    ],
)
def test_what_is_wrong_in_the_form_is_told_and_nothing_is_saved(
    world: worlds.World, wrong: dict[str, str], said: str
) -> None:
    page = send(signed_in(world.coordinator), f"{RESULT}atgard/", {**SENT, **wrong})
    assert "Något behöver rättas" in page
    assert said in page
    assert not PlannedAction.objects.exists()


def test_a_target_says_whether_it_is_reached_and_how_often_chance_has_it_missed(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    for level, said in ((30, "nått"), (45, "går inte att avgöra"), (80, "inte nått")):
        PlannedTarget.objects.all().delete()
        page = send(client, f"{RESULT}mal/", {"figure": FIGURE, "unit": "", "level": level})
        assert re.search(rf"{level} % 45 % 2024 {said}", page)
    assert "om läget är 80 %" in page
    assert "Siffra Mål Nu" in " ".join(page.split())


def test_the_response_rate_has_a_target_too(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    page = send(client, f"{RESULT}mal/", {"figure": "ifo:svarsfrekvens", "unit": "", "level": 60})
    assert "Svarsfrekvens 60 %" in page


def test_a_rate_that_is_not_known_neither_reaches_nor_misses_its_target(world: worlds.World) -> None:
    ReleasedPlace.objects.update(offered=None, offered_min=100, answered=40)
    page = send(signed_in(world.coordinator), f"{RESULT}mal/", {"figure": "ifo:svarsfrekvens", "unit": "", "level": 30})
    assert re.search(r"Svarsfrekvens 30 % högst.40 % 2024 går inte att avgöra", page)


def test_one_figure_has_one_target(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    sent = {"figure": FIGURE, "unit": "", "level": 60}
    send(client, f"{RESULT}mal/", sent)
    assert "Det finns redan ett mål för den siffran." in send(client, f"{RESULT}mal/", sent)
    address = f"{START}mal/{PlannedTarget.objects.get().pk}/"
    send(client, address, {**sent, "level": 70, "version": 1})
    second = client.post(address, {**sent, "level": 90, "version": 1})
    assert second.status_code == 409
    assert PlannedTarget.objects.get().level == 70
    send(client, address, {**sent, "level": 70, "version": 2, "remove": "1"})
    assert not PlannedTarget.objects.exists()


def test_what_users_are_told_is_public_by_a_click_and_gone_by_another(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    before = Client().get(PUBLIC)
    assert "Ni sa" not in before.content.decode()
    send(client, f"{RESULT}ni-sa/", {**SAID, "publish": ""} | {"keep": "1"})
    YouSaid.objects.update(is_published=False)
    assert "Ni sa" not in see(Client(), PUBLIC)
    page = send(client, f"{RESULT}ni-sa/", {**SAID, "version": YouSaid.objects.get().version})
    assert "Texten står nu på kommunens resultatsida." in page
    told = Client().get(PUBLIC, headers={"If-None-Match": before["ETag"]})
    assert told.status_code == 200
    assert "Det är svårt att nå er." in told.content.decode()
    assert "Det är svårt att nå er." not in see(Client(), "/resultat/ifo/2024/9002/")
    sent = {**SAID, "version": YouSaid.objects.get().version, "keep": "1"}
    del sent["publish"]
    send(client, f"{RESULT}ni-sa/", sent)
    gone = Client().get(PUBLIC, headers={"If-None-Match": told["ETag"]})
    assert gone.status_code == 200
    assert "Det är svårt att nå er." not in gone.content.decode()


def test_what_users_are_told_is_text_and_no_markup(world: worlds.World) -> None:
    send(signed_in(world.coordinator), f"{RESULT}ni-sa/", {**SAID, "first": "<script>alert(1)</script>"})
    content = Client().get(PUBLIC).content.decode()
    assert "<script>alert" not in content
    assert "&lt;script&gt;alert" in content


def test_the_second_who_tells_users_is_told(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    send(client, f"{RESULT}ni-sa/", SAID)
    page = client.post(f"{RESULT}ni-sa/", {**SAID, "done": "Något annat."})
    assert page.status_code == 409
    assert YouSaid.objects.get().done == SAID["done"]


def test_the_board_reads_and_changes_nothing(world: worlds.World) -> None:
    writer, reader = signed_in(world.coordinator), signed_in(world.reader)
    send(writer, f"{RESULT}atgard/", SENT)
    send(writer, f"{RESULT}mal/", {"figure": FIGURE, "unit": "", "level": 60})
    action, target = PlannedAction.objects.get(), PlannedTarget.objects.get()
    page = see(reader, START)
    assert SENT["what"] in page
    assert "60 %" in page
    assert "Ny åtgärd" not in page
    assert "Lås det väntade" not in see(reader, f"{START}atgard/{action.pk}/")
    changing = (f"atgard/{action.pk}/", f"atgard/{action.pk}/andra/", f"mal/{target.pk}/")
    for way in (*(START + each for each in changing), *(RESULT + each for each in ("atgard/", "mal/", "ni-sa/"))):
        assert reader.post(way, SENT).status_code == 403, way


def test_what_is_another_municipalitys_is_as_if_it_were_not_there(world: worlds.World) -> None:
    send(signed_in(world.coordinator), f"{RESULT}atgard/", SENT)
    stranger, pk = signed_in(world.stranger), PlannedAction.objects.get().pk
    for way in (f"{START}atgard/{pk}/", f"{START}atgard/{pk}/andra/", RESULT, f"{RESULT}ni-sa/"):
        assert stranger.get(way).status_code == 404, way
    assert SENT["what"] not in see(stranger, START)


def test_a_withdrawn_result_has_no_findings(world: worlds.World) -> None:
    release = Round.objects.get(label="2024").releases.get()
    release.state, release.withdrawn_at = "withdrawn", release.published_at
    release.save()
    assert signed_in(world.coordinator).get(RESULT).status_code == 404


def test_an_action_may_be_on_the_figure_of_a_unit(world: worlds.World) -> None:
    told: Figures = {(TARGET, OWN, unit, "helhet"): (60, 30, 30) for unit in ("", "Norr")}
    published("2026", told=told)
    page = send(
        signed_in(world.coordinator),
        f"{START}{OWN}/ifo/2026/atgard/",
        {**SENT, **NORR},
    )
    assert "på Norr i Granhult" in page
    assert PlannedAction.objects.get().unit == "Norr"


def test_a_unit_that_does_not_have_the_figure_is_told(world: worlds.World) -> None:
    told: Figures = {(TARGET, OWN, "", "helhet"): (60, 30, 30), (OTHER, OWN, "Norr", "helhet"): (60, 30, 30)}
    published("2026", told=told)
    page = send(
        signed_in(world.coordinator),
        f"{START}{OWN}/ifo/2026/atgard/",
        {**SENT, **NORR},
    )
    assert "Enheten har ingen sådan siffra i resultatet." in page
    assert not PlannedAction.objects.exists()


def test_each_survey_has_its_own_way_to_an_action_a_target_and_what_users_said(world: worlds.World) -> None:
    published("2023")
    content = signed_in(world.coordinator).get(START).content.decode()
    for label in ("2023", "2024"):
        for errand in ("atgard/", "mal/", "ni-sa/"):
            assert content.count(f'href="{START}{OWN}/ifo/{label}/{errand}"') == 1


def test_the_register_says_which_survey_figure_and_unit_an_action_is_for(world: worlds.World) -> None:
    told: Figures = {(TARGET, OWN, unit, "helhet"): (60, 30, 30) for unit in ("", "Norr")}
    published("2026", told=told)
    client = signed_in(world.coordinator)
    send(client, f"{START}{OWN}/ifo/2026/atgard/", {**SENT, **NORR})
    page = see(client, START)
    assert "Individ- och familjeomsorg 2026" in page
    assert "på Norr i Granhult" in page


def test_the_figures_stand_beside_what_users_are_told(world: worlds.World) -> None:
    page = see(signed_in(world.coordinator), f"{RESULT}ni-sa/")
    assert "sämre än riket" in page
    assert re.search(r"Siffrorna i resultatet .+: 45 %", page)


def test_no_figure_of_a_withdrawn_result_stands_beside_what_users_are_told(world: worlds.World) -> None:
    release = Round.objects.get(label="2024").releases.get()
    release.state, release.withdrawn_at = "withdrawn", release.published_at
    release.save()
    page = see(signed_in(world.coordinator), f"{RESULT}ni-sa/")
    assert "Siffrorna i resultatet" not in page
    assert "45 %" not in page


def test_the_poster_has_the_public_pages_words_and_is_there_as_long_as_these(world: worlds.World) -> None:
    client, poster = signed_in(world.coordinator), f"{RESULT}ni-sa/affisch-a4.pdf"
    see(client, poster, status=404)
    page = send(client, f"{RESULT}ni-sa/", {**SAID, "second": "Ni lyssnar."})
    assert "Affisch till väntrummet" in page
    paper = Paper(client.get(poster).content)
    check_everybody_can_read(paper)
    assert all(each in paper.words for each in ("Det är svårt att nå er.", "Ni lyssnar.", SAID["done"], "Granhult"))
    assert paper.links() == [f"http://testserver{PUBLIC}"]
    see(client, f"{RESULT}ni-sa/affisch-a5.pdf", status=404)
    see(signed_in(world.reader), poster, status=403)
    see(signed_in(world.stranger), poster, status=404)
    PublicRelease.objects.update(state=PublicRelease.State.REPLACED)
    see(client, poster, status=404)


def test_what_no_font_has_is_told_where_it_was_written(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    send(client, f"{RESULT}ni-sa/", {**SAID, "first": "Ni är \N{SNOWMAN WITHOUT SNOW}"})
    page = client.get(f"{RESULT}ni-sa/affisch-a4.pdf", follow=True)
    assert page.status_code == 200
    assert "\N{SNOWMAN WITHOUT SNOW}" in page.content.decode()


def test_what_came_says_by_which_edition_and_whether_that_corrects_another(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    send(client, f"{RESULT}atgard/", SENT)
    action = PlannedAction.objects.get()
    send(client, f"{START}atgard/{action.pk}/", {})
    later = published("2025", (60, 36, 36))
    page = see(client, f"{START}atgard/{action.pk}/")
    assert "Bedömt efter utgåva 1 av omgång 2025, publicerad 10 december 2024." in page
    assert "rättar en tidigare" not in page
    assert "Låset står fast" not in page
    PublicRelease.objects.filter(pk=later.pk).update(number=2)
    assert "Utgåvan rättar en tidigare" in see(client, f"{START}atgard/{action.pk}/")
