"""Every place where the demo site lists its posts, walked over HTTP by the functions that read sources."""

from datetime import UTC, datetime

import pytest

from commentary.demo.days import site_on_day
from extract.listings.find import find_links
from extract.listings.wordpress import modified_posts_url, post_total, rest_route_url
from extract.page import Page
from extract.site import Source

POSTS = site_on_day(1).posts
# After every post of the site: what is dated later than it was fetched is not believed.
LATER = datetime(2027, 3, 1, 12, tzinfo=UTC)
API = "/wp-json/wp/v2/posts?per_page=100&_fields=link,modified_gmt"


def page_of(fetch, url):
    reply = fetch(url)
    content_type = reply.headers["content-type"]
    return Page(
        url=url,
        fetched_at=LATER,
        content_type=content_type,
        body=reply.body,
        status=reply.status,
        headers=reply.headers,
    )


def walk(fetch, kind, url):
    """Return what a source lists on all its pages, with the dates that it gives."""
    waiting, seen, found = [url], set(), {}
    while waiting:
        asked = waiting.pop(0)
        page = page_of(fetch, asked)
        seen.add(asked)
        for link in find_links(page, Source(kind=kind, url=url)) if page.status == 200 else ():
            if not link.listing:
                found[link.url] = link.modified_at
            elif link.url not in seen:
                waiting.append(link.url)
    return found


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("sitemap", "/sitemap_index.xml"),
        ("feed", "/feed/json/"),
        ("wordpress", API),
        ("wordpress", rest_route_url(f"http://x{API}").removeprefix("http://x")),
        ("wordpress", "/?rest_route=/wp/v2/posts"),
    ],
)
def test_a_source_with_dates_finds_every_post_and_nothing_else(first_day, fetch, kind, path):
    found = walk(fetch, kind, first_day.url + path)
    dated = {first_day.url + post.path: post.updated_at for post in POSTS}
    assert found == dated


@pytest.mark.parametrize(("kind", "path"), [("sitemap", "/sitemap.txt"), ("feed", "/feed/"), ("listing", "/blog/")])
def test_a_source_without_dates_finds_every_post_and_nothing_else(first_day, fetch, kind, path):
    found = walk(fetch, kind, first_day.url + path)
    assert found == dict.fromkeys(first_day.url + post.path for post in POSTS)


def test_the_index_of_wordpress_finds_every_post_among_its_other_pages(first_day, fetch):
    found = walk(fetch, "sitemap", first_day.url + "/wp-sitemap.xml")
    assert found.items() >= {first_day.url + post.path: post.updated_at for post in POSTS}.items()


def test_the_news_sitemap_dates_the_newest_posts_by_their_publication(first_day, fetch):
    found = walk(fetch, "sitemap", first_day.url + "/news-sitemap.xml")
    assert found == {first_day.url + post.path: post.published_at for post in POSTS[:10]}


def test_the_total_of_the_interface_is_the_number_of_posts(first_day, fetch):
    assert post_total(page_of(fetch, first_day.url + API).headers) == len(POSTS)
    assert post_total(page_of(fetch, rest_route_url(first_day.url + API)).headers) == len(POSTS)
    assert post_total(page_of(fetch, first_day.url + "/feed/").headers) is None


@pytest.mark.parametrize("by", [lambda url: url, rest_route_url])
@pytest.mark.parametrize("left", [0, 1, 150])
def test_posts_modified_since_a_time_are_found_by_themselves(first_day, fetch, by, left):
    newest_first = sorted(POSTS, key=lambda post: post.updated_at, reverse=True)
    since = newest_first[left].updated_at
    found = walk(fetch, "wordpress", modified_posts_url(by(first_day.url + API), since))
    assert found == {first_day.url + post.path: post.updated_at for post in POSTS if post.updated_at > since}


def test_a_time_that_wordpress_does_not_take_is_an_error(first_day, fetch):
    for stated in ("2026-02-03", "2026-02-03T07:00:00+03:00", "x"):
        page = page_of(fetch, f"{first_day.url}{API}&modified_after={stated}")
        assert page.status == 400
