"""Reads pages: bytes of HTML, feeds and sitemaps into values, without network, disk, clock or Scrapy (pure)."""
