"""The editor of a municipality's own questionnaires: one draft, its pages, and what is frozen of it."""
