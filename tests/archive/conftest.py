"""A small archive of two days, made by the archive itself, with what its pages and exports must cope with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.store import Archive, Run
from extract.article import Article, Comment, Hyperlink, Image
from extract.listings.link import Link
from extract.site import Site, Source

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
REVISION = "rules-1"

REVIEW = Site(
    name="review", title="The Review", hosts=("review.example",), timezone="UTC", delay=1.0, revision=REVISION
)
GAZETTE = replace(REVIEW, name="gazette", title="The Gazette", hosts=("gazette.example",))

SECRET, TAG = "https://review.example/2026/secret/", "https://review.example/tag/ports/"

LONG = "\n\n".join(
    f"Paragraph {number} speaks of harbours, tariffs and the price of grain in town {number}." for number in range(9)
)


def make_article(slug: str, *, host: str = "review.example", **fields: object) -> Article:
    url = f"https://{host}/2026/{slug}/"
    text = str(fields.get("body_text", LONG))
    values: dict[str, Any] = {
        "url": url,
        "canonical_url": url,
        "title": slug.replace("-", " ").capitalize(),
        "authors": ("Ada Byron",),
        "published_at": datetime(2026, 1, 5, 8, 30, tzinfo=UTC),
        "published_text": "January 5, 2026",
        "categories": ("Commentary",),
        "language": "en",
        "body_text": text,
        "body_markdown": text,
        "body_html": "".join(f"<p>{part}</p>" for part in text.split("\n\n")),
        "word_count": len(text.split()),
        "found_by": {"title": "css h1", "authors": "jsonld author"},
    }
    values |= fields
    if values["published_at"] is not None:
        values.setdefault("published_day", values["published_at"].date().isoformat())
    return Article(**values)


MONDAYS = (
    make_article("grain", views=900, views_text="900 Views", views_rounded=False, categories=("Commentary", "Trade")),
    make_article("harbour", title="Habour news", authors=("Ada Byron", "Grace | Institute for Ports")),
    make_article(
        "tariffs",
        views=1600,
        views_text="1.6k Views",
        views_rounded=True,
        headline="Tariffs: what is next",
        published_precision="minute",
        published_zone="assumed",
        is_free=False,
        cut_off="Subscribe to read on",
        confidence={"title": 0.94, "authors": 0.55},
    ),
    make_article(
        "taxes", published_at=datetime(2025, 11, 30, 23, 59, tzinfo=UTC), language="tr", title="İSTANBUL vergileri"
    ),
    make_article(
        "strait",
        title="海峡の防衛と日本",
        language="ja",
        body_text="日本の防衛政策は海峡の安全に関わる。",
        authors=("山田太郎",),
    ),
    make_article(
        "formula",
        title='=HYPERLINK("http://evil.example","x")',
        authors=("@ada", "-1 editor"),
        published_at=None,
        published_text="12/03/2026",
        published_precision="ambiguous",
    ),
    make_article("untitled", title=None, authors=(), categories=()),
    make_article(
        "poison",
        title='<script>alert(1)</script> & other "quotes"',
        body_text="Nothing <b>bold</b> 🚢 here.",
        body_html='<p onclick="x()">Nothing <script>alert(1)</script><a href="javascript:alert(2)">here</a>'
        '<img src="https://cdn.example/x.png" alt="A ship" onerror="alert(3)"></p>',
    ),
    make_article(
        "cited",
        links=(
            Hyperlink(url="https://www.imf.example/report", text="a report"),
            Hyperlink(url="https://data.imf.example/grain", text="its data"),
            Hyperlink(url="https://review.example/2026/grain/", text="earlier"),
            Hyperlink(url="https://blog.review.example/grain/", text="our blog"),
        ),
        images=(Image(url="https://review.example/a.png", alt="A", caption="Quay, at dawn"),),
        comments=(
            Comment(id="c1", author="Reader", published_at=MONDAY, text="Well said."),
            Comment(id="c2", author=None, text="<i>No</i>", parent_id="c1"),
        ),
        comment_count=2,
        published_at=datetime(2026, 1, 5, tzinfo=UTC),
        published_precision="day",
        updated_at=datetime(2026, 1, 5, tzinfo=UTC),
        updated_precision="day",
        found_by={"title": "css h1", "published_at": "by headline updated", "body": "blocks"},
        confidence={"title": 1.0, "published_at": 0.7, "body": 0.3},
        source_url="https://origin.example/x",
        source_text="Read more here",
        tags=("ports", "a;b"),
    ),
    make_article("withdrawn", title="Soon withdrawn"),
    make_article("deleted", title="Soon deleted"),
)

GAZETTES = (
    make_article(
        "copied", host="gazette.example", title="Grain", authors=("Ada Byron",), categories=("Commentary", "Trade")
    ),
    make_article(
        "own", host="gazette.example", authors=("Émile Noël",), published_at=datetime(2024, 6, 1, tzinfo=UTC)
    ),
)

# What stands there a day later: a typo mended, figures changed, a new headline, more views.
TUESDAYS = (
    replace(
        MONDAYS[0],
        views=1250,
        views_text="1,250 Views",
        body_text=LONG.replace("grain in town 3", "grain in town 33"),
    ),
    replace(MONDAYS[1], title="Harbour news", body_text=LONG.replace("harbours, tariffs", "harbors, tariffs", 1)),
    replace(MONDAYS[2], views=1700, views_text="1.7k Views"),
    replace(MONDAYS[3], body_text="\n\n".join(f"Everything is new in line {n}, all of it." for n in range(9))),
)


class Crawl:
    """One run into an archive, page by page; each page is captured a minute after the one before it."""

    def __init__(self, archive: Archive, site: Site, started_at: datetime) -> None:
        self.archive = archive
        self.site = site
        self.now = started_at
        self.run: Run = archive.start_run(site, started_at=started_at)

    def capture(self, url: str, status: int = 200, source: Source | None = None):
        self.now += timedelta(minutes=1)
        capture = self.run.warc.write(
            url=url,
            method="GET",
            request_headers=(),
            status=status,
            response_headers=(("Content-Type", "text/html"),),
            body=b"<p>The page</p>",
            fetched_at=self.now,
            source=source,
        )
        self.archive.tables.add_capture(capture)
        return capture

    def read(self, *articles: Article) -> None:
        for article in articles:
            self.archive.tables.add_article(article, self.capture(article.url), revision=self.site.revision)

    def refuse(self, url: str, reason: str) -> None:
        self.archive.tables.add_refusal(self.capture(url), reason, revision=self.site.revision)

    def find(self, *urls: str) -> None:
        source = Source(kind="sitemap", url=f"https://{self.site.hosts[0]}/sitemap.xml")
        self.archive.tables.add_links(
            [Link(url=url) for url in urls], source, self.capture(source.url, source=source)
        )

    def finish(self, unfetched: Iterable[tuple[str, str]] = (), **summary: object) -> None:
        whole = {"finished_at": self.now, "requests": 20, "seconds": 2.5, **summary}
        self.archive.finish_run(self.run, whole, unfetched=unfetched)


@pytest.fixture(scope="session")
def monday():
    """Begin a run of the Review into an archive of a test's own."""
    return lambda archive: Crawl(archive, REVIEW, MONDAY)


