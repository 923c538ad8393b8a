"""Reads captures in worker processes while the crawl goes on (starts processes).

A worker knows one site and neither network nor disk.
"""

from crawler.workers.pool import ReaderPool

__all__ = ["ReaderPool"]
