"""A crawl that reads at most three listings of each source: three_listings_a_source.py SITE DATA."""

import sys
from pathlib import Path

from crawler.run import crawl
from sites import load_site

if __name__ == "__main__":
    name, data = sys.argv[1:]
    crawl(load_site(name, Path(data) / "sites"), Path(data), overrides={"COMMENTARY_MAX_LISTINGS": 3})
