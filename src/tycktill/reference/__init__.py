"""Tables of municipalities and indicators with their origin; holds files and no code."""
