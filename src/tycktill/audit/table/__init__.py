"""What results.csv says: its rows, whether they are written as they should be, and what adds up to what."""
