"""Organisations, units, people and their roles; knows nothing of answers.

Other rooms import: `actions` (adds them), `scope` (what a person's roles reach over), `access` (who may enter a
view), `errors`.
They are modules and not names here, because Django loads this package before its tables.
"""
