"""The command line: main.py finds the command, commands/ has a module for each, show/ turns results into text.

The modules beside them do what several commands share: options, pages, contact, check, status, demo_run, children.
"""
