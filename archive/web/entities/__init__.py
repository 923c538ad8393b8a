"""Pages of what articles have in common: home, sites, authors, categories, cited domains, topics; and charts."""

from archive.web.entities import plugin

__all__ = ["plugin"]
