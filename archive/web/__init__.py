"""Serves an archive with Datasette: configuration, queries, templates, static files and plugins (HTTP).

`server.py` makes the configuration from the descriptions in the schema.
"""

from archive.web.server import serve

__all__ = ["serve"]
