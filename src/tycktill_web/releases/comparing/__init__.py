"""Municipalities beside each other as the reader chose them: what there is to choose, the choice, what it gives."""
