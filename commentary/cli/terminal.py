"""Tells whether somebody can be asked (terminal)."""

import sys


def can_ask() -> bool:
    """Tell whether a question would be seen on standard error, and an answer come from standard input."""
    return sys.stdin.isatty() and sys.stderr.isatty()
