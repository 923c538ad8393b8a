"""The cells of Scrapy's CSV feed."""

import csv
import io
from datetime import UTC, datetime

from crawler.feeds import CsvExporter
from extract.article import Article, Comment, Hyperlink

ARTICLE = Article(
    url="https://x.example/a/",
    canonical_url="https://x.example/a/",
    title="=cmd()",
    authors=("Ada Byron", "İ. Şahin"),
    published_at=datetime(1938, 7, 4, 6, 30, tzinfo=UTC),
    body_text='One "quote",\n\ntwo',
    links=(Hyperlink(url="https://y.example/", text="灯台"),),
    comments=(Comment(id="1", published_at=datetime(2026, 3, 1, tzinfo=UTC), text="Yes"),),
    found_by={"title": "css h1"},
    is_free=False,
)


def test_a_feed_is_read_as_it_was_written():
    out = io.BytesIO()
    feed = CsvExporter(out)
    feed.start_exporting()
    feed.export_item(ARTICLE)
    feed.finish_exporting()
    [line] = csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))
    assert (line["title"], line["authors"]) == ("'=cmd()", "Ada Byron; İ. Şahin")
    assert (line["published_at"], line["is_free"], line["views"]) == ("1938-07-04T06:30:00+00:00", "false", "")
    assert line["body_text"] == 'One "quote",\n\ntwo'
    assert line["links"] == '[{"url":"https://y.example/","text":"灯台","paragraph":null}]'
    assert '"published_at":"2026-03-01T00:00:00+00:00"' in line["comments"]
    assert line["found_by"] == '{"title":"css h1"}'
