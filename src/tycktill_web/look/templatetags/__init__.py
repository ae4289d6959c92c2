"""Words for templates; knows nothing of the subject."""
