"""robots.txt over real connections: nothing leaks past it, and its answer decides."""

import json

import pytest

from commentary.demo.faults import Fault

pytestmark = pytest.mark.slow


@pytest.fixture
def burst(script, tmp_path):
    def start(whose):
        said = script("robots_txt_burst.py", whose, tmp_path / whose)
        assert said.returncode == 0, said.stderr
        return json.loads(said.stdout)

    return start


def test_no_request_of_a_burst_leaks_past_robots_txt(burst):
    result = burst("ours")
    assert result == {"asked": ["/robots.txt"], "skipped": {"robots.txt disallows it": 12}}


def test_scrapys_own_middleware_would_leak(burst):
    # When this fails Scrapy has mended it, and ours is needed only for 5xx and Crawl-delay.
    assert len(burst("scrapys")["asked"]) > 1


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.status(503), "robots.txt could not be read (status 503)"),
        (Fault.status(429), "robots.txt could not be read (status 429)"),
        (Fault.reset(), "robots.txt could not be read (connection lost or broken)"),
        (Fault.redirect("https://example.org/robots.txt"), "robots.txt could not be read (redirects off the site)"),
        (Fault.redirect_loop(), "robots.txt could not be read (too many redirects)"),
        (Fault.text("User-agent: *\nDisallow: /"), "robots.txt disallows it"),
        (Fault.text("User-agent: CommentaryArchive\nDisallow: /"), "robots.txt disallows it"),
    ],
)
def test_nothing_else_is_requested_of_a_site_whose_robots_txt_disallows_all(demo, data, commentary, fault, reason):
    demo.faults["/robots.txt"] = fault
    said = commentary("crawl", "demo", "--data", data)
    assert {request.path.partition("?")[0] for request in demo.requests} == {"/robots.txt"}
    assert said.returncode == 4
    assert reason in " ".join(said.stdout.split())


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_site_without_robots_txt_allows_all(demo, data, commentary, status):
    demo.faults["/robots.txt"] = Fault.status(status)
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    assert len(demo.requests) > len(demo.posts())


def test_a_robots_txt_that_moved_is_followed_on_the_site(demo, data, commentary):
    demo.faults["/robots.txt"] = Fault.redirect_chain(3)
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    assert len([request for request in demo.requests if request.path.startswith("/robots.txt")]) == 4
