"""What a crawl of a real WordPress must bring home, with a profile that names hosts and sources alone.

A post in several pages is one article, with every paragraph of all of them.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from posts import AUTHORS, CATEGORIES, TAGS, Post

from archive.schema import add_form_functions
from extract.urls.canonical import canonical_url


def told(post: Post, zone: str) -> dict[str, object]:
    """What must be read of a post."""
    texts = {"title": post.shown, "body_text": post.text}
    at = post.at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).isoformat()
    terms = {"categories": {path.rpartition("/")[2] for path in post.categories}, "tags": set(post.tags)}
    return texts | terms | {"authors": [AUTHORS[post.author]], "published_at": at}


def read(row: sqlite3.Row) -> dict[str, object]:
    """What was read, in the same form."""
    texts = {"title": row["title"], "body_text": row["body_text"]}
    terms = {name: set(json.loads(row[name])) for name in ("categories", "tags")}
    return texts | terms | {"authors": json.loads(row["authors"]), "published_at": row["published_at"]}


def wanted(story) -> list[Post]:
    """The posts that are public at first; pages are no articles, whether or not the profile tells them apart."""
    return [post for post in story.posts.values() if post.is_public and post.kind == "post"]


def listings(story) -> dict[str, int]:
    """The sitemaps' categories, tags and authors, where the profile does not tell them apart."""
    return {} if story.blog.name == "istanbul" else {"listing": len(CATEGORIES) + len(TAGS) + len(AUTHORS)}


def addresses(links: dict[str, str], keys: Iterable[str]) -> set[str]:
    return {canonical_url(links[key]) for key in keys}


def paths(story, links: dict[str, str], keys: Iterable[str]) -> set[str]:
    return {url.removeprefix(story.blog.url) for url in addresses(links, keys)}


def test_every_published_post_is_there_and_no_other(story):
    first = story.crawls["first"]
    assert first.code == 0, first.said
    assert set(first.articles) == addresses(story.links, (post.key for post in wanted(story)))


def test_each_post_has_its_title_author_date_terms_and_text_and_nothing_else(story):
    articles = story.crawls["first"].articles
    for post in wanted(story):
        assert read(articles[canonical_url(story.links[post.key])]) == told(post, story.blog.zone)


def test_what_asks_for_a_password_is_refused_and_nothing_else_is(story):
    locked = sum(post.status == "password" for post in story.posts.values())
    assert story.crawls["first"].refused == {"password-protected": locked} | listings(story)


def test_approved_comments_are_kept_beside_their_article(story):
    expected = {
        canonical_url(story.links[post.key]): [
            (reply.author, reply.text) for reply in post.comments if reply.approved
        ]
        for post in wanted(story)
        if post.comments
    }
    assert story.crawls["first"].comments == expected


def test_an_unchanged_blog_is_asked_for_its_sources_alone(story):
    unchanged = story.crawls["unchanged"]
    assert unchanged.code == 0, unchanged.said
    assert not unchanged.paths & paths(story, story.links, story.links)
    assert len(unchanged.answered) <= 12
    assert list(map(tuple, unchanged.articles.values())) == list(map(tuple, story.crawls["first"].articles.values()))


def test_a_changed_blog_is_asked_for_its_sources_and_what_changed(story):
    changed = story.crawls["changed"]
    posts = changed.paths & (
        paths(story, story.links, story.links) | paths(story, story.links_after, story.links_after)
    )
    before, after = (
        paths(story, links, story.edits.touched & set(links)) for links in (story.links, story.links_after)
    )
    assert posts <= before | after | paths(story, story.links, {story.edits.led_to})
    assert len(changed.answered) - len(posts) <= 20


def test_edits_are_exactly_the_edits(story):
    articles = story.crawls["changed"].articles
    edited = {url for url, row in articles.items() if row["versions"] > 1}
    assert edited == addresses(story.links_after, story.edits.changed)
    for key in story.edits.changed | story.edits.renamed:
        post = story.edits.after[key]
        assert read(articles[canonical_url(story.links_after[key])]) == told(post, story.blog.zone)


