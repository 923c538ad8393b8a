"""Nothing that a source ever named is lost: what one run could not bring in, the next one asks for."""

import signal
import time
from urllib.parse import urlsplit

import pytest

from commentary.demo.faults import Fault

pytestmark = pytest.mark.slow

# It lists the newest posts first, so that no later run hears of an old one by itself.
FEED = '\n[[sources]]\nkind = "feed"\nurl = "{url}/feed/"\n'


@pytest.fixture
def feed(few):
    """A site of which only the feed is known."""
    profile = few.data / "sites" / "few.toml"
    head, _, _ = profile.read_text("utf-8").partition("\n[[sources]]")
    profile.write_text(head + FEED.format(url=few.demo.url), "utf-8")
    return few


def posts(asked):
    return {request.path for request in asked if not request.path.startswith("/feed/")}


def articles(few):
    return few.rows("SELECT count(*) FROM articles")[0][0]


@pytest.mark.parametrize(
    "fault", [Fault.status(500), Fault.status(403), Fault.reset(), Fault.redirect("/maintenance/")]
)
def test_a_page_that_failed_in_a_finished_run_is_asked_for_by_the_next(feed, fault):
    feed.demo.faults[feed.paths[0]] = fault
    feed.crawl(code=None)
    assert feed.summary["status"] == "finished"
    feed.demo.faults.clear()
    assert posts(feed.crawl()) == {feed.paths[0]}
    assert articles(feed) == len(feed.paths)
    assert posts(feed.crawl()) == set()


def test_what_stands_behind_a_page_of_a_list_that_failed_is_found_by_the_next_run(feed):
    feed.demo.faults["/feed/?paged=2"] = Fault.status(500)
    feed.crawl(code=3)
    assert articles(feed) < len(feed.paths)
    feed.demo.faults.clear()
    feed.crawl()
    assert articles(feed) == len(feed.paths)


def test_a_page_of_a_list_that_is_forbidden_is_no_end_of_it(feed):
    feed.demo.faults["/feed/?paged=2"] = Fault.status(403)
    feed.crawl(code=3)
    assert feed.summary["sources"] == {f"{feed.demo.url}/feed/?paged=2": "status 403"}


def test_a_robots_txt_that_cannot_be_read_costs_no_page(feed):
    feed.crawl("--max-pages", 3, code=3)
    feed.demo.faults["/robots.txt"] = Fault.status(500)
    feed.crawl(code=4)
    feed.demo.faults.clear()
    feed.crawl()
    assert articles(feed) == len(feed.paths)


def test_a_redirect_that_was_under_way_when_the_budget_was_spent_is_followed(feed):
    for path in feed.paths[:3]:
        feed.demo.faults[path] = Fault.redirect(path.replace("/2026/0", "/2026/1"), status=301)
        feed.demo.faults[path.replace("/2026/0", "/2026/1")] = Fault.status(404)
    feed.crawl("--max-pages", len(feed.paths), code=None)
    asked = feed.rows("SELECT count(*) FROM captures WHERE url LIKE '%/2026/1%'")
    assert asked == [(3,)]


def test_a_page_that_wants_to_be_asked_again_tomorrow_does_not_hold_up_the_run(feed):
    feed.demo.faults[feed.paths[0]] = Fault.status(502, headers={"Retry-After": "86400"})
    began = time.monotonic()
    feed.crawl(code=3)
    assert time.monotonic() - began < 60
    assert feed.summary["reasons"]["failed"] == {"status 502": 1}


def test_a_date_beyond_all_dates_is_no_date(feed):
    feed.demo.faults[feed.paths[0]] = Fault.status(
        503, headers={"Retry-After": "Mon, 99999999999999999999 Jan 2026 00:00:00 GMT"}, times=1
    )
    feed.crawl()
    assert articles(feed) == len(feed.paths)


def test_one_signal_ends_a_run_that_waits_for_robots_txt(feed, start):
    feed.demo.faults["/robots.txt"] = Fault.status(503, headers={"Retry-After": "300"})
    process = start("crawl", "few", "--data", feed.data)
    while not feed.demo.requests:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    process.communicate()
    assert time.monotonic() - began < 30


def test_an_address_that_cannot_be_written_is_passed_over(few):
    text = '[{"link": "http://x.example/\\ud800"}]'
    few.demo.faults["/wp-sitemap.xml"] = Fault.text("<urlset/>", content_type="text/xml")
    profile = few.data / "sites" / "few.toml"
    rest = f'\n[[sources]]\nkind = "wordpress"\nurl = "{few.demo.url}/wp-json/wp/v2/posts"\n'
    profile.write_text(profile.read_text("utf-8") + rest, "utf-8")
    few.demo.faults["/wp-json/*"] = Fault.text(text, content_type="application/json")
    few.crawl()
    assert few.summary["sources"] == {}


def test_what_is_left_and_redirects_to_a_page_that_was_captured_asks_for_it_no_more(few):
    few.crawl("--max-pages", "1", code=3)
    (captured,) = [urlsplit(url).path for (url,) in few.rows("SELECT url FROM articles")]
    # Whether the sitemap has been read by then is left to chance: a page of the frontier does not wait for it.
    few.demo.faults["/wp-sitemap*"] = Fault.slow(0.2)
    left = [path for path in few.paths if path != captured]
    few.demo.faults.update({path: Fault.redirect(captured) for path in left[:2]})
    asked = [request.path for request in few.crawl(code=None)]
    assert set(left) <= set(asked)
    assert captured not in asked
