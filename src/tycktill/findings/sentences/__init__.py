"""Which sentence is told of which findings, in any language."""
