"""Serves a site of any number of articles, each generated from its number when it is requested (network).

The server is a process of its own on 127.0.0.1, so that its CPU time and memory do not count as the crawl's. Its
pages are as large as those of real sites and differ as much: 20 to 40 KB of HTML, of which the article has 8 to 20,
in paragraphs drawn from a few thousand, each with a word of its own.
"""

import asyncio
import random
from bisect import bisect
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from aiohttp import web

NEWEST = datetime(2026, 1, 1, tzinfo=UTC)
CONTEXT = get_context("spawn")
PROFILE = """\
title    = "Generated"
hosts    = ["{host}"]
timezone = "UTC"
delay    = 0
articles = '/article-\\d+/$'

[[sources]]
kind = "sitemap"
url  = "http://{host}/sitemap.xml"

[fields]
title        = [{{ css = "h1" }}]
authors      = [{{ css = ".byline a" }}]
published_at = [{{ time = ".meta time" }}]
categories   = [{{ css = ".sections a" }}]
tags         = [{{ css = ".tags a" }}]
body         = [{{ css = "div.text" }}]
"""


class GeneratedSite:
    """The site while it is served; `pages` counts the articles that were requested."""

    def __init__(self, articles: int, *, part: int) -> None:
        self.articles = articles
        self.part = part
        self._asked = CONTEXT.Value("L", 0, lock=False)
        self._ours, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=_serve, args=(articles, part, self._asked, theirs), daemon=True)

    @property
    def pages(self) -> int:
        """The number of articles requested so far."""
        return int(self._asked.value)

    def profile(self) -> str:
        """Return the TOML text of the site's profile."""
        return PROFILE.format(host=self.host)

    def __enter__(self) -> Self:
        self._process.start()
        self.host: str = self._ours.recv()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.join()


class Writer:
    """Generates pages; the same number gives the same page."""

    def __init__(self, articles: int, part: int, host: str) -> None:
        self.articles = articles
        self.part = part
        self.host = host
        chance = random.Random(1)
        letters = "aeiou", "bcdfghjklmnprstvwz"
        syllables = [c + v for v in letters[0] for c in letters[1]]
        words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]
        # Zipf's law: a few words are most of a text.
        weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        self.words = words

        def word() -> str:
            return words[min(bisect(weights, chance.random() * weights[-1]), len(words) - 1)]

        self.paragraphs = [" ".join(word() for _ in range(chance.randint(60, 140))) for _ in range(4_000)]
        self.names = [f"{word().title()} {word().title()}" for _ in range(300)]
        menu = "".join(f'<li><a href="/section/{n}/">{word()}</a></li>' for n in range(60))
        style = "".join(f".block-{n} {{ margin: {n}px; padding: {n % 7}px; color: #{n:06x} }}\n" for n in range(120))
        self.head = f"<style>{style}</style></head><body><nav><ul>{menu}</ul></nav>"
        self.foot = "".join(f'<aside class="block-{n}"><p>{self.paragraphs[n]}</p></aside>' for n in range(4))

    def article(self, number: int) -> str:
        """Return an article's page."""
        chance = random.Random(number)
        title = " ".join(chance.choices(self.words, k=7)).capitalize()
        author = chance.choice(self.names)
        section = f'<a href="/section/{number % 12}/">Section {number % 12}</a>'
        at = self.changed_at(number).isoformat()
        text = "".join(
            f"<p>{chance.choice(self.paragraphs)} item{number}x{place}.</p>"
            for place in range(chance.randint(12, 30))
        )
        tags = "".join(f'<a href="/tag/{n}/">{self.words[n]}</a> ' for n in chance.sample(range(500), 4))
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f'<link rel="canonical" href="http://{self.host}/article-{number}/">{self.head}'
            f'<article><h1>{title}</h1><div class="sections">{section}</div>'
            f'<div class="meta"><span class="byline">By <a href="/author/">{author}</a></span> '
            f'<time datetime="{at}">{at[:10]}</time></div><div class="text">{text}</div>'
            f'<div class="tags">{tags}</div></article>{self.foot}</body></html>'
        )

    def index(self) -> str:
        """Return the sitemap index."""
        count = -(-self.articles // self.part)
        locs = "".join(f"<sitemap><loc>http://{self.host}/sitemap-{n}.xml</loc></sitemap>" for n in range(count))
        return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locs}</sitemapindex>'

    def sitemap(self, number: int) -> str:
        """Return one sitemap of the index."""
        numbers = range(number * self.part, min((number + 1) * self.part, self.articles))
        urls = "".join(
            f"<url><loc>http://{self.host}/article-{n}/</loc><lastmod>{self.changed_at(n).isoformat()}</lastmod></url>"
            for n in numbers
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'

    def changed_at(self, number: int) -> datetime:
        """Return when an article was published."""
        return NEWEST - timedelta(hours=number)


def _serve(articles: int, part: int, asked: "CONTEXT.Value", ready: "CONTEXT.Connection") -> None:
    asyncio.run(_run(articles, part, lambda: setattr(asked, "value", asked.value + 1), ready.send))


async def _run(articles: int, part: int, count: Callable[[], None], tell: Callable[[str], None]) -> None:
    async def handle(request: web.BaseRequest) -> web.Response:
        path = request.path
        if path.startswith("/article-"):
            count()
            return web.Response(text=writer.article(int(path[9:-1])), content_type="text/html")
        if path == "/sitemap.xml":
            return web.Response(text=writer.index(), content_type="application/xml")
        if path.startswith("/sitemap-"):
            return web.Response(text=writer.sitemap(int(path[9:-4])), content_type="application/xml")
        if path == "/robots.txt":
            return web.Response(text="User-agent: *\nDisallow: /wp-admin/\n")
        return web.Response(status=404)

    runner = web.ServerRunner(web.Server(handle, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    writer = Writer(articles, part, f"{host}:{port}")
    tell(f"{host}:{port}")
    await asyncio.Event().wait()
