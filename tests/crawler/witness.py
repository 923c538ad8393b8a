"""A crawl of its own process that writes down each response as the spider sees it: witness.py SITE DATA OUT."""

import pickle
import sys
from pathlib import Path

from crawler import settings
from crawler.page import to_page
from crawler.run import crawl
from sites import load_site


class Witness:
    """A downloader middleware just behind the capture: whatever it sees has been kept."""

    def __init__(self, out):
        self.out = out

    @classmethod
    def from_crawler(cls, crawler):
        return cls(Path(crawler.settings["WITNESS_OUT"]))

    def process_response(self, request, response):
        response.request = request
        seen = (request.meta["capture"], to_page(response))
        with self.out.open("ab") as file:
            pickle.dump(seen, file)
        return response


if __name__ == "__main__":
    name, data, out = sys.argv[1:]
    middlewares = settings.DOWNLOADER_MIDDLEWARES | {"__main__.Witness": 855}
    overrides = {"DOWNLOADER_MIDDLEWARES": middlewares, "WITNESS_OUT": out, "LOG_LEVEL": "WARNING"}
    sys.stdout.write(str(crawl(load_site(name, Path(data) / "sites"), Path(data), overrides=overrides)))
