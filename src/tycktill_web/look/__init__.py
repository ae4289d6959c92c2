"""The frame of every page: base templates, styles, icons; knows nothing of the subject."""
