"""Actions with a locked expectation, targets, and what users are told was done; reads releases, never answers."""
