"""Pages that ask for a password, or moved by a meta refresh, on a real site: what a crawl makes of them."""

import json
from functools import partial

import pytest

from commentary.demo.fault_actions import to_response
from commentary.demo.faults import Fault
from commentary.demo.response import HTML, DemoResponse

pytestmark = pytest.mark.slow

FORM = """<!DOCTYPE html><html><head><title>Protected: Tides</title></head><body class="single-post">
<form action="/wp-login.php?action=postpass" class="post-password-form" method="post"><p>This content is protected.
<input name="post_password" type="password"></p></form></body></html>"""
STUB = '<!DOCTYPE html><html><head><title>Moved</title><meta http-equiv="refresh" content="0; url={}"></head></html>'


async def send_moved(exchange, before, after):
    """Send the page of a former path, which states the new one."""
    body = exchange.routes.respond(before, {}).body.decode().replace(before, after).encode()
    return to_response(DemoResponse(body=body, content_type=HTML))


def page(html):
    return Fault.text(html, content_type=HTML)


def changes(few):
    said = few.command("changes", "--json", "--data", few.data)
    assert said.returncode == 0, said.stderr
    found = json.loads(said.stdout)
    return [
        (each["event"], each["article"].removeprefix(few.demo.url), each["reason"])
        for each in found
        if each["event"] != "new"
    ]


def test_a_password_and_a_stub_are_changes_and_a_wall_before_the_site_is_none(few):
    few.crawl()
    locked, moved, *others = few.paths
    few.demo.faults[locked] = page(FORM)
    new = "/2026/05/a-new-name/"
    few.demo.faults[moved] = page(STUB.format(few.demo.url + new))
    few.demo.faults[new] = Fault(action=partial(send_moved, before=moved, after=new))
    few.crawl("--full")
    gone, renamed = ("gone", locked, "password-protected"), ("renamed", new, None)
    assert sorted(changes(few)) == [gone, renamed]
    audit = few.command("audit", "few", "--data", few.data).stdout
    assert "gone: password-protected" in audit
    # All of the site asks for a password: that is no departure of each article.
    served = few.demo.faults[new]
    few.demo.faults["/2026/0*"] = few.demo.faults[new] = page(FORM)
    few.crawl("--full", code=3)
    assert sorted(changes(few)) == [gone, renamed]
    assert few.rows("SELECT DISTINCT held LIKE 'a form for a password or login in the place of %' FROM readings"
                    " WHERE held IS NOT NULL") == [(1,)]  # fmt: skip
    del few.demo.faults["/2026/0*"], few.demo.faults[locked]
    few.demo.faults[new] = served
    few.crawl("--full")
    assert sorted(changes(few)) == [("back", locked, None), gone, renamed]
    history = few.command("history", few.demo.url + moved, "--data", few.data).stdout
    assert f"was {few.demo.url}{moved}" in history
    assert "a form for a password or login" in few.command("history", others[0], "--data", few.data).stdout
