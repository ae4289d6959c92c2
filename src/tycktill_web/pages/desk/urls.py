"""Addresses of these pages."""

from django.urls import path

from tycktill_web.pages.desk import (
    actions,
    batches,
    codes,
    improvement,
    journal,
    offered,
    paper,
    paper_import,
    paper_sheets,
    results,
    rounds,
    saying,
    start,
    targets,
    today,
)

_PAPER = "papper/<str:family>/<str:label>/<str:target>/"
_RESULT = "forbattring/<str:municipality>/<str:family>/<str:label>/"

app_name = "desk"
urlpatterns = [
    path("", start.start, name="start"),
    path("handelser/", journal.journal, name="journal"),
    path("handelser.csv", journal.journal_csv, name="journal_csv"),
    path("idag/", today.today, name="today"),
    path("idag/tryck/", today.presses, name="presses"),
    path("idag/utan-nat/", today.without_net, name="without_net"),
    path("idag/arbetare.js", today.worker, name="today_worker"),
    path("enhet/<int:registration_id>/koder/", codes.codes, name="codes"),
    path("enhet/<int:registration_id>/koder/<int:batch_id>/makulera/", batches.void, name="void"),
    path("enhet/<int:registration_id>/erbjudna/", offered.days, name="offered"),
    path("papper/", paper.paper, name="paper"),
    path(f"{_PAPER}las-in/", paper_import.read_in, name="paper_import"),
    path(f"{_PAPER}arbetsbok/", paper_import.workbook, name="paper_workbook"),
    path("enhet/<int:registration_id>/skriv-in/", paper_sheets.type_in, name="type_in"),
    path("forbattring/", improvement.overview, name="improvement"),
    path("forbattring/atgard/<int:action_id>/", actions.action, name="action"),
    path("forbattring/atgard/<int:action_id>/andra/", actions.change_action, name="change_action"),
    path("forbattring/mal/<int:target_id>/", targets.target, name="target"),
    path(_RESULT, improvement.findings, name="findings"),
    path(f"{_RESULT}atgard/", actions.new_action, name="new_action"),
    path(f"{_RESULT}mal/", targets.new_target, name="new_target"),
    path(f"{_RESULT}ni-sa/", saying.you_said, name="you_said"),
    path("<str:family>/<str:label>/resultat/<str:municipality>/", results.own_result, name="result"),
    path("<str:family>/<str:label>/resultat/<str:municipality>/<str:target>/", results.own_result, name="result"),
    path("<str:family>/<str:label>/", rounds.round_status, name="round"),
]
