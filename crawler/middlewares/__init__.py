"""Scrapy's downloader middlewares of a crawl: where it may go, what it keeps, how politely it asks."""
