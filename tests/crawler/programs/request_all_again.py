"""Crawl a site again, due or not: each page that is known is requested as a crawl requests one that is due."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from crawler.run import crawl
from sites import load_site

if __name__ == "__main__":
    data = Path(sys.argv[2])
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        urls = [
            url
            for (url,) in db.execute("SELECT DISTINCT url FROM captures WHERE source_kind IS NULL AND status = 200")
        ]
    summary = crawl(load_site(sys.argv[1], data / "sites"), data, urls=tuple(urls), overrides={"LOG_LEVEL": "ERROR"})
    sys.exit(0 if summary.is_complete else 3)
