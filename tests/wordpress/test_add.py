"""`commentary add` writes the profile of a real WordPress of three themes: each post is read as it was written."""

import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from acts import fill
from blog import Blog
from posts import make_posts
from test_wordpress import read, told

from archive.schema import add_form_functions
from conftest import DATES, STORED, rows
from extract.urls.canonical import canonical_url

ZONES = {"istanbul": "Europe/Istanbul", "new_york": "America/New_York", "nairobi": "Africa/Nairobi"}


@dataclass(frozen=True)
class Added:
    """A blog, its profile as it was written, and what a crawl by it read, by URL."""

    blog: Blog
    profile: dict
    articles: dict


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
    """Add a blog from its URL and crawl it."""
    command("add", blog.url, "--yes", "--name", blog.name, "--data", data)
    command("sites", "--check", "--data", data)
    command("crawl", blog.name, "--data", data)
    with closing(sqlite3.connect(Path(data) / "commentary.db")) as db:
        add_form_functions(db)
        db.row_factory = sqlite3.Row
        articles = {row["url"]: read(row) for row in rows(db, STORED)}
    profile = tomllib.loads((Path(data) / "sites" / f"{blog.name}.toml").read_text("utf-8"))
    return Added(blog, profile, articles)


def assert_profile(added):
    assert added.profile["timezone"] == ZONES[added.blog.name]
    assert {source["kind"] for source in added.profile["sources"]} == {"sitemap", "feed", "wordpress"}
    assert added.profile["hosts"] == [added.blog.host]
    assert added.profile["title"] == "The Quiet Pier"


def test_every_post_of_a_theme_that_no_rule_knows_is_read_as_it_was_written(third, tmp_path):
    blog, links = third
    added = add(blog, str(tmp_path))
    assert_profile(added)
    posts = [post for post in make_posts() if post.is_public and post.kind == "post"]
    written = {canonical_url(links[post.key]): told(post, blog.zone) for post in posts}
    assert added.articles == written


def test_the_posts_of_the_other_themes_are_read_as_by_the_profile_that_names_hosts_and_sources_alone(story, tmp_path):
    added = add(story.blog, str(tmp_path))
    assert_profile(added)
    before = {url: read(row) for url, row in story.crawls["after"].articles.items()}
    assert {url: added.articles.get(url) for url in before if url in added.articles} == {
        url: values for url, values in before.items() if url in added.articles
    }
    assert len(added.articles) >= len(before) - len(story.edits.touched)
