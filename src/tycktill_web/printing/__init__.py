"""What is printed: sheets made of what they are handed, as PDF that all can read; knows no table and no person."""
