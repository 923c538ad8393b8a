"""Every page of the demo site, read with the demo's profile, beside the truth it was made of."""

from datetime import UTC, datetime

import pytest

from commentary.demo.days import site_on_day
from commentary.demo.site_texts import SITE_TITLE
from extract.errors import NotAnArticle
from extract.page import Page
from extract.profile.parser import parse_site
from extract.read import read_article
from extract.urls.canonical import canonical_url
from sites import load_defaults

FETCHED_AT = datetime(2026, 6, 20, tzinfo=UTC)


def read(site, fetch, post):
    url = site.url + post.path
    reply = fetch(url)
    page = Page(
        url=url,
        fetched_at=FETCHED_AT,
        content_type=reply.headers["content-type"],
        body=reply.body,
        status=reply.status,
        headers=reply.headers,
    )
    return read_article(page, parse_site("demo", site.profile(), defaults=load_defaults()))


def articles(number):
    return [post for post in site_on_day(number).posts if post.outcome == "article"]


def expected(site, post):
    older, newer = site.blog.neighbours(post)
    shown = post.kind != "sponsored"
    return {
        "canonical_url": canonical_url(site.url + post.path),
        "title": post.title or None,
        "subtitle": post.tagline or None,
        "authors": post.authors,
        "published_at": post.published_at,
        "updated_at": post.updated_at,
        "views": post.views_shown,
        "views_text": post.views_text,
        "reading_minutes": post.reading_minutes if shown else None,
        "comment_count": len(post.comments),
        "categories": post.categories,
        "tags": post.tags,
        "language": post.language,
        "site_name": SITE_TITLE,
        "body_text": post.body_text,
        "source_url": post.source_url,
        "source_text": post.source_text,
        "previous_url": canonical_url(site.url + older.path) if older else None,
        "next_url": canonical_url(site.url + newer.path) if newer else None,
        "comments": [(comment.author, comment.published_at, comment.text) for comment in post.comments],
    }


def found(article, names):
    values = {name: getattr(article, name) for name in names}
    values["comment_count"] = article.comment_count or 0
    values["comments"] = [(one.author, one.published_at, " ".join(one.text.split())) for one in article.comments]
    for name in ("previous_url", "next_url"):
        values[name] = canonical_url(values[name]) if values[name] else None
    return values


@pytest.mark.parametrize("post", articles(1), ids=lambda post: post.slug)
def test_an_article_is_read_as_it_was_written(first_day, fetch, post):
    wanted = expected(first_day, post)
    assert found(read(first_day, fetch, post), wanted) == wanted


@pytest.mark.parametrize("post", articles(2), ids=lambda post: post.slug)
def test_an_article_is_read_as_it_was_written_a_day_later(second_day, fetch, post):
    wanted = expected(second_day, post)
    assert found(read(second_day, fetch, post), wanted) == wanted


@pytest.mark.parametrize(
    "post", [post for post in site_on_day(2).posts if post.outcome == "refused"], ids=lambda post: post.slug
)
def test_a_post_that_must_be_refused_is_no_article(second_day, fetch, post):
    with pytest.raises(NotAnArticle):
        read(second_day, fetch, post)


def test_a_count_in_thousands_is_known_to_be_rounded(first_day, fetch):
    rounded = {post.slug: read(first_day, fetch, post).views_rounded for post in articles(1) if post.views_text}
    assert rounded == {
        post.slug: "k" in post.views_text or "M" in post.views_text for post in articles(1) if post.views_text
    }
