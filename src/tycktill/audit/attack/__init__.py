"""What follows from a table: other answers that would have given it, and what is the same in all of them."""
