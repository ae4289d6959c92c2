"""Sealed answers in random order; knows neither who gave them nor when.

Doors: `keys` (make_key, load_key), `mixing` (seal, shuffle), `opening` (count, open_each), `errors`.
They are modules and not names here, because Django loads this package before its tables.
"""
