"""A crawl of a site whose images lie on a public host, cdn.example: public_cdn.py NAME DATA.

The name is resolved to this machine, where a test answers for it, and so the guard of addresses is off.
"""

import sys
from pathlib import Path

from scrapy.resolver import dnscache

from crawler import settings
from crawler.run import crawl
from sites import load_site

if __name__ == "__main__":
    name, data = sys.argv[1], Path(sys.argv[2])
    dnscache["cdn.example"] = "127.0.0.1"
    middlewares = settings.DOWNLOADER_MIDDLEWARES | {"crawler.middlewares.addresses.AddressesMiddleware": None}
    overrides = {"LOG_LEVEL": "ERROR", "COMMENTARY_CONTACT": "me@example.org", "DOWNLOADER_MIDDLEWARES": middlewares}
    crawl(load_site(name, data / "sites"), data, overrides=overrides)
