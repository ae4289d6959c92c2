"""The service: the rooms of the method again, with tables, people and pages; the method knows nothing of it."""
