"""The people of an organisation: who they are, who is invited and who is contact person, for office and desk.

Each of the two says which organisations it reaches and in which frame the pages stand (`pages.PeoplePages`).
"""
