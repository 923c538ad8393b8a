"""A site that shows one page everywhere, or has a new design: exit code 3 once, and the next run asks again."""

from functools import partial

import pytest

from commentary.demo.fault_actions import to_response
from commentary.demo.faults import Fault
from commentary.demo.response import HTML, DemoResponse

pytestmark = pytest.mark.slow

NOTICE = (
    "<html><head><title>Ports</title></head><body><h1>Back soon</h1><p>We are painting the walls. Wait.</p></body>"
)


async def changed(exchange, before, after):
    """Send the page with a part of its HTML replaced."""
    body = exchange.answer.body.decode().replace(before, after).encode()
    assert body != exchange.answer.body
    return to_response(DemoResponse(body=body, content_type=HTML))


def edits(few):
    return few.rows("SELECT count(*) FROM history")[0][0]


def test_one_page_at_every_address_is_no_edit_and_is_asked_for_again_at_once(few):
    few.crawl()
    texts = few.rows(
        "SELECT url, articles.title, body_text FROM articles JOIN article_texts USING (id, url) ORDER BY url"
    )
    few.demo.faults["/2026/0*"] = Fault.text(NOTICE, content_type=HTML)
    few.crawl("--full", code=3)
    size = len(few.paths)
    assert (
        f"ALARM: pages alike: {size} of {size} pages read show the same page at {size} addresses: «Back soon»"
        in few.said.stdout
    )
    assert f"held      {size} pages that do not count for their articles" in few.said.stdout
    assert "0 new, 0 changed, 0 unchanged" in few.said.stdout
    status = few.command("status", "--data", few.data).stdout
    assert f"few: ALARM: pages alike: {size} of {size} pages read show the same page at {size} addresses" in status
    audit = few.command("audit", "few", "--data", few.data).stdout
    assert audit.count(f"held: the same page at {size} addresses: «Back soon»") == size
    assert "the last request failed" in few.command("explain", few.demo.url + few.paths[0], "--data", few.data).stdout
    del few.demo.faults["/2026/0*"]
    assert {request.path for request in few.crawl()} >= set(few.paths)
    assert (
        few.rows(
            "SELECT url, articles.title, body_text FROM articles JOIN article_texts USING (id, url) ORDER BY url"
        ),
        edits(few),
    ) == (texts, 0)


def test_a_new_design_is_held_until_the_operator_accepts_it(few):
    few.crawl()
    size = len(few.paths)
    box = Fault(action=partial(changed, before="<p", after="<p>Read on for free with our app.</p><p"))
    few.demo.faults["/2026/0*"] = box
    few.crawl("--full", code=3)
    told = f"ALARM: redesign: {size} of {size} articles changed alike: body_text gained"
    assert (told in few.said.stdout, edits(few)) == (True, 0)
    few.crawl("--full")
    assert (told in few.said.stdout, edits(few)) == (True, 0)
    few.crawl("--accept-changes")
    assert "ALARM" not in few.said.stdout
    assert edits(few) == size
    few.command("replay", "--data", few.data)
    assert edits(few) == size
    assert few.rows("SELECT accepted FROM runs ORDER BY started_at") == [(0,), (0,), (0,), (1,)]
