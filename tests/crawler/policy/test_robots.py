"""robots.txt by RFC 9309: which group counts, what a status means, and Crawl-delay."""

import time

import pytest

from crawler.policy.robots import MAX_CRAWL_DELAY_SECONDS, MAX_ROBOTS_BYTES, RobotsTxt

AGENT = "CommentaryArchive"


def robots(text, status=200):
    return RobotsTxt.from_response(status, text.encode(), AGENT)


def test_the_group_that_names_us_goes_before_the_one_for_all():
    rules = robots("User-agent: *\nDisallow: /\n\nUser-agent: commentaryarchive\nDisallow: /private/\n")
    assert rules.disallow_reason("https://example.org/a", AGENT) is None
    assert rules.disallow_reason("https://example.org/private/a", AGENT) == "robots.txt disallows it"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_4xx_allows_all(status):
    assert robots("User-agent: *\nDisallow: /", status).disallow_reason("https://example.org/", AGENT) is None


@pytest.mark.parametrize("status", [301, 429, 500, 503])
def test_any_other_status_that_is_no_success_disallows_all(status):
    reason = robots("User-agent: *\nAllow: /", status).disallow_reason("https://example.org/", AGENT)
    assert reason == f"robots.txt could not be read (status {status})"


@pytest.mark.parametrize(
    ("text", "delay"), [("7", 7.0), ("0.5", 0.5), ("soon", 0.0), ("86400", MAX_CRAWL_DELAY_SECONDS)]
)
def test_crawl_delay_is_read_and_bounded(text, delay):
    assert robots(f"User-agent: *\nCrawl-delay: {text}\n").crawl_delay == delay


def test_a_byte_order_mark_hides_no_group():
    rules = robots("\ufeffUser-agent: *\nDisallow: /\n")
    assert rules.disallow_reason("https://example.org/a", AGENT)


def test_bytes_that_are_no_utf8_do_not_spoil_the_other_lines():
    rules = RobotsTxt.from_response(200, b"# caf\xe9\nUser-agent: *\nDisallow: /x\n", AGENT)
    assert rules.disallow_reason("https://example.org/x", AGENT)


def test_only_the_first_half_megabyte_is_read():
    rules = robots("#" * MAX_ROBOTS_BYTES + "\nUser-agent: *\nDisallow: /\n")
    assert rules.disallow_reason("https://example.org/", AGENT) is None


def test_rules_for_many_crawlers_take_time_in_proportion_to_the_size_of_the_file():
    agents = "".join(f"User-agent: crawler{number}\n" for number in range(10_000))
    started = time.process_time()
    rules = robots(agents + "User-agent: *\n" + "Disallow: /x/\n" * 10_000 + "Disallow: /y/\n")
    assert time.process_time() - started < 2
    assert rules.disallow_reason("https://example.org/y/", AGENT)
    assert rules.disallow_reason("https://example.org/z/", AGENT) is None


@pytest.mark.parametrize("line", ["User-agent: {}", "useragent {} # ours", " USER AGENT:{}", "User-agent: {}*"])
def test_groups_of_other_crawlers_count_neither_for_us_nor_are_they_joined_with_ours(line):
    text = f"User-agent: *\nDisallow: /all/\n{line.format('otherbot')}\nDisallow: /\n"
    assert robots(text).disallow_reason("https://example.org/x", AGENT) is None
    text += f"{line.format('commentary')}\nDisallow: /own/\n"
    assert robots(text).disallow_reason("https://example.org/own/", AGENT)
    assert robots(text).disallow_reason("https://example.org/all/", AGENT) is None
    assert robots(text).disallow_reason("https://example.org/x", AGENT) is None