def test_what_was_published_since_is_new(story):
    first, changed = (set(story.crawls[name].articles) for name in ("first", "changed"))
    new = addresses(story.links_after, story.edits.published)
    assert changed - first - addresses(story.links_after, story.edits.renamed) == new
    for key in story.edits.published - {story.edits.published_now}:
        row, post = story.crawls["changed"].articles[canonical_url(story.links_after[key])], story.edits.after[key]
        assert read(row) == told(post, story.blog.zone)


def test_a_draft_has_the_time_of_its_publication(story):
    row = story.crawls["changed"].articles[canonical_url(story.links_after[story.edits.published_now])]
    began, ended = story.edited_at
    assert began <= datetime.fromisoformat(row["published_at"]) <= ended


def test_what_was_taken_down_is_gone_and_kept(story):
    first, changed = story.crawls["first"].articles, story.crawls["changed"].articles
    locked = canonical_url(story.links[story.edits.locked])
    gone = {url for url, row in changed.items() if row["gone_at"]} - {locked}
    assert gone == addresses(story.links, story.edits.gone)
    for url in gone:
        assert changed[url]["gone_status"] == (301 if url.endswith(f"{story.blog.host}/salt/") else 404)
        assert changed[url]["body_text"] == first[url]["body_text"]


def test_what_was_locked_is_gone_since_and_keeps_its_last_text(story):
    url = canonical_url(story.links[story.edits.locked])
    first, changed = story.crawls["first"].articles[url], story.crawls["changed"].articles[url]
    assert {name for name in changed.keys() if changed[name] != first[name]} == {"gone_at", "gone_status"}  # noqa: SIM118 - a sqlite3.Row iterates over values
    assert changed["gone_status"] == 200
    assert story.crawls["changed"].refused["password-protected"] == 1
    with closing(sqlite3.connect(story.data / "commentary.db")) as db:
        add_form_functions(db)
        query = "SELECT reason, status FROM absences JOIN articles ON articles.id = article WHERE articles.url = ?"
        assert db.execute(query, (url,)).fetchall() == [("password-protected", 200)]


def test_a_renamed_post_stays_one_article_with_both_addresses(story):
    db = sqlite3.connect(story.data / "commentary.db")
    query = "SELECT addresses.url FROM addresses JOIN articles ON articles.id = article WHERE articles.url = ?"
    for key in story.edits.renamed:
        old, new = canonical_url(story.links[key]), canonical_url(story.links_after[key])
        assert old not in story.crawls["changed"].articles
        assert {old, new} <= {row[0] for row in db.execute(query, (new,))}
    db.close()


def test_a_comment_is_no_edit_and_a_full_crawl_brings_it(story):
    url = canonical_url(story.links[story.edits.commented])
    later = [(reply.author, reply.text) for reply in story.edits.after[story.edits.commented].comments]
    changed, full = story.crawls["changed"], story.crawls["full"]
    before = changed.comments.get(url, [])
    assert full.comments[url] == [*before, *later]
    assert full.articles[url]["versions"] == 1


def test_a_full_crawl_finds_no_edit_that_the_one_before_did_not(story):
    changed, full = story.crawls["changed"].articles, story.crawls["full"].articles
    assert {url: row["versions"] for url, row in full.items()} == {
        url: row["versions"] for url, row in changed.items()
    }


def kept(crawl):
    """Return what the archive says of each article, without what each visit changes."""
    names = ("title", "body_text", "authors", "published_at", "categories", "tags", "versions", "gone_status")
    return {url: tuple(row[name] for name in names) for url, row in crawl.articles.items()}


def test_a_page_at_every_address_is_told_and_changes_no_article(story):
    full, soon = story.crawls["full"], story.crawls["soon"]
    assert soon.code == 3, soon.said
    assert "ALARM" in soon.said
    assert kept(soon) == kept(full)


def test_notices_before_lists_hide_nothing(story):
    full, notices = story.crawls["full"], story.crawls["notices"]
    assert notices.code == 0, notices.said
    assert kept(notices) == kept(full)


def test_the_crawl_after_such_days_looks_at_every_article_again_and_finds_no_edit(story):
    full, after = story.crawls["full"], story.crawls["after"]
    assert after.code == 0, after.said
    assert kept(after) == kept(full)


def test_no_answer_was_an_error_of_the_server(story):
    assert not [answer for crawl in story.crawls.values() for answer in crawl.answered if answer[0] >= 500]
