"""One module a command, each with a click command of the module's name.

A command parses its arguments, calls one function of a package below, and prints the result.
"""
