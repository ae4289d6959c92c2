"""Opens the vault, counts and protects; hands on protected values only."""
