"""Crawls sites politely with Scrapy, stores every response, and has pages read (network and disk)."""
