"""A small WordPress-like commentary site that is served on 127.0.0.1; `commentary demo` and the tests crawl it.

`DemoSite` serves it, and `Fault` makes it send faulty responses.
"""

import sys

from commentary.import_path import leave_current_folder

# `python -m commentary.demo` imports this module first, and Python puts `-m` for the program's name until then.
if sys.argv[:1] == ["-m"]:
    leave_current_folder()

from commentary.demo.faults import Fault
from commentary.demo.server import DemoSite

__all__ = ["DemoSite", "Fault"]
