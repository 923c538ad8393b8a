"""Serves the magazine over HTTP on 127.0.0.1, at the moment that it is told, in a thread of its own (network).

with MagazineSite() as site:
    site.moment = crawled_at(day)   # what it shows; the header Date goes on from here as the clock does
    site.asked                      # status and target of each answer so far
"""

import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.sax.saxutils import escape

from almanac import NEW_YEAR, RESTRICTED_AT, Almanac, Essay, crawled_at, is_down, make_almanac
from essay_pages import TITLE, essay_page, message

HTML, XML, RSS = "text/html; charset=UTF-8", "text/xml; charset=UTF-8", "application/rss+xml; charset=UTF-8"
JSON, TEXT = "application/json; charset=UTF-8", "text/plain; charset=utf-8"
URLS_OF_A_SITEMAP = 200
ITEMS_OF_A_FEED = 10
ROBOTS = "User-agent: *\nDisallow: /wp-admin/\n{also}\nSitemap: {base}/wp-sitemap.xml\n"
# What an overloaded server says on the second day of the outage; on the others it says nothing.
RETRY_AFTER = {21: "7200"}


@dataclass(frozen=True)
class Answer:
    """An answer to a GET request."""

    body: str
    type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Edition:
    """The magazine at a moment, at one base URL (pure)."""

    almanac: Almanac
    moment: datetime
    base: str

    def answer(self, target: str) -> Answer:
        """Return the answer to a path with its query."""
        parts = urlsplit(target)
        if is_down(self.moment):
            asked = RETRY_AFTER.get(self.moment.day)
            return Answer("Service Unavailable", TEXT, 503, {"Retry-After": asked} if asked else {})
        if parts.path.startswith("/wp-json/wp/v2/posts"):
            return self.rest(dict(parse_qsl(parts.query)))
        if parts.path.startswith("/wp-sitemap"):
            return self.sitemap(parts.path)
        return {"/robots.txt": self.robots, "/feed/": self.feed}.get(parts.path, lambda: self.page(parts.path))()

    def page(self, path: str) -> Answer:
        essay = self.almanac.by_path.get(path)
        if essay is not None and essay.status(self.moment) == 200:
            return Answer(essay_page(essay, self.moment, self.base))
        if path in {"/", "/about/"}:
            return Answer(message(TITLE, "Essays from Vienna, five a week."))
        status = 404 if essay is None else essay.status(self.moment)
        return Answer(message("Not here", "There is nothing at this address."), status=status)

    def robots(self) -> Answer:
        also = "Disallow: /wp-json/\n" if self.moment >= RESTRICTED_AT else ""
        return Answer(ROBOTS.format(base=self.base, also=also), TEXT)

    def sitemap(self, path: str) -> Answer:
        # In the order of their numbers, as WordPress has them.
        listed = sorted(self.out, key=lambda essay: essay.number)
        names = [
            f"/wp-sitemap-posts-post-{number}.xml" for number in range(1, -(-len(listed) // URLS_OF_A_SITEMAP) + 1)
        ]
        if path == "/wp-sitemap.xml":
            entries = "".join(f"<sitemap><loc>{self.base}{name}</loc></sitemap>" for name in names)
            return Answer(_urls("sitemapindex", entries), XML)
        if path not in names:
            return Answer(message("Not here", "There is no such sitemap."), status=404)
        at = names.index(path) * URLS_OF_A_SITEMAP
        entries = "".join(
            f"<url><loc>{self.base}{essay.path}</loc><lastmod>{essay.modified_at(self.moment).isoformat()}</lastmod></url>"
            for essay in listed[at : at + URLS_OF_A_SITEMAP]
        )
        return Answer(_urls("urlset", entries), XML)

    def feed(self) -> Answer:
        items = "".join(map(self._item, self.out[:ITEMS_OF_A_FEED]))
        head = f"<title>{TITLE}</title><link>{self.base}/</link><description>Essays from Vienna</description>"
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{head}{items}</channel></rss>',
            RSS,
        )

    def rest(self, query: Mapping[str, str]) -> Answer:
        """Answer as WordPress does to what a crawl asks of its list of posts."""
        found = list(self.out)
        if "modified_after" in query:
            since = datetime.fromisoformat(query["modified_after"])
            since = since if since.tzinfo else since.replace(tzinfo=UTC)
            found = [essay for essay in found if essay.modified_at(self.moment) > since]
        if query.get("orderby") == "id":
            found.sort(key=lambda essay: essay.number, reverse=query.get("order") != "asc")
        size, number = int(query.get("per_page", "10")), int(query.get("page", "1"))
        pages = -(-len(found) // size)
        if number > max(1, pages):
            return Answer(json.dumps({"code": "rest_post_invalid_page_number"}), JSON, 400)
        headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
        if number < pages:
            following = urlencode({**query, "page": number + 1})
            headers["Link"] = f'<{self.base}/wp-json/wp/v2/posts?{following}>; rel="next"'
        shown = found[(number - 1) * size : number * size]
        return Answer(json.dumps([self._post(essay) for essay in shown]), JSON, headers=headers)

    @property
    def out(self) -> Sequence[Essay]:
        return self.almanac.out(self.moment)

    def _item(self, essay: Essay) -> str:
        text, url = essay.shown(self.moment), self.base + essay.path
        creators = "".join(f"<dc:creator>{name}</dc:creator>" for name in text.authors)
        return (
            f"<item><title>{escape(text.title)}</title><link>{url}</link><guid isPermaLink='true'>{url}</guid>"
            f"<pubDate>{format_datetime(essay.published_at)}</pubDate>{creators}"
            f"<description>{escape(text.paragraphs[0])}</description></item>"
        )

    def _post(self, essay: Essay) -> dict[str, object]:
        return {
            "id": essay.number,
            "link": self.base + essay.path,
            "date_gmt": f"{essay.published_at:%Y-%m-%dT%H:%M:%S}",
            "modified_gmt": f"{essay.modified_at(self.moment).astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
            "title": {"rendered": essay.shown(self.moment).title},
        }


class MagazineSite:
    """The site at one port; it counts what it was asked for."""

    def __init__(self) -> None:
        self.almanac = make_almanac()
        self.asked: list[tuple[int, str]] = []
        self.moment = crawled_at(NEW_YEAR)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def moment(self) -> datetime:
        """The moment whose state it shows."""
        return self._moment

    @moment.setter
    def moment(self, moment: datetime) -> None:
        self._moment, self._set_at = moment, time.monotonic()

    @property
    def now(self) -> datetime:
        """What its clock shows: it goes on while the state stays."""
        return self._moment + timedelta(seconds=time.monotonic() - self._set_at)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def base(self) -> str:
        return f"http://{self.host}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body are written apart, which without this wait for each other.
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                answer = Edition(site.almanac, site.moment, site.base).answer(self.path)
                body = answer.body.encode()
                self.send_response(answer.status)
                for name, value in {"Content-Type": answer.type, **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                site.asked.append((answer.status, self.path))

            def date_time_string(self, timestamp: float | None = None) -> str:
                return format_datetime(site.now, usegmt=True) if timestamp is None else str(timestamp)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def _urls(element: str, entries: str) -> str:
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?><{element} xmlns="{schema}">{entries}</{element}>'
