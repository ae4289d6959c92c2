"""The service's own keys, in files beside the database; knows what bytes they wrap, never what stands in them.

Doors: `ratchet` (Ratchet, read_again), `authentication` (begin, authentication_key), `turns` (turn, queue), `errors`.
They are modules and not names here, because Django's settings must be known before their folder is.
"""
