"""Importing this module makes a process ready to read.

Readers that are forked from it compile no pattern anew, and import nothing more.
"""

import trafilatura  # noqa: F401 - the reader imports it only when it asks it

import extract.read  # noqa: F401 - it imports all modules with patterns
from extract.text import compile_patterns

compile_patterns()
