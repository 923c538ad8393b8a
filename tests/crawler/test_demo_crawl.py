"""The main job end to end: two days of the demo site, crawled by the real command, compared with what was written."""

import json
import sqlite3
from contextlib import closing

import pytest

from archive.schema import add_form_functions
from archive.warc.records import Recorded
from archive.warc.writer import read_records
from extract.urls.canonical import canonical_url

WORDS = " ".join


def rows(data, query, *parameters):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        db.row_factory = sqlite3.Row
        return db.execute(query, parameters).fetchall()


def address(two_days, post):
    return canonical_url(two_days.demo.url + post.path)


def articles(two_days):
    return {
        row["url"]: row
        for row in rows(
            two_days.data, "SELECT * FROM articles JOIN article_texts USING (id, url) WHERE gone_at IS NULL"
        )
    }


def as_written(post):
    """What of a post makes a version, the text of all its pages with it."""
    return {
        "title": post.title or None,
        "subtitle": post.tagline or None,
        "authors": post.authors,
        "published_at": post.published_at,
        "categories": post.categories,
        "tags": post.tags,
        "language": post.language,
        "source_url": post.source_url,
        "paragraphs": post.paragraphs,
    }


def test_both_crawls_end_well_and_say_what_they_did(two_days):
    first, second = two_days.said
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    stored = sum(post.outcome == "article" for post in two_days.posts(1))
    assert f"{stored} new, 0 changed, 0 unchanged" in first.stdout
    assert "Traceback" not in first.stderr + second.stderr
    assert "WARNING" not in first.stderr + second.stderr


def test_every_post_that_is_an_article_is_stored_and_no_other(two_days):
    written = {address(two_days, post) for post in two_days.posts(2) if post.outcome == "article"}
    assert set(articles(two_days)) == written


def test_every_article_says_what_was_written(two_days):
    stored = articles(two_days)
    wrong = []
    for post in two_days.posts(2):
        if post.outcome != "article":
            continue
        row = stored[address(two_days, post)]
        read = {
            "title": row["title"] or None,
            "authors": tuple(json.loads(row["authors"])),
            "published_at": row["published_at"],
            "updated_at": row["updated_at"],
            "categories": tuple(json.loads(row["categories"])),
            "tags": tuple(json.loads(row["tags"])),
            "views": row["views"],
            "comment_count": row["comment_count"],
            "language": row["language"],
            "source_url": row["source_url"],
        }
        written = {
            "title": post.title or None,
            "authors": post.authors,
            "published_at": post.published_at.isoformat(),
            "updated_at": post.updated_at.isoformat(),
            "categories": post.categories,
            "tags": post.tags,
            "views": post.views_shown,
            "comment_count": len(post.comments),
            "language": post.language,
            "source_url": post.source_url,
        }
        wrong += [(post.path, name, read[name], written[name]) for name in read if read[name] != written[name]]
    assert wrong == []


def test_no_paragraph_of_an_author_is_lost(two_days):
    stored = articles(two_days)
    lost = [
        (post.path, text)
        for post in two_days.posts(2)
        if post.outcome == "article"
        for text in post.paragraphs
        if WORDS(text.split()) not in WORDS(stored[address(two_days, post)]["body_text"].split())
    ]
    assert lost == []


def test_an_article_over_three_pages_is_one(two_days):
    (post,) = (post for post in two_days.posts(2) if len(post.pages) == 3)
    url = address(two_days, post)
    (article,) = rows(
        two_days.data, "SELECT * FROM articles JOIN article_texts USING (id, url) WHERE url LIKE ?", f"{url}%"
    )
    assert (article["url"], article["page_count"], article["cut_off"], article["versions"]) == (url, 3, None, 1)
    paragraphs = [paragraph for paragraph in article["body_text"].split("\n\n") if paragraph in post.paragraphs]
    assert tuple(paragraphs) == post.paragraphs
    resolved = rows(two_days.data, "SELECT url FROM addresses WHERE article = ? ORDER BY url", article["id"])
    assert [row["url"] for row in resolved] == [url, f"{url}2/", f"{url}3/"]
    # Each day asked for every page once, and for the third only because the second named it.
    for asked in two_days.asked:
        assert [path for path in asked if path.startswith(post.path)] == [
            post.path,
            f"{post.path}2/",
            f"{post.path}3/",
        ]


