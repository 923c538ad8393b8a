"""Serves an archive with Datasette: configuration, queries, templates, static files and plugins (HTTP).

`server.py` makes the configuration from the descriptions in the schema.
"""

from archive.web.access import ReadersFile, add_password, add_token, load_readers, remove_reader
from archive.web.plugins.safety import is_loopback
from archive.web.prefix import parse_public_url
from archive.web.server import serve

__all__ = [
    "ReadersFile",
    "add_password",
    "add_token",
    "is_loopback",
    "load_readers",
    "parse_public_url",
    "remove_reader",
    "serve",
]
