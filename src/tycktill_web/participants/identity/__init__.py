"""Signing in by an organisation's own identity provider: which there are, how they are asked, whom they let in."""
