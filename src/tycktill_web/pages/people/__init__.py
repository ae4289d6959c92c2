"""The people of an organisation: who they are, who is invited, who is contact person. Office and desk open these pages.

Each of the two says which organisations it reaches and in which frame the pages stand (`pages.PeoplePages`).
"""
