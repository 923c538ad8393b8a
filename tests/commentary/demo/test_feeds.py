"""The demo site's robots.txt, sitemaps and feeds, over HTTP."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from commentary.demo.days import site_on_day

POSTS = site_on_day(1).posts
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def xml(reply):
    return ET.fromstring(reply.body)  # noqa: S314 - our own site's XML


def locations(reply):
    return [found.text for found in xml(reply).iter(f"{MAP}loc")]


def test_robots_forbids_searching_and_the_private_path_and_names_the_sitemap(first_day, fetch):
    reply = fetch(first_day.url + "/robots.txt")
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    lines = reply.text.splitlines()
    assert {"Disallow: /wp-admin/", "Disallow: /?s=", "Disallow: /private/"} <= set(lines)
    assert lines[-1] == f"Sitemap: {first_day.url}/wp-sitemap.xml"


def test_the_sitemaps_name_every_post_with_its_modified_time(first_day, fetch):
    index = locations(fetch(first_day.url + "/wp-sitemap.xml"))
    found = {}
    for url in index:
        for entry in xml(fetch(url)).iter(f"{MAP}url") if "-posts-post-" in url else ():
            found[entry.findtext(f"{MAP}loc")] = datetime.fromisoformat(entry.findtext(f"{MAP}lastmod"))
    assert found == {first_day.url + post.path: post.updated_at for post in POSTS}
    assert [url.rpartition("/")[2] for url in index] == [
        "wp-sitemap-posts-post-1.xml",
        "wp-sitemap-posts-post-2.xml",
        "wp-sitemap-posts-page-1.xml",
        "wp-sitemap-taxonomies-category-1.xml",
        "wp-sitemap-taxonomies-post_tag-1.xml",
        "wp-sitemap-users-1.xml",
    ]


def test_everything_that_a_sitemap_names_is_there(first_day, fetch):
    for sitemap in locations(fetch(first_day.url + "/wp-sitemap.xml")):
        assert {fetch(url).status for url in locations(fetch(sitemap))} == {200}


def test_a_sitemap_past_the_last_is_not_found(first_day, fetch):
    assert fetch(first_day.url + "/wp-sitemap-posts-post-9.xml").status == 404


def test_the_feed_pages_through_every_post_with_its_full_text(first_day, fetch):
    links, number = [], 1
    while (reply := fetch(f"{first_day.url}/feed/?paged={number}")).status == 200:
        assert reply.headers["content-type"] == "application/rss+xml; charset=UTF-8"
        links += [item.findtext("link") for item in xml(reply).iter("item")]
        number += 1
    assert reply.status == 404
    assert links == [first_day.url + post.path for post in POSTS]


def test_an_item_of_the_feed_says_what_the_post_says(first_day, fetch):
    items = list(xml(fetch(first_day.url + "/feed/")).iter("item"))
    assert len(items) == 10
    for item, post in zip(items, POSTS, strict=False):
        assert unescape(item.findtext("title")) == post.title_html.replace("&amp;", "&")
        assert parsedate_to_datetime(item.findtext("pubDate")) == post.published_at
        assert unescape(item.findtext(CREATOR)) == ", ".join(post.authors)
        assert [unescape(found.text) for found in item.iter("category")] == [*post.categories, *post.tags]
        assert item.findtext("guid") == f"{first_day.url}/?p={post.id}"
        assert all(str(block.html) in item.findtext(CONTENT) for block in post.body)


def test_a_bar_in_a_name_is_escaped_within_cdata(first_day, fetch):
    text = fetch(first_day.url + "/author/meridian-harbour-centre-for-policy/feed/").text
    assert "<dc:creator><![CDATA[MERIDIAN &#124; Harbour Centre for Policy]]></dc:creator>" in text


def test_a_protected_post_keeps_its_text_out_of_the_feed(first_day, fetch):
    number = [post.kind for post in POSTS].index("password") // 10 + 1
    text = fetch(f"{first_day.url}/feed/?paged={number}").text
    assert "Protected: Members Only" in text
    assert "There is no excerpt because this is a protected post." in text
    assert "quillwort" not in text


@pytest.mark.parametrize("path", ["/category/economy/energy/", "/tag/rivers/", "/author/selin-akbaykus/"])
def test_listings_have_feeds_of_their_own(first_day, fetch, path):
    links = [item.findtext("link") for item in xml(fetch(first_day.url + path + "feed/")).iter("item")]
    assert links == fetch(first_day.url + path).values(".block-big .entry-title a", "href")


def test_comments_have_feeds(first_day, fetch):
    one = xml(fetch(first_day.url + "/2024/09/letter-to-a-young-analyst/feed/"))
    assert [item.findtext(CREATOR) for item in one.iter("item")][-1] == "Ada Winterbourne"
    assert len(list(xml(fetch(first_day.url + "/comments/feed/")).iter("item"))) == 10


def test_a_feed_that_the_client_has_is_304(first_day, fetch):
    url = first_day.url + "/feed/"
    first = fetch(url)
    etag, modified = first.headers["etag"], first.headers["last-modified"]
    for asked in (
        {"If_None_Match": etag},
        {"If_None_Match": f"W/{etag}"},
        {"If_Modified_Since": modified},
        {"If_None_Match": etag, "If_Modified_Since": modified},
    ):
        again = fetch(url, **asked)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)


def test_both_validators_must_agree(first_day, fetch):
    url = first_day.url + "/feed/"
    modified = fetch(url).headers["last-modified"]
    assert fetch(url, If_None_Match='"another"', If_Modified_Since=modified).status == 200
    assert fetch(url, If_Modified_Since="Sat, 01 Jan 2022 00:00:00 GMT").status == 200
    assert fetch(url, If_Modified_Since="no date").status == 200


def test_articles_and_sitemaps_have_no_validators(first_day, fetch):
    for path in (POSTS[0].path, "/wp-sitemap.xml", "/"):
        headers = fetch(first_day.url + path).headers
        assert "etag" not in headers
        assert "last-modified" not in headers
