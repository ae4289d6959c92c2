"""What somebody who answers sees, whoever holds the pen: the questions as they stand on a page, and what is sent back.

Below the audiences that answer: the phone, and whoever types a paper form in. Knows no address and no frame of theirs.
"""
