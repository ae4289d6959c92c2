"""Pages for the one who answers; knows one questionnaire at a time and sets no cookie."""
