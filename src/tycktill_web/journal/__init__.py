"""Who did what, when and as whom: an append-only journal, each entry chained to the one before by its digest.

It knows no other room: whoever writes hands over who acts and a fact of the catalogue, and reading gives back just
that. Answers, codes and keys have no type here (`events`).
"""
