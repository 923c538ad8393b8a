"""A crawl that pickles each response as the spider gets it: dump_responses.py SITE DATA OUT."""

import pickle
import sys
from pathlib import Path

from crawler import settings
from crawler.page import to_page
from crawler.run import crawl
from sites import load_site


class DumpMiddleware:
    """A downloader middleware just after that of the capture: each response it gets is in the WARC file."""

    def __init__(self, out):
        self.out = out

    @classmethod
    def from_crawler(cls, crawler):
        return cls(Path(crawler.settings["DUMP_OUT"]))

    def process_response(self, request, response):
        response.request = request
        seen = (request.meta["capture"], to_page(response))
        with self.out.open("ab") as file:
            pickle.dump(seen, file)
        return response


if __name__ == "__main__":
    name, data, out = sys.argv[1:]
    middlewares = settings.DOWNLOADER_MIDDLEWARES | {"__main__.DumpMiddleware": 855}
    overrides = {"DOWNLOADER_MIDDLEWARES": middlewares, "DUMP_OUT": out, "LOG_LEVEL": "WARNING"}
    sys.stdout.write(str(crawl(load_site(name, Path(data) / "sites"), Path(data), overrides=overrides)))
