"""Questionnaires that organisations make of their own: drafts, and editions that are frozen.

What a questionnaire is and what can be wrong with it is said by `tycktill.instrument` alone; here lies its text.
Others use: `models` (OwnSurvey, Edition), `drafts` (make_survey, import_survey, save_draft), `freezing` (freeze_draft),
`editions` (instrument_of), `questions` and `words` (what a form changes in a document), `errors`.
"""