@pytest.fixture(scope="session")
def make_review():
    """Make an article of the Review out of its slug."""
    return make_article


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """The data folder of an archive of two sites and two days; tests only read it."""
    data = tmp_path_factory.mktemp("filled")
    with Archive.open(data) as archive:
        monday = Crawl(archive, REVIEW, MONDAY)
        monday.read(*MONDAYS)
        monday.find(*(article.url for article in MONDAYS))
        monday.refuse("https://review.example/category/trade/", "listing")
        monday.refuse("https://review.example/login/", "a login page")
        monday.finish(articles_new=len(MONDAYS), bytes=1_234_567)
        gazette = Crawl(archive, GAZETTE, MONDAY + timedelta(hours=1))
        gazette.read(*GAZETTES)
        gazette.finish(articles_new=len(GAZETTES))
        tuesday = Crawl(archive, REVIEW, MONDAY + timedelta(days=1))
        tuesday.read(*TUESDAYS)
        tuesday.capture("https://review.example/2026/withdrawn/", status=410)
        tuesday.capture("https://review.example/2026/deleted/", status=404)
        tuesday.find(SECRET, TAG, "https://review.example/category/trade/")
        tuesday.finish([(SECRET, "robots.txt disallows it")], articles_changed=3, articles_same=1)
    return data
