"""Words for templates: what rounds and target groups are called."""
