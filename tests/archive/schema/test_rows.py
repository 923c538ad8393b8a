from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from archive.schema.columns import FORMS
from archive.schema.comparison import COMPARED, PICTURES_AND_LINKS
from archive.schema.keys import article_id
from archive.schema.rows import (
    capture_of,
    capture_row,
    content_of,
    host_of,
    link_rows,
    reading_row,
    refusal_row,
    to_sql,
    version_row,
)
from archive.schema.rule_sets import stored_reading
from archive.schema.tables import TABLES
from archive.warc.capture import Capture
from extract.article import Article, Comment, Hyperlink, Image

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARTICLE = Article(
    url="https://x.example/a/?utm_source=y",
    canonical_url="https://x.example/a/",
    title="Title",
    authors=("Ada", "Grace"),
    published_at=NOON,
    body_text="Text.",
    body_markdown="*Text.*",
    body_html="<p><em>Text.</em></p>",
    links=(Hyperlink(url="https://www.imf.example/", text="a report"),),
    images=(Image(url="https://x.example/i.png"),),
)
CAPTURE = Capture(
    id="urn:uuid:1",
    run="r",
    site="x",
    url="https://x.example/a/?utm_source=y",
    captured_at=NOON,
    status=301,
    content_type="text/html",
    bytes=9,
    payload_digest="sha1:A",
    warc="r.warc.gz",
    offset=0,
    length=1,
    redirect_url="https://x.example/b/#top",
)

# What a page shows beside the text: other values of these make no other version.
NO_CONTENT = {
    "url": "https://x.example/other/",
    "canonical_url": "https://x.example/other/",
    "updated_at": NOON,
    "updated_text": "today",
    "views": 7,
    "views_text": "7",
    "views_rounded": True,
    "reading_minutes": 3,
    "comment_count": 1,
    "breadcrumbs": ("Home",),
    "site_name": "X",
    "previous_url": "https://x.example/p/",
    "next_url": "https://x.example/n/",
    "comments": (Comment(id="1", published_at=NOON),),
    "found_by": {"title": "css h1"},
    # The same as the text, with its structure.
    "body_markdown": "other",
    "body_html": "<p>other</p>",
    "word_count": 9,
    "published_text": "1st of March",
}


def version_id(article: Article) -> str:
    return version_row(article, CAPTURE)["id"]


@pytest.mark.parametrize("name", NO_CONTENT)
def test_what_is_no_content_does_not_change_the_version(name):
    assert version_id(replace(ARTICLE, **{name: NO_CONTENT[name]})) == version_id(ARTICLE)


OTHER = {
    "authors": ("Grace", "Ada"),
    "published_at": NOON.replace(year=2000),
    "categories": ("Trade",),
    "tags": ("ports",),
    "images": (),
    "links": (),
}


@pytest.mark.parametrize("name", sorted({*COMPARED} - {"published_text"}))
def test_all_content_changes_the_version(name):
    assert version_id(replace(ARTICLE, **{name: OTHER.get(name, "other")})) != version_id(ARTICLE)


def test_every_field_of_an_article_is_stored():
    row = {**version_row(ARTICLE, CAPTURE), **reading_row(ARTICLE, CAPTURE, revision="r1", version="v")}
    # The blocks are the pieces of the body's text, which its Markdown and HTML hold with their structure.
    packed = {"body_text", *FORMS, *PICTURES_AND_LINKS}
    assert {field.name for field in fields(Article)} - {"url", "blocks", *packed} <= row.keys()
    assert content_of(row)["body_text"] == ARTICLE.body_text
    assert tuple(content_of(row)[name] for name in FORMS) == ("*Text.*", "<p><em>Text.</em></p>")
    assert [content_of(row)[name] for name in PICTURES_AND_LINKS] == [to_sql(ARTICLE.images), to_sql(ARTICLE.links)]


def test_the_id_of_a_version_stays_what_it_is():
    assert (
        version_id(Article(url="u", canonical_url="u", title="Title", body_text="Text."))
        == "1b9d517fc25d1992a59e0bda11aeeac1"
    )


def test_rows_have_the_columns_of_their_tables():
    assert tuple(version_row(ARTICLE, CAPTURE)) == TABLES["versions"].stored
    reading = reading_row(ARTICLE, CAPTURE, revision="r1", version="v")
    stored, rules = stored_reading(reading | {"found_by": '{"title": "css h1"}'})
    assert stored.keys() == TABLES["readings"].columns.keys()
    assert [each.keys() for each in rules] == [TABLES["rule_sets"].columns.keys()]
    assert stored_reading(refusal_row(CAPTURE, "error", "why", "r1"))[1] == []
    assert refusal_row(CAPTURE, "error", "why", "r1").keys() == reading.keys()
    assert capture_row(CAPTURE).keys() == TABLES["captures"].columns.keys() - {"found"}


def test_a_capture_comes_back_from_its_row():
    row = capture_row(CAPTURE)
    assert (row["address"], row["redirect_address"]) == ("https://x.example/a/", "https://x.example/b/")
    assert capture_of(row) == CAPTURE


def test_the_id_of_an_article_is_exact_in_javascript():
    assert article_id("https://x.example/a/") == article_id("https://x.example/a/") < 2**52


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.IMF.example/r", "imf.example"),
        ("https://straße.example/r", "xn--strae-oqa.example"),
        ("mailto:a@b.example", ""),
        ("http://[broken", ""),
    ],
)
def test_the_host_of_a_link_is_told_without_www(url, host):
    assert host_of(url) == host


def test_a_link_has_its_host_and_the_registered_domain_of_that():
    urls = ("https://edition.cnn.com/x", "https://www.bbc.co.uk/y", "mailto:a@b.example", "https://www.gov.uk/")
    rows = link_rows(7, [{"url": url, "text": "t"} for url in urls])
    assert [(row["host"], row["domain"]) for row in rows] == [
        ("edition.cnn.com", "cnn.com"),
        ("bbc.co.uk", "bbc.co.uk"),
        ("", ""),
        ("gov.uk", "gov.uk"),
    ]
    assert all(row.keys() == TABLES["links"].columns.keys() for row in rows)
