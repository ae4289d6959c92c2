"""Rounds, code batches and daily tallies of offered; knows who may answer, never what was answered.

Doors: `rounds` (plan, register, open, close, release), `codes` (make_codes), `tickets` (find_ticket, redeem),
`unused` (redeemed), `offered` (record_offered, offers), `progress` (what pages tell of a round), `shown` (renew),
`questionnaires` (catalogue), `errors`.
They are modules and not names here, because Django loads this package before its tables.
"""
