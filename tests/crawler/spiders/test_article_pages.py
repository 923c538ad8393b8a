"""An article in several pages: each is asked for when the one before names it, whenever a run ends."""

import re

import pytest

from commentary.demo.fault_actions import to_response
from commentary.demo.faults import Fault

pytestmark = pytest.mark.slow

PROFILE = """title = "One long article"
hosts = ["{host}"]
timezone = "Europe/Istanbul"
delay = 0
articles = '/{path}$'

[[sources]]
kind = "sitemap"
url = "{url}/wp-sitemap.xml"
"""


@pytest.fixture
def long(few):
    """A site of which only the article over three pages is looked at; `places` are the paths of those."""
    (post,) = (post for post in few.demo.posts() if len(post.pages) == 3)
    host, path = few.demo.url.partition("://")[2], post.path.lstrip("/")
    profile = PROFILE.format(host=host, url=few.demo.url, path=path)
    (few.data / "sites" / "few.toml").write_text(profile, "utf-8")
    few.post, few.places = post, [post.path, f"{post.path}2/", f"{post.path}3/"]
    return few


def article(few):
    (row,) = few.rows(
        "SELECT body_text, page_count, cut_off, versions FROM articles JOIN article_texts USING (id, url)"
    )
    return row


def paths(asked):
    return [request.path for request in asked]


async def _with_validator(exchange):
    """Answer as a server does that knows ETags, one for each text."""
    tag = f'"{hash(exchange.answer.body)}"'
    answer = to_response(exchange.answer)
    if exchange.request.headers.get("If-None-Match") == tag:
        answer.set_status(304)
        answer.body = None
    answer.headers["ETag"] = tag
    return answer


def test_each_page_is_asked_for_once_and_the_text_is_whole(long):
    assert paths(long.crawl()) == long.places
    text, pages, cut_off, versions = article(long)
    assert (pages, cut_off, versions) == (3, None, 1)
    assert [paragraph for paragraph in long.post.paragraphs if paragraph not in text] == []
    summary = long.summary
    assert (summary["asked"], summary["pages"], summary["parts"], summary["articles_new"]) == (3, 3, 2, 1)
    assert (summary["refused"], summary["reasons"]) == (0, {})
    assert paths(long.crawl()) == []


def test_later_pages_are_no_gap_in_an_audit(long):
    long.crawl()
    said = long.command("audit", "few", "--data", long.data, "--json")
    assert said.returncode == 0
    assert long.summary["audit"]["have"] == 1
    assert long.summary["audit"]["missing"] == 0


@pytest.mark.parametrize("fault", [Fault.status(500), Fault.status(403), Fault.reset()])
def test_a_page_that_fails_is_told_and_asked_for_by_the_next_run(long, fault):
    long.demo.faults[long.places[1]] = fault
    long.crawl(code=None)
    assert article(long)[1:] == (1, "page 2 was not captured", 1)
    long.demo.faults.clear()
    assert paths(long.crawl()) == long.places[1:]
    assert article(long)[1:] == (3, None, 1)
    assert long.rows("SELECT count(*) FROM history") == [(0,)]


def test_a_page_that_robots_txt_forbids_is_left_and_told(long):
    text = f"User-agent: *\nDisallow: {long.places[2]}\n"
    long.demo.faults["/robots.txt"] = Fault.text(text)
    assert paths(long.crawl()) == long.places[:2]
    assert article(long)[1:] == (2, "page 3 was not captured", 1)


def crawl_again(long, script):
    """Request each known page as one that is due, with its validators; return the status of each page in order."""
    before = len(long.demo.requests)
    assert script("request_all_again.py", "few", long.data).returncode == 0
    statuses = {asked.path: asked.status for asked in long.demo.requests[before:]}
    return [statuses[path] for path in long.places]


def test_pages_of_an_unchanged_article_are_asked_for_again(long, script):
    long.demo.faults[f"{long.post.path}*"] = Fault(action=_with_validator)
    long.crawl()
    assert crawl_again(long, script) == [304, 304, 304]
    summary = long.summary
    assert (summary["articles_same"], summary["parts"], summary["refused"]) == (1, 2, 0)
    assert article(long)[1:] == (3, None, 1)


def test_an_edit_of_a_later_page_is_found_where_the_first_has_not_changed(long, script):
    async def edited(exchange):
        answer = to_response(exchange.answer)
        answer.body = exchange.answer.body.replace(b"by accident", b"by decree")
        return answer

    long.demo.faults[long.places[0]] = Fault(action=_with_validator)
    long.crawl()
    long.demo.faults[long.places[1]] = Fault(action=edited)
    assert crawl_again(long, script) == [304, 200, 200]
    assert "by decree" in article(long)[0]
    assert "by accident" not in article(long)[0]
    assert long.summary["articles_changed"] == 1
    assert [re.sub(".*/", "", field) for (field,) in long.rows("SELECT changed FROM history")]


def test_a_run_that_was_killed_before_the_second_page_goes_on_there(long, gate, start):
    long.demo.faults[long.places[1]] = Fault(action=gate.hold)
    process = start("crawl", "few", "--data", long.data)
    gate.wait()
    process.kill()
    process.communicate()
    assert article(long)[1:] == (1, "page 2 was not captured", 1)
    gate.opened.set()
    long.demo.faults.clear()
    assert paths(long.crawl()) == long.places[1:]
    assert article(long)[1:] == (3, None, 1)


def test_a_run_that_lost_its_frontier_goes_on_as_well(long):
    long.crawl("--max-pages", 1, code=3)
    for path in long.data.glob("frontier.db*"):
        path.unlink()
    assert paths(long.crawl()) == long.places[1:]
    assert article(long)[1:] == (3, None, 1)


def test_an_article_of_ever_more_pages_ends(long):
    async def endless(exchange):
        number = int(re.search(r"/(\d+)/$", exchange.request.path)[1])
        onward = f'<a href="../{number + 1}/">{number + 1}</a>'
        pager = f'<p class="page-links"><span class="current">{number}</span> {onward}</p>'
        answer = to_response(exchange.answer)
        answer.set_status(200)
        answer.headers.pop("Location", None)
        words = f"Part {number} of a tale that a server tells for as long as anybody asks it to go on. " * 5
        answer.body = f"<html><body><h1>A tale</h1><article><p>{words}</p></article>{pager}</body></html>".encode()
        return answer

    long.demo.faults[f"{long.post.path}*/"] = Fault(action=endless)
    assert len(long.crawl()) == 30
    assert article(long)[1:3] == (30, "page 31 was not captured")
    assert paths(long.crawl()) == []
