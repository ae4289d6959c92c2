"""Sealed answers in random order; knows neither who gave them nor when.

Doors: `keys` (make_key, load_key), `mixing` (seal_answer, seal_all, mix_round_answers, has_answers),
`sealing` (open_each), `measuring` (how large the database is), `errors`.
They are modules and not names here, because Django loads this package before its tables.
"""
