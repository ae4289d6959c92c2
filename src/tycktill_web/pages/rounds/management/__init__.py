"""What `tycktill manage` can do with this room."""
