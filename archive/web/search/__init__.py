"""The search: its page with passages and facets, its feeds, and its files of all hits (HTTP, reads the database)."""

from archive.web.search import plugin

__all__ = ["plugin"]
