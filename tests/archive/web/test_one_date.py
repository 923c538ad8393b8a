"""An article has one date everywhere: the day at its site, also where that is another one in UTC."""

import asyncio
import csv
import io
import re
from datetime import UTC, datetime

import pytest

from archive.store import Archive
from archive.web.server import open_datasette

# Half past one at night in Istanbul.
NIGHT = {
    "published_at": datetime(2026, 6, 15, 22, 30, tzinfo=UTC),
    "published_day": "2026-06-16",
    "published_offset": "+03:00",
    "published_precision": "minute",
}


@pytest.fixture(scope="module")
def get(tmp_path_factory, monday, make_review):
    data = tmp_path_factory.mktemp("night")
    with Archive.open(data) as archive:
        crawl = monday(archive)
        crawl.read(make_review("night", views=5, **NIGHT))
        crawl.finish()
    with open_datasette(data) as datasette:
        yield lambda path: asyncio.run(datasette.client.get(path)).text


def article(get):
    return re.search(r'href="/commentary/articles/(\d+)"', get("/commentary/articles"))[1]


@pytest.mark.parametrize(
    "path", ["/commentary/articles", "/commentary/latest", "/commentary/most_viewed", "/commentary/by_author?author="]
)
def test_lists_show_the_day_at_the_site(get, path):
    html = get(path)
    assert 'title="2026-06-16 01:30 +03:00, 2026-06-15 22:30 UTC">2026-06-16</time>' in html
    assert "2026-06-15" not in re.sub(r' (title|datetime)="[^"]*"', "", html)


def test_files_of_queries_have_the_day_at_the_site(get):
    for name in ("latest", "most_viewed", "by_author"):
        rows = list(csv.DictReader(io.StringIO(get(f"/commentary/{name}.csv"))))
        assert [row["published"] for row in rows] == ["2026-06-16"], name


def test_the_table_and_its_filter_go_by_the_day_at_the_site(get):
    rows = list(csv.DictReader(io.StringIO(get("/commentary/articles.csv?published_day=2026-06-16"))))
    assert [(row["published_day"], row["published_at"]) for row in rows] == [
        ("2026-06-16", "2026-06-15T22:30:00+00:00")
    ]
    assert "published on 2026-06-16" in get("/commentary/articles?published_day=2026-06-16")


def test_the_page_of_the_article_and_of_its_row_in_full_show_the_day_at_the_site(get):
    assert (
        "2026-06-16"
        in get(f"/commentary/articles/{article(get)}").partition("</header>")[2].partition("</header>")[0]
    )
    assert ">2026-06-16</time>" in get("/commentary/articles?_all=1")


def test_zones_are_told_beside_the_day_where_they_are_asked_for(get):
    for path in ("/commentary/articles?_zones=1", "/commentary/latest?_zones=1"):
        assert '<small class="zone">01:30 +03:00, 2026-06-15 22:30 UTC</small>' in get(path), path
