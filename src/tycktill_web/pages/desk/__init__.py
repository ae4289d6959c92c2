"""Pages for a municipality's coordinator and unit staff; knows offered and answered, never answers."""
