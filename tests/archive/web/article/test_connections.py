"""What an article cites, and who cites it, whatever form of an address a link has."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive.store import Archive
from archive.web.article.connections import gather_connections, variants
from archive.web.server import open_datasette
from extract.article import Article, Hyperlink

HOME = "https://review.example"
PAPER = Article(
    url=f"{HOME}/paper/", canonical_url=f"{HOME}/paper/", title="Paper", body_text="Words of a paper.",
    published_at=datetime(2026, 1, 5, tzinfo=UTC), published_precision="day",
)  # fmt: skip


def link(url, text="there"):
    return Hyperlink(url=url, text=text, paragraph=1)


def essay(name, *links):
    url = f"{HOME}/{name}/"
    return replace(PAPER, url=url, canonical_url=url, title=name.title(), body_text=f"Of {name}.", links=links)


@pytest.fixture
def connections(monday, tmp_path):
    """Return a function that gives the connections of the article with this title."""
    essays = (
        essay("first", link("http://www.review.example/paper?utm_source=x#top"), link(f"{HOME}/paper/", "again")),
        essay("second", link(f"{HOME}/paper/?page=2"), link(f"{HOME}/paper-two/"), link("mailto:a@example.org")),
        essay(
            "third", link("https://a.example/1"), link("https://sub.a.example/2", "two"), link("https://b.example/")
        ),
        essay("fourth", link(f"{HOME}/fourth/#notes"), *(link(f"https://b.example/{n}", f"{n}") for n in range(60))),
    )
    with Archive.open(tmp_path) as archive:
        crawl = monday(archive)
        crawl.read(PAPER, *essays)
        crawl.finish()
    with open_datasette(tmp_path) as datasette:
        database = datasette.get_database("commentary")

        def find(title):
            query = "SELECT id FROM articles WHERE title = ?"
            key = asyncio.run(database.execute(query, [title])).single_value()
            return asyncio.run(gather_connections(database, key))

        yield find


def test_an_article_is_cited_by_each_that_links_to_it_once_with_the_words_of_its_links(connections):
    found = connections("Paper")
    assert [(each.article["title"], each.texts) for each in found.cited_by] == [("First", ["there", "again"])]
    assert found.articles == []


def test_links_to_articles_of_the_archive_are_apart_from_those_to_other_domains(connections):
    found = connections("First")
    assert [(each.article["title"], each.texts) for each in found.articles] == [("Paper", ["there", "again"])]
    assert found.domains == []
    domains = connections("Third").domains
    assert [(each.domain, each.links, each.more) for each in domains] == [
        ("a.example", [("https://a.example/1", "there"), ("https://sub.a.example/2", "two")], 0),
        ("b.example", [("https://b.example/", "there")], 0),
    ]


def test_a_link_to_itself_is_no_citation_and_many_links_to_one_domain_are_counted(connections):
    found = connections("Fourth")
    assert (found.articles, found.cited_by) == ([], [])
    (domain,) = found.domains
    assert (len(domain.links), domain.more) == (50, 10)


def test_a_table_that_is_missing_is_told_in_words(monday, tmp_path):
    with Archive.open(tmp_path) as archive:
        monday(archive).finish()
    with closing(sqlite3.connect(tmp_path / "commentary.db")) as db:
        db.execute("DROP TABLE links")
    with open_datasette(tmp_path) as datasette:
        found = asyncio.run(gather_connections(datasette.get_database("commentary"), 1))
    assert found.problem.startswith("What this article cites, and who cites it, cannot be shown: no such table")


def test_an_address_has_few_forms_and_its_own_comes_first():
    assert variants("https://www.a.example/b/?utm_source=x") == (
        "https://www.a.example/b/",
        "http://www.a.example/b/",
        "https://a.example/b/",
        "http://a.example/b/",
        "https://www.a.example/b",
        "http://www.a.example/b",
        "https://a.example/b",
        "http://a.example/b",
    )
    assert variants("mailto:a@b.example") == ("mailto:a@b.example",)
    assert len(variants("https://a.example/?p=7")) == 4
