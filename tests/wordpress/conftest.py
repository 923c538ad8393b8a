"""A real WordPress, twice, with the crawls of it that the tests look at.

fill | crawl | crawl | edit | crawl | crawl --full | crawls on days when it shows something else

and what the archive said after each.
"""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from acts import fill
from blog import Blog, Database
from edits import Edits, make_edits
from posts import Post, make_posts

from archive.schema import add_form_functions

DATES, NAMES = "/%year%/%monthnum%/%day%/%postname%/", "/%postname%/"
# A theme of blocks and a classic one, east and west of Greenwich, dated addresses and bare names.
BLOGS = {
    "istanbul": {"zone": "Europe/Istanbul", "theme": "twentytwentythree", "permalinks": DATES},
    "new_york": {"zone": "America/New_York", "theme": "twentytwentyone", "permalinks": NAMES},
}
PROFILE = """\
title = "The Quiet Pier"
hosts = ["{host}"]
timezone = "{zone}"
delay = 0
{articles}
[[sources]]
kind = "sitemap"
url = "{url}/wp-sitemap.xml"

[[sources]]
kind = "feed"
url = "{url}/feed/"

[[sources]]
kind = "wordpress"
url = "{url}/wp-json/wp/v2/posts?per_page=100&_fields=link,modified_gmt"
"""
# Pages are articles unless a profile tells them apart by their address, as only dated ones allow.
ARTICLES = {DATES: r"articles = '/\d{4}/\d\d/\d\d/[^/]+/$'", NAMES: ""}


@dataclass(frozen=True, kw_only=True)
class Crawl:
    """What one crawl asked for, as the server counted, and what the archive held after it."""

    code: int
    said: str
    answered: list[tuple[int, str]]
    articles: dict[str, sqlite3.Row]
    comments: dict[str, list[tuple[str, str]]]
    refused: Counter[str]

    @property
    def paths(self) -> set[str]:
        return {path for _, path in self.answered}


@dataclass(frozen=True, kw_only=True)
class Story:
    """A blog's posts and edits, where each post is before and after them, and its crawls by name."""

    blog: Blog
    posts: dict[str, Post]
    edits: Edits
    links: dict[str, str]
    links_after: dict[str, str]
    edited_at: tuple[datetime, datetime]
    crawls: dict[str, Crawl]
    data: Path


STORIES = pytest.StashKey[dict[str, Story]]()


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    # A socket's path must be short, and pytest's own folders are not.
    folder = Path(tempfile.mkdtemp(prefix="commentary-"))
    try:
        with Database(folder) as server:
            yield server
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def stories(request: pytest.FixtureRequest, database: Database) -> Iterator[dict[str, Story]]:
    """Both blogs at once, since a crawl waits for its blog most of the time."""
    with ExitStack() as opened, ThreadPoolExecutor() as threads:
        blogs = [opened.enter_context(Blog(database, name, **setup)) for name, setup in BLOGS.items()]
        told = dict(zip(BLOGS, threads.map(tell, blogs), strict=True))
        request.config.stash[STORIES] = told
        yield told


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what each crawl cost the blogs."""
    for name, story in config.stash.get(STORIES, {}).items():
        asked = ", ".join(f"{crawl} {len(each.answered)}" for crawl, each in story.crawls.items())
        terminalreporter.write_line(f"requests to {name} by crawl: {asked}")


@pytest.fixture(params=BLOGS)
def story(request: pytest.FixtureRequest, stories: dict[str, Story]) -> Story:
    return stories[request.param]


def tell(blog: Blog) -> Story:
    """Fill a blog and edit it, and crawl it before and after."""
    posts = make_posts()
    edits = make_edits(posts)
    data = blog.root.with_name(f"{blog.name}-data")
    (data / "sites").mkdir(parents=True)
    given = {"host": blog.host, "url": blog.url, "zone": blog.zone, "articles": ARTICLES[blog.permalinks]}
    (data / "sites" / f"{blog.name}.toml").write_text(PROFILE.format(**given), "utf-8")
    links = blog.act(fill(posts))
    crawls = {"first": crawl(blog, data), "unchanged": crawl(blog, data)}
    began = datetime.now(UTC).replace(microsecond=0)
    links_after = blog.act(edits.acts)
    ended = datetime.now(UTC)
    crawls |= {"changed": crawl(blog, data), "full": crawl(blog, data, "--full")}
    for day in ("soon", "notices"):
        blog.show(day)
        crawls[day] = crawl(blog, data, "--full")
    blog.show("quiet")
    crawls["after"] = crawl(blog, data)
    return Story(
        blog=blog,
        posts={post.key: post for post in posts},
        edits=edits,
        links=links,
        links_after=links_after,
        edited_at=(began, ended),
        crawls=crawls,
        data=data,
    )


def crawl(blog: Blog, data: Path, *options: str) -> Crawl:
    before = len(blog.answered())
    words = [sys.executable, "-m", "commentary", "crawl", blog.name, "--data", str(data), *options]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    db = sqlite3.connect(data / "commentary.db")
    add_form_functions(db)
    db.row_factory = sqlite3.Row
    try:
        last = db.execute("SELECT id FROM runs ORDER BY started_at DESC LIMIT 1").fetchone()["id"]
        return Crawl(
            code=done.returncode,
            said=done.stdout + done.stderr,
            answered=blog.answered()[before:],
            articles={row["url"]: row for row in rows(db, STORED)},
            comments=comments_of(db),
            refused=Counter(row["reason"] for row in rows(db, REFUSED, last)),
        )
    finally:
        db.close()


STORED = "SELECT articles.*, body_text FROM articles JOIN versions ON versions.id = articles.version"
REFUSED = """
SELECT reason FROM readings JOIN captures ON id = capture
WHERE run = ? AND reason IS NOT NULL AND outcome <> 'part'
"""
COMMENTS = "SELECT url, author, text FROM comments JOIN articles ON articles.id = article ORDER BY position"


def rows(db: sqlite3.Connection, query: str, *given: Any) -> list[sqlite3.Row]:
    return db.execute(query, given).fetchall()


def comments_of(db: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows(db, COMMENTS):
        found.setdefault(row["url"], []).append((row["author"], row["text"]))
    return found
