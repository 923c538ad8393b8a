"""Stores captures and readings on disk and queries them; it does not know Scrapy.

`store.py` opens an archive; the rooms warc, schema, database and derive write it, and ask, diff, export and web read
it.
"""