def test_an_edit_is_recorded_where_a_text_was_edited_and_nowhere_else(two_days):
    before = {post.id: post for post in two_days.posts(1) if post.outcome == "article"}
    edited = {
        address(two_days, post)
        for post in two_days.posts(2)
        if post.id in before and as_written(post) != as_written(before[post.id])
    }
    assert {row["article"] for row in rows(two_days.data, "SELECT article FROM history")} == edited
    assert edited


def test_more_views_and_comments_are_no_edit_but_are_stored(two_days):
    before = {post.id: post for post in two_days.posts(1)}
    more = {
        address(two_days, post): (before[post.id].views_shown, post.views_shown)
        for post in two_days.posts(2)
        if post.outcome == "article" and post.id in before and post.views_shown != before[post.id].views_shown
    }
    for url, (then, now) in more.items():
        counts = rows(two_days.data, "SELECT views FROM view_counts WHERE article = ? ORDER BY captured_at", url)
        assert [row["views"] for row in counts] == [views for views in (then, now) if views is not None]
    assert more


def test_withdrawn_and_deleted_articles_are_marked_gone_and_kept(two_days):
    after = {post.id for post in two_days.posts(2)}
    taken_down = {address(two_days, post) for post in two_days.posts(1) if post.id not in after}
    gone = rows(
        two_days.data,
        "SELECT url, gone_status, body_text"
        " FROM articles JOIN article_texts USING (id, url) WHERE gone_at IS NOT NULL",
    )
    assert {row["url"] for row in gone} == taken_down
    assert {row["gone_status"] for row in gone} == {404, 410}
    assert all(row["body_text"] for row in gone)


def test_a_renamed_slug_stays_one_article_under_both_addresses(two_days):
    after = {post.id: post for post in two_days.posts(2)}
    renamed = [
        (address(two_days, post), address(two_days, after[post.id]))
        for post in two_days.posts(1)
        if post.id in after and after[post.id].path != post.path
    ]
    query = (
        "SELECT articles.url FROM addresses JOIN articles ON articles.id = addresses.article WHERE addresses.url = ?"
    )
    for old, new in renamed:
        assert [row["url"] for row in rows(two_days.data, query, old)] == [new]
        assert rows(two_days.data, "SELECT versions FROM articles WHERE url = ?", new)[0]["versions"] >= 1
    assert renamed


def test_no_page_is_asked_for_twice_in_a_run(two_days):
    for asked in two_days.asked:
        assert sorted(asked) == sorted(set(asked))


def test_robots_txt_is_asked_for_first_and_kept(two_days):
    for asked in two_days.asked:
        assert asked[0] == "/robots.txt"
    kept = rows(two_days.data, "SELECT url FROM captures WHERE source_kind = 'robots'")
    assert [row["url"] for row in kept] == [f"{two_days.demo.url}/robots.txt"] * 2


def test_nothing_that_robots_txt_disallows_is_asked_for(two_days):
    assert not [path for asked in two_days.asked for path in asked if path.startswith(("/wp-admin", "/private"))]


def test_where_an_article_was_found_is_kept_for_each_source(two_days):
    newest = address(two_days, two_days.posts(2)[0])
    kinds = rows(two_days.data, "SELECT DISTINCT source_kind FROM sources WHERE url = ? ORDER BY 1", newest)
    assert {row["source_kind"] for row in kinds} >= {"feed", "listing", "sitemap", "wordpress"}


def test_every_answer_is_in_the_warc_and_in_the_database(two_days):
    kept = [
        entry.capture.id
        for path in sorted((two_days.data / "warc").iterdir())
        for entry in read_records(path)
        if isinstance(entry, Recorded)
    ]
    assert len(kept) == sum(map(len, two_days.asked))
    assert sorted(kept) == sorted(row["id"] for row in rows(two_days.data, "SELECT id FROM captures"))


@pytest.mark.parametrize("day", [1, 2])
def test_the_summary_agrees_with_what_the_site_was_asked(two_days, day):
    run = rows(two_days.data, "SELECT * FROM runs ORDER BY started_at, id")[day - 1]
    summary = json.loads(run["summary"])
    assert (run["status"], run["requests"]) == ("finished", len(two_days.asked[day - 1]))
    assert sum(summary["statuses"].values()) == run["captures"] == run["requests"]
    assert summary["asked"] == summary["pages"] + summary["failed"] + summary["skipped"]
