"""The pages by which whoever leads a round leads it: the office its national ones, a municipality its own.

They know whose hands they are in as a `Leader` tells it, and nothing of the two audiences.
"""
