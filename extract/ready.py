"""Importing this module makes a process ready to read: readers that are forked from it compile no pattern anew."""

import extract.read  # noqa: F401 - it imports all modules with patterns
from extract.text import compile_patterns

compile_patterns()
