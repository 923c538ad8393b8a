"""A small site whose lists a test writes itself, request by request, and which the real command crawls."""

import json
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from archive.schema import add_form_functions

PROFILE = """title = "Own pages"
hosts = ["{host}"]
timezone = "Europe/Helsinki"
delay = 0
{lines}
{sources}
"""
ARTICLES = "articles = '/2026/'"
TEXT = " ".join(
    f"Sentence {number} is about harbours, bridges and the price of waiting for both." for number in range(40)
)


@dataclass
class Answer:
    """What a page answers."""

    body: str | bytes
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class OwnSite:
    """Answers a page for each of `slugs`; `lists` maps a path to a function from the query to an Answer."""

    data: Path
    command: Callable
    slugs: list[str] = field(default_factory=list)
    lists: dict[str, Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def page(self, slug):
        return f"{self.url}/2026/{slug}/"

    def respond(self, target):
        self.asked.append(target)
        parts = urlsplit(target)
        if parts.path in self.lists:
            return self.lists[parts.path]({name: value[-1] for name, value in parse_qs(parts.query).items()})
        slug = parts.path.removeprefix("/2026/").strip("/")
        if slug not in self.slugs:
            return Answer("<html><body><h1>Not found</h1></body></html>", 404)
        title = f"On {slug} and what it costs"
        head = f'<title>{title}</title><meta property="og:type" content="article">'
        return Answer(
            f"<html lang=en><head>{head}</head><body><article><h1>{title}</h1><p>{slug}: {TEXT}</p></article>"
        )

    def crawl(self, *sources, code=0, arguments=(), hosts="", lines=ARTICLES):
        """Crawl (kind, path) sources by a profile with these lines, and return what the command said."""
        tables = "".join(f'[[sources]]\nkind = "{kind}"\nurl = "{self.url}{path}"\n' for kind, path in sources)
        profile = PROFILE.format(host=hosts or urlsplit(self.url).netloc, lines=lines, sources=tables)
        (self.data / "sites").mkdir(parents=True, exist_ok=True)
        (self.data / "sites" / "own.toml").write_text(profile, "utf-8")
        self.asked.clear()
        said = self.command("crawl", "own", "--data", self.data, *arguments)
        assert said.returncode == code, said.stdout + said.stderr
        return said.stdout

    def rows(self, query):
        with closing(sqlite3.connect(self.data / "commentary.db")) as db:
            add_form_functions(db)
            return db.execute(query).fetchall()

    @property
    def articles(self):
        return {url.removeprefix(f"{self.url}/2026/").strip("/") for (url,) in self.rows("SELECT url FROM articles")}

    @property
    def summary(self):
        return json.loads(self.rows("SELECT summary FROM runs ORDER BY started_at DESC, id DESC LIMIT 1")[0][0])


@contextmanager
def served(site):
    """Serve an OwnSite on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            answer = site.respond(self.path)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.type, "Content-Length": len(body), **answer.headers}.items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class RestList:
    """A WordPress that lists posts by `dates`, newest first; `changes` says what happens behind its n-th answer."""

    site: OwnSite
    cap: int = 5
    has_headers: bool = True
    withheld: frozenset[int] = frozenset()
    dates: dict[int, int] = field(default_factory=dict)
    changes: dict[int, Callable[[], None]] = field(default_factory=dict)
    requests: int = 0

    def __post_init__(self):
        for number in range(1, 18):
            self.publish(number)
        self.site.lists["/wp-json/wp/v2/posts"] = self.answer

    def publish(self, number, date=None):
        self.dates[number] = date or number
        self.site.slugs.append(f"post-{number}")

    def delete(self, number):
        del self.dates[number]
        self.site.slugs.remove(f"post-{number}")

    def answer(self, query):
        self.requests += 1
        key = (lambda number: number) if query.get("orderby") == "id" else self.dates.__getitem__
        listed = sorted(self.dates, key=key, reverse=query.get("order") != "asc")
        listed = [] if "modified_after" in query else listed
        size, page = min(int(query.get("per_page", 10)), self.cap), int(query.get("page", 1))
        pages = max(1, -(-len(listed) // size))
        if page > pages:
            return Answer(json.dumps({"code": "rest_post_invalid_page_number"}), 400, "application/json")
        shown = [number for number in listed[(page - 1) * size : page * size] if number not in self.withheld]
        body = json.dumps([{"id": number, "link": self.site.page(f"post-{number}")} for number in shown])
        headers = {"X-WP-Total": len(listed), "X-WP-TotalPages": pages} if self.has_headers else {}
        self.changes.pop(self.requests, lambda: None)()
        return Answer(body, type="application/json", headers=headers)
