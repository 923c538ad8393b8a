"""Opens an archive in Datasette: its configuration, queries, templates, static files and plugins (serves HTTP).

`server.py` makes the configuration out of the schema's own descriptions.
"""

from archive.web.server import serve

__all__ = ["serve"]
