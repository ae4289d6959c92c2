"""Rounds, code batches and daily tallies of offered; knows who may answer, never what was answered.

Other rooms import: `rounds` (plan_round, register_unit, open_round, close_round, mark_released), `codes` (make_codes),
`tickets` (find_ticket, redeem_code), `unused_codes` (redeemed_codes), `offered` (record_offered, offers_of), `progress`
(what pages tell of a round), `live_figures` (renew_figures), `participant_list` and `list_import`, `questionnaires`
(catalogue), `errors`.
They are modules and not names here, because Django loads this package before its tables.
"""
