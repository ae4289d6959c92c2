"""Settings, addresses and policy headers; knows which rooms there are, and nothing of what they do."""
