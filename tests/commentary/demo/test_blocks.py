"""The blocks of each post of the demo site, read with its profile, are the post's text."""

from datetime import UTC, datetime

import pytest

from commentary.demo.blog import Blog
from commentary.demo.days import site_on_day
from commentary.demo.profile import demo_profile
from commentary.demo.routes import Routes
from disagreements import disagreements
from extract.page import Page
from extract.profile.parser import parse_site
from extract.read import read_article
from sites import load_defaults

FETCHED_AT = datetime(2026, 6, 20, tzinfo=UTC)
URL = "http://127.0.0.1:8000"


@pytest.mark.parametrize("day", [1, 2])
def test_the_blocks_of_every_post_are_its_text(day):
    blog = Blog(site_on_day(day), URL)
    routes, site = Routes(blog), parse_site("demo", demo_profile(URL), defaults=load_defaults())
    read, wrong = 0, {}
    for post in blog.posts:
        if post.outcome != "article":
            continue
        response = routes.respond(post.path, {})
        page = Page(
            url=blog.url(post.path), fetched_at=FETCHED_AT, content_type=response.content_type, body=response.body
        )
        article = read_article(page, site)
        read += len(article.blocks)
        if found := disagreements(article):
            wrong[post.path] = found
    assert wrong == {}
    assert read > 100
