"""Reads captures in worker processes while the crawl goes on (starts processes).

A worker reads pages of any site, and touches neither network nor disk.
"""

from crawler.workers.pool import ReaderPool

__all__ = ["ReaderPool"]
