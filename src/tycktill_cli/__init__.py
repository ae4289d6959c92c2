"""The `tycktill` command: calls the method and the service from a shell and decides nothing itself."""
