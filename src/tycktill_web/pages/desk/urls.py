"""Addresses of these pages."""

from django.urls import path

from tycktill_web.pages.desk import (
    actions,
    batches,
    checklist,
    codes,
    improvement,
    journal,
    offered,
    paper,
    paper_import,
    paper_sheets,
    printing,
    registering,
    results,
    rounds,
    saying,
    start,
    targets,
    today,
    unit_lists,
    units,
)
from tycktill_web.pages.desk.editor import files, freezing, preview, surveys, writing

_PAPER = "papper/<str:family>/<str:label>/<str:target>/"
_SURVEY = "enkater/<int:survey_id>/"
_OWN = "<str:family>/<str:label>/organisation/<int:organisation_id>/"
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
    path("enhet/<int:registration_id>/utskrift/", printing.printing, name="printing"),
    path("enhet/<int:registration_id>/utskrift/<slug:printout>.pdf", printing.printed, name="printed"),
    path("enhet/<int:registration_id>/utskrift/<slug:printout>.png", printing.picture, name="printed_picture"),
    path("enhet/<int:registration_id>/erbjudna/", offered.days, name="offered"),
    path("papper/", paper.paper, name="paper"),
    path(f"{_PAPER}las-in/", paper_import.read_in, name="paper_import"),
    path(f"{_PAPER}arbetsbok/", paper_import.workbook, name="paper_workbook"),
    path("enhet/<int:registration_id>/skriv-in/", paper_sheets.type_in, name="type_in"),
    path("enkater/", surveys.surveys, name="surveys"),
    path("enkater/las-in/", files.import_file, name="survey_import"),
    path(_SURVEY, surveys.survey, name="survey"),
    path(f"{_SURVEY}texter/", writing.texts, name="survey_texts"),
    path(f"{_SURVEY}sprak/", writing.languages, name="survey_languages"),
    path(f"{_SURVEY}fraga/", writing.question, name="survey_new_question"),
    path(f"{_SURVEY}fraga/<str:question>/", writing.question, name="survey_question"),
    path(f"{_SURVEY}prova/<str:step>/", preview.preview, name="survey_preview"),
    path(f"{_SURVEY}faststall/", freezing.freeze_survey, name="freeze_survey"),
    path(f"{_SURVEY}utkast.toml", files.survey_file, name="survey_file"),
    path(f"{_SURVEY}utkast.xlsx", files.survey_form, name="survey_form"),
    path(f"{_SURVEY}utgava/<int:number>.toml", files.edition_file, name="edition_file"),
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
    path(f"{_OWN}att-gora/", checklist.checklist, name="checklist"),
    path(f"{_OWN}anmalan/", registering.registration, name="registration"),
    path(f"{_OWN}enheter/", units.units, name="units"),
    path(f"{_OWN}enheter/lista/", unit_lists.unit_list, name="unit_list"),
    path("<str:family>/<str:label>/", rounds.round_status, name="round"),
]
