"""Turns the bytes of a page into an Article or into links (pure: no network, no disk, no clock, no Scrapy).

`read.py` and `explain.py` use the rooms profile, kind, fields, dates, body, title, parts, walls, blocks, html, text,
urls, models and words, and listings finds links; the other modules of this folder are the values between the rooms.
"""
