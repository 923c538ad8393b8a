"""Scrapy's downloader middlewares: which hosts are asked, by which rules, under which conditions, and what is stored.

`crawler.settings` names them in their order. They know the run by its recorder, and no spider.
"""
