"""A crawl whose item pipeline raises an exception: broken_pipeline.py SITE DATA."""

import sys
from pathlib import Path

from crawler import settings
from crawler.run import crawl
from sites import load_site


class BrokenPipeline:
    def process_item(self, item):
        raise ZeroDivisionError(item.capture.url)


if __name__ == "__main__":
    name, data = sys.argv[1:]
    overrides = {"ITEM_PIPELINES": settings.ITEM_PIPELINES | {"__main__.BrokenPipeline": 200}}
    crawl(load_site(name, Path(data) / "sites"), Path(data), overrides=overrides)
