"""Commands of this room, run by `tycktill manage`."""
