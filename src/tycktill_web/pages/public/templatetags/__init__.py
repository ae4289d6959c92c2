"""Links between the pages of a release."""
