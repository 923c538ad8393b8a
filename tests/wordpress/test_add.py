"""`commentary add` writes the profile of a real WordPress of three themes: each post is read as it was written."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from acts import fill
from blog import Blog
from posts import make_posts
from test_wordpress import read, told

from archive.ask import newest_pages, open_reads
from archive.schema import add_form_functions
from commentary.cli.check import failed_examples
from commentary.cli.proposal import read_pages
from conftest import DATES, STORED, rows
from extract.urls.canonical import canonical_url
from sites import load_site

ZONES = {"istanbul": "Europe/Istanbul", "new_york": "America/New_York", "nairobi": "Africa/Nairobi"}


# Of each blog, so that the tests stay cheap.
MOST_PAGES = 60


@pytest.fixture(scope="module")
def third(database):
    """A blog with the theme that the other tests do not have."""
    setup = {"zone": ZONES["nairobi"], "theme": "twentytwentytwo", "permalinks": DATES}
    with Blog(database, "nairobi", **setup) as blog:
        yield blog, blog.act(fill(make_posts()))


def command(*words, code=0):
    done = subprocess.run([sys.executable, "-m", "commentary", *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def add(blog, data):
    """Add a blog from its URL, and return the site of its profile."""
    command("add", blog.url, "--yes", "--name", blog.name, "--data", str(data))
    site = load_site(blog.name, data / "sites")
    assert list(failed_examples(site, data / "sites")) == []
    assert site.examples
    assert site.timezone == ZONES[blog.name]
    assert {source.kind for source in site.sources} == {"sitemap", "feed", "wordpress"}
    assert site.hosts == (blog.host,)
    assert site.title == "The Quiet Pier"
    return site


def values_of(article):
    """What is compared of an article, None for a page that is none."""
    if article is None:
        return None
    texts = (article.title, article.body_text, article.published_at, article.authors)
    return (*texts, set(article.categories), set(article.tags))


def test_every_post_of_a_theme_that_no_rule_knows_is_read_as_it_was_written(third, tmp_path):
    blog, links = third
    add(blog, tmp_path)
    command("crawl", blog.name, "--data", str(tmp_path), "--max-pages", str(MOST_PAGES), code=3)
    with closing(sqlite3.connect(tmp_path / "commentary.db")) as db:
        add_form_functions(db)
        db.row_factory = sqlite3.Row
        articles = {row["url"]: read(row) for row in rows(db, STORED)}
    posts = [post for post in make_posts() if post.is_public and post.kind == "post"]
    written = {canonical_url(links[post.key]): told(post, blog.zone) for post in posts}
    assert len(articles) > MOST_PAGES / 2
    assert articles == {url: written.get(url) for url in articles}


def test_the_posts_of_the_other_themes_are_read_as_by_the_profile_that_names_hosts_and_sources_alone(story, tmp_path):
    site, plain = add(story.blog, tmp_path), load_site(story.blog.name, story.data / "sites")
    with open_reads(story.data) as reads:
        pages, _ = newest_pages(reads, plain, MOST_PAGES)
    assert len(pages) == MOST_PAGES
    assert [values_of(each) for each in read_pages(site, pages)] == [
        values_of(each) for each in read_pages(plain, pages)
    ]
