"""Scrapy's spiders: there is one, for all sites."""
