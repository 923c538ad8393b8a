"""Bytes in, values out: no network, no disk, no clock, no Scrapy."""
