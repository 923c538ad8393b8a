"""A burst of requests while robots.txt is held back: robots_txt_burst.py ours|scrapys DATA.

The server answers robots.txt, which disallows everything, only when enough requests are waiting for it. Prints
the paths that were requested and the reasons for skipping others, as JSON.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from crawler import settings
from crawler.run import crawl
from extract.site import Site

WAITING = 12
asked = []
enough = threading.Event()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        asked.append(self.path)
        body = b"<html></html>"
        if self.path == "/robots.txt":
            enough.wait()
            body = b"User-agent: *\nDisallow: /\n"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class CountingMiddleware:
    """A middleware before that of robots.txt: it counts the requests that arrive there."""

    def __init__(self):
        self.arrived = 0

    def process_request(self, request):
        self.arrived += not request.url.endswith("/robots.txt")
        if self.arrived == WAITING:
            enough.set()


def middlewares(whose):
    chosen = settings.DOWNLOADER_MIDDLEWARES | {"__main__.CountingMiddleware": 90}
    if whose == "scrapys":
        chosen |= {
            "crawler.middlewares.robots.RobotsMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": 100,
        }
    return chosen


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    site = Site(name="burst", title="burst", hosts=(host,), timezone="UTC", delay=0.0, revision="burst")
    overrides = {
        "DOWNLOADER_MIDDLEWARES": middlewares(sys.argv[1]),
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS": 4 * WAITING,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 4 * WAITING,
        "LOG_LEVEL": "ERROR",
    }
    urls = tuple(f"http://{host}/page-{number}" for number in range(WAITING))
    summary = crawl(site, Path(sys.argv[2]), urls=urls, overrides=overrides)
    sys.stdout.write(str(json.dumps({"asked": asked, "skipped": dict(summary.reasons.get("skipped", {}))})))
