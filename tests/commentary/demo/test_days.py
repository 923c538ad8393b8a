"""What a day changes on the demo site: in the truth, and in every place where the site tells of it."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from commentary.demo.days import site_on_day
from commentary.demo.generated_posts import generate_posts

FIRST = {post.id: post for post in site_on_day(1).posts}
SECOND = {post.id: post for post in site_on_day(2).posts}
KEPT = FIRST.keys() & SECOND.keys()
EDITED = {
    number
    for number in KEPT
    if replace(SECOND[number], views=0, comments=()) != replace(FIRST[number], views=0, comments=())
}
SILENT = {number for number in EDITED if SECOND[number].slug == "counting-boots-is-not-a-plan"}
MIDNIGHT = datetime(2026, 6, 16, tzinfo=UTC)


def slugs(numbers):
    return {SECOND[number].slug for number in numbers}


def test_there_is_no_third_day():
    with pytest.raises(ValueError, match="not 3"):
        site_on_day(3)


@pytest.mark.parametrize(("number", "whole"), [(1, FIRST), (2, SECOND)])
def test_a_site_of_few_essays_has_the_newest_and_every_other_post(number, whole):
    essays = {post.id for post in generate_posts()}
    few = {post.id: post for post in site_on_day(number, 20).posts}
    assert few == {post.id: post for post in site_on_day(number).posts if post.id in few}
    assert whole.keys() - few.keys() == set(sorted(essays)[:-20])


def test_seven_posts_are_edited_two_go_and_six_come():
    assert slugs(EDITED) == {
        "the-quiet-coast-guard",
        "a-forecast-for-the-amber-gulf",
        "will-the-winter-ranges-stay-open",
        "port-ayu-after-dark",
        "correction-the-date-of-the-flood",
        "lighthouse-diplomacy-small-signals-in-the-sorrel-strait",
        "counting-boots-is-not-a-plan",
    }
    assert sorted(site_on_day(2).gone.values()) == [404, 410]
    assert slugs(SECOND.keys() - FIRST.keys()) == {
        "a-vote-by-two-voices",
        "who-lit-the-schools",
        "five-questions-about-the-reindeer",
        "the-annex-has-been-found",
        "day-in-pictures-the-moved-fence",
        "from-our-shelves-what-a-harbour-master-knows",
    }


def test_an_edit_changes_the_text_and_moves_the_modified_time_unless_it_is_silent():
    for number in KEPT:
        before, after = FIRST[number], SECOND[number]
        changed = (before.title, before.paragraphs) != (after.title, after.paragraphs)
        assert changed == (number in EDITED), before.slug
        assert (after.updated_at > MIDNIGHT) == (number in EDITED - SILENT), before.slug
        assert (after.updated_at == before.updated_at) == (number not in EDITED - SILENT), before.slug


def test_one_new_post_has_the_text_of_an_older_one():
    by_slug = {post.slug: post.paragraphs for post in SECOND.values()}
    copied = by_slug["from-our-shelves-what-a-harbour-master-knows"]
    assert copied[1:] == by_slug["what-a-harbour-master-knows"]


def test_edits_are_of_every_size():
    by_slug = {SECOND[number].slug: (FIRST[number], SECOND[number]) for number in EDITED}
    typo = by_slug["the-quiet-coast-guard"]
    assert [len(post.paragraphs) for post in typo] == [3, 3]
    assert sum(len(text) for text in typo[0].paragraphs) - sum(len(text) for text in typo[1].paragraphs) == 3
    headline = by_slug["will-the-winter-ranges-stay-open"]
    assert [post.title for post in headline] == [
        "Will the Winter Ranges Stay Open?",
        "The Winter Ranges Will Stay Open",
    ]
    rewrite = by_slug["port-ayu-after-dark"]
    assert not set(rewrite[0].paragraphs) & set(rewrite[1].paragraphs)
    shorter = by_slug["counting-boots-is-not-a-plan"]
    assert shorter[1].paragraphs == (shorter[0].paragraphs[0], *shorter[0].paragraphs[2:])


def test_most_posts_are_read_more_often_and_some_are_not():
    more = [number for number in KEPT if SECOND[number].views > FIRST[number].views]
    same = [number for number in KEPT if SECOND[number].views == FIRST[number].views]
    assert len(more) + len(same) == len(KEPT)
    assert len(more) > 100
    assert len(same) > 20


def test_three_posts_have_a_new_comment():
    gained = {number for number in KEPT if len(SECOND[number].comments) == len(FIRST[number].comments) + 1}
    assert slugs(gained) == {
        "letter-to-a-young-analyst",
        "a-forecast-for-the-amber-gulf",
        "two-sentences-on-the-bridge",
    }


def test_whatever_was_not_touched_is_the_same():
    for number in KEPT - EDITED:
        before, after = FIRST[number], SECOND[number]
        assert replace(after, views=before.views, comments=before.comments) == before


def test_a_site_moves_on_while_it_is_served(demo, fetch):
    path = "/2026/05/will-the-winter-ranges-stay-open/"
    assert fetch(demo.url + path).texts("h1.s-title") == ["Will the Winter Ranges Stay Open?"]
    demo.day = 2
    assert fetch(demo.url + path).texts("h1.s-title") == ["The Winter Ranges Will Stay Open"]
    demo.day = 1
    assert fetch(demo.url + path).texts("h1.s-title") == ["Will the Winter Ranges Stay Open?"]


def test_a_renamed_post_redirects_from_its_old_address(second_day, fetch):
    reply = fetch(second_day.url + "/2026/05/teh-quiet-coast-guard/")
    assert (reply.status, reply.headers["location"]) == (301, second_day.url + "/2026/05/the-quiet-coast-guard/")
    assert fetch(reply.headers["location"]).status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("/2026/03/the-withdrawn-interview/", 410), ("/2026/04/notes-from-a-cancelled-summit/", 404)],
)
def test_what_is_gone_says_so_and_shows_none_of_its_text(second_day, first_day, fetch, path, status):
    assert fetch(first_day.url + path).status == 200
    reply = fetch(second_day.url + path)
    assert reply.status == status
    assert len(reply.tree.cssselect(f"body.error{status}")) == 1
    assert "umbrella" not in reply.text
    assert "fireworks" not in reply.text


@pytest.mark.parametrize("post", site_on_day(2).posts, ids=lambda post: post.slug)
def test_every_article_of_the_second_day_is_there(second_day, fetch, post):
    reply = fetch(second_day.url + post.path)
    assert reply.status == 200
    assert reply.texts(".meta-view") == ([post.views_text] if post.views_text else [])
    assert len(reply.tree.cssselect(".comment-list .comment")) == len(post.comments)


def test_sitemaps_feed_and_interface_agree_with_the_second_day(second_day, fetch):
    posts = site_on_day(2).posts
    maps = "".join(fetch(f"{second_day.url}/wp-sitemap-posts-post-{n}.xml").text for n in (1, 2))
    assert [post.slug for post in posts if f"<loc>{second_day.url}{post.path}</loc>" not in maps] == []
    assert "the-withdrawn-interview" not in maps
    assert "teh-quiet" not in maps
    found = json.loads(fetch(second_day.url + "/wp-json/wp/v2/posts?modified_after=2026-06-16T00:00:00").body)
    assert {one["id"] for one in found} <= EDITED | (SECOND.keys() - FIRST.keys())
    reply = fetch(second_day.url + "/wp-json/wp/v2/posts?per_page=1&modified_after=2026-06-16T00:00:00")
    assert reply.headers["x-wp-total"] == str(len(EDITED) + 5)
    assert posts[0].path in fetch(second_day.url + "/feed/").text


def test_a_feed_of_yesterday_is_no_longer_current(demo, fetch):
    etag = fetch(demo.url + "/feed/").headers["etag"]
    assert fetch(demo.url + "/feed/", If_None_Match=etag).status == 304
    demo.day = 2
    assert fetch(demo.url + "/feed/", If_None_Match=etag).status == 200
