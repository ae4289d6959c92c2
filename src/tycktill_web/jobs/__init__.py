"""Work that is due, done by workers beside the web server, each job by one of them and once.

`asking` (ask_for_count, try_again) is what pages call; `catalogue` holds all kinds of jobs; `queue` claims, ends and
puts off; `workers` knows who is at work; `working` is the worker itself, and `supervising` keeps so many of them.
"""
