"""Frozen releases and the two signatures behind each; knows nothing that is not published or about to be."""
