"""A crawl of "one" and "two" whose item pipeline raises an exception for the first: broken_for_one.py DATA."""

import json
import sys
from pathlib import Path

from crawler import settings
from crawler.run import crawl_sites
from sites import load_site


class BrokenForOne:
    def process_item(self, item):
        if item.capture.site == "one":
            raise ZeroDivisionError(item.capture.url)
        return item


if __name__ == "__main__":
    data = Path(sys.argv[1])
    overrides = {
        "ITEM_PIPELINES": settings.ITEM_PIPELINES | {"__main__.BrokenForOne": 200},
        "LOG_LEVEL": "CRITICAL",
    }
    both = [load_site(name, data / "sites") for name in ("one", "two")]
    outcomes = crawl_sites(both, data, overrides=overrides)
    told = {each.site: [each.summary.status, each.error and type(each.error).__name__] for each in outcomes}
    json.dump(dict(sorted(told.items())), sys.stdout)
