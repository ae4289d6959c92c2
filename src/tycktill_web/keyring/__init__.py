"""The service's own keys, in files beside the database; knows what bytes they wrap, never what stands in them.

Doors: `round_keys` (make_keyring), `ratchet` (Ratchet, read_again), `authentication` (tag_content, tag_maker), `locks`
(lock_of, write_lock), `public_keys` (hold_public_key, check_public_key), `copying` (pack_keyring, unpack_keyring),
`errors`.
They are modules and not names here, because Django's settings must be known before their folder is.
"""
