"""Copies of the database and of the keyring, each encrypted for a key that is kept elsewhere; reads no answer.

Doors: `copies` (take_copy, copies_in), `restoring` (restore_copy), `keys` (make_key), `errors`.
"""
