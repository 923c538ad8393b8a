"""A small WordPress-like commentary site that is served on 127.0.0.1; `commentary demo` and the tests crawl it.

`DemoSite` serves it, and `Fault` makes it send faulty responses.
"""

from commentary.demo.faults import Fault
from commentary.demo.server import DemoSite

__all__ = ["DemoSite", "Fault"]
