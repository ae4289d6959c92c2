"""What protection may look at: numbers of answers, who is in which figure, the order in which figures are asked for."""
