"""One's own account: choosing a password by a link, and what else only its owner does."""
