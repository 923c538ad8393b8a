"""A crawl whose browser may take 4 seconds and 1 MB for a page: four_second_limit.py SITE DATA."""

import sys
from pathlib import Path

from crawler.run import crawl
from sites import load_site

if __name__ == "__main__":
    name, data = sys.argv[1:]
    overrides = {
        "COMMENTARY_RENDER_SECONDS": 4,
        "DOWNLOAD_MAXSIZE": 1_000_000,
        "LOG_LEVEL": "INFO",
        "STATS_DUMP": True,
    }
    crawl(load_site(name, Path(data) / "sites"), Path(data), overrides=overrides)
