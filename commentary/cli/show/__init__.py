"""Turns results into text: tables, JSON and, on a terminal, progress bars.

It exports nothing, so that a command loads only what it prints with.
"""
