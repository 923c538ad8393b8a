"""A crawl with a pipeline that has a bug: broken.py SITE DATA; shows whether the run goes on as if nothing were."""

import sys
from pathlib import Path

from crawler import settings
from crawler.run import crawl
from sites import load_site


class Broken:
    def process_item(self, item):
        raise ZeroDivisionError(item.capture.url)


if __name__ == "__main__":
    name, data = sys.argv[1:]
    overrides = {"ITEM_PIPELINES": settings.ITEM_PIPELINES | {"__main__.Broken": 200}}
    crawl(load_site(name, Path(data) / "sites"), Path(data), overrides=overrides)
