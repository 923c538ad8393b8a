"""The demo site's listings, fixed pages and errors, over HTTP."""

import pytest

from commentary.demo.days import site_on_day
from commentary.demo.site_texts import TIMEZONE, authors, categories, tag

POSTS = site_on_day(1).posts


def walk(site, fetch, path):
    """Follow a listing's pager and return the addresses of its cards."""
    found, url = [], site.url + path
    while url:
        reply = fetch(url)
        assert reply.status == 200
        found += reply.values(".block-big .p-wrap .entry-title a.p-url", "href")
        url = next(iter(reply.values("nav.pagination-number a.next", "href")), None)
    return found


def urls(site, posts):
    return [site.url + post.path for post in posts]


@pytest.mark.parametrize("path", ["/", "/blog/"])
def test_the_home_page_lists_every_post_newest_first(first_day, fetch, path):
    assert walk(first_day, fetch, path) == urls(first_day, POSTS)


@pytest.mark.parametrize("name", categories())
def test_a_category_lists_its_posts_and_those_of_its_children(first_day, fetch, name):
    below = {name, *(term.name for term in categories().values() if term.parent == name)}
    expected = [post for post in POSTS if below & set(post.categories)]
    assert walk(first_day, fetch, categories()[name].path) == urls(first_day, expected)


@pytest.mark.parametrize("name", authors())
def test_an_author_lists_their_posts(first_day, fetch, name):
    expected = [post for post in POSTS if name in post.authors]
    assert walk(first_day, fetch, authors()[name].path) == urls(first_day, expected)


@pytest.mark.parametrize("name", ["energy", "power & patience", "海洋"])
def test_a_tag_lists_its_posts(first_day, fetch, name):
    assert walk(first_day, fetch, tag(name).path) == urls(first_day, [post for post in POSTS if name in post.tags])


@pytest.mark.parametrize("path", ["/2025/", "/2025/09/", "/2025/09/14/"])
def test_a_date_lists_its_posts(first_day, fetch, path):
    assert walk(first_day, fetch, path) == urls(first_day, [post for post in POSTS if dated(post).startswith(path)])


def dated(post):
    return f"/{post.published_at.astimezone(TIMEZONE):%Y/%m/%d}/"


def test_cards_show_the_modified_day_of_their_post(first_day, fetch):
    reply = fetch(first_day.url + "/blog/")
    assert len(reply.values(".block-big time.updated", "datetime")) == 10


@pytest.mark.parametrize(
    "path", ["/", "/category/security/", "/author/selin-akbaykus/", "/2025/", "/?s=sea", "/nope/"]
)
def test_listings_and_errors_have_no_canonical_address(first_day, fetch, path):
    assert fetch(first_day.url + path).values("link[rel=canonical]", "href") == []


def test_a_page_past_the_last_is_not_found(first_day, fetch):
    assert fetch(first_day.url + "/category/security/page/99/").status == 404


def test_the_first_page_has_one_address(first_day, fetch):
    reply = fetch(first_day.url + "/category/security/page/1/")
    assert (reply.status, reply.headers["location"]) == (301, first_day.url + "/category/security/")


def test_search_finds_words_but_not_behind_a_password(first_day, fetch):
    ferry = fetch(first_day.url + "/?s=last+ferry")
    assert ferry.texts("h1") == ["Search Results for: last ferry"]
    assert ferry.texts(".block-big .entry-title") == ["Picture of the Week: The Last Ferry"]
    assert fetch(first_day.url + "/?s=quillwort").texts(".block-big .entry-title") == []
    assert fetch(first_day.url + "/?s=sea").values("nav.pagination-number a.next", "href") == [
        first_day.url + "/page/2/?s=sea"
    ]


def test_what_is_not_there_is_404_in_the_themes_dress(first_day, fetch):
    reply = fetch(first_day.url + "/2025/03/no-such-essay/")
    assert reply.status == 404
    assert len(reply.tree.cssselect("body.error404 #site-header")) == 1


def test_the_login_page_is_no_page_of_the_theme(first_day, fetch):
    reply = fetch(first_day.url + "/wp-login.php")
    assert reply.status == 200
    assert len(reply.tree.cssselect("body.login #loginform")) == 1
    assert fetch(first_day.url + "/wp-admin/").headers["location"] == first_day.url + "/wp-login.php"


def test_every_link_of_the_home_page_within_the_site_answers(first_day, fetch):
    links = {href for href in fetch(first_day.url + "/").values("a", "href") if href.startswith(first_day.url)}
    assert len(links) > 40
    statuses = {link: fetch(link).status for link in links}
    assert {link for link, status in statuses.items() if status not in {200, 301}} == set()


def test_a_private_page_is_linked_and_would_be_read_by_whoever_does_not_ask(first_day, fetch):
    assert first_day.url + "/private/briefing/" in fetch(first_day.url + "/").values("footer a", "href")
    assert "marsh marigold" in fetch(first_day.url + "/private/briefing/").text


def test_a_draft_is_nowhere(first_day, fetch):
    number = next(post.id for post in site_on_day(1).hidden if post.kind == "draft")
    assert fetch(f"{first_day.url}/?p={number}").status == 404
    assert fetch(first_day.url + "/2026/06/draft-on-the-next-flood/").status == 404


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/?p=2741", "/2025/02/2741/"),
        (
            "/2024/10/the-harbour-pact/",
            "/2024/10/the-harbour-pact-shared-umbrellas-and-the-call-for-an-eastern-league/",
        ),
        ("/2024/09/letter-to-a-young-analyst", "/2024/09/letter-to-a-young-analyst/"),
        ("/letter-to-a-young-analyst/", "/2024/09/letter-to-a-young-analyst/"),
        ("/category/security", "/category/security/"),
        (
            "/2025/01/%E7%81%AF%E5%8F%B0%E3%81%AE%E5%A4%96%E4%BA%A4",
            "/2025/01/%e7%81%af%e5%8f%b0%e3%81%ae%e5%a4%96%e4%ba%a4/",
        ),
        ("/sitemap.xml", "/wp-sitemap.xml"),
    ],
)
def test_other_spellings_of_an_address_redirect_to_it(first_day, fetch, asked, led_to):
    reply = fetch(first_day.url + asked)
    assert (reply.status, reply.headers["location"]) == (301, first_day.url + led_to)


def test_a_tracking_parameter_changes_nothing(first_day, fetch):
    url = first_day.url + "/2024/09/letter-to-a-young-analyst/"
    assert fetch(url + "?utm_source=letter&fbclid=1").body == fetch(url).body


@pytest.mark.parametrize(
    ("path", "kind", "start"),
    [
        ("uploads/logo.svg", "image/svg+xml", b"<svg"),
        ("uploads/2025/09/grey-quay.png", "image/png", b"\x89PNG"),
        ("themes/foxiz/images/paper.png", "image/png", b"\x89PNG"),
        ("themes/foxiz/paper.css", "text/css", b"/* T"),
    ],
)
def test_pictures_and_stylesheets_are_served(first_day, fetch, path, kind, start):
    reply = fetch(f"{first_day.url}/wp-content/{path}")
    assert (reply.headers["content-type"].partition(";")[0], reply.body[:4]) == (kind, start)
