"""Pages that redirect by a meta refresh lead the crawl on, by the rules for redirects."""

import pytest

from commentary.demo.faults import Fault

pytestmark = pytest.mark.slow

HEAD = '<title>Redirecting</title><meta http-equiv="refresh" content="0; url={}">'
STUB = f"<!DOCTYPE html><html><head>{HEAD}</head></html>"


def leads_to(url):
    return Fault.text(STUB.format(url), content_type="text/html; charset=utf-8")


def asked_paths(asked):
    return [request.path for request in asked]


def test_a_stub_is_followed_and_its_url_is_one_of_the_article(few):
    old, new = "/2020/01/old-slug/", few.paths[0]
    few.demo.faults[old] = leads_to(few.demo.url + new)
    few.demo.faults["/hop/"] = leads_to(old)
    few.crawl("--full")
    before = few.rows("SELECT count(*) FROM articles")
    few.demo.faults[few.paths[1]] = leads_to("/hop/")
    asked = asked_paths(few.crawl("--full"))
    assert {"/hop/", old, new} <= set(asked)
    assert len(asked) == len(set(asked))
    # Another text than that of the article at the end: it is gone, and keeps its own.
    assert few.rows("SELECT count(*) FROM articles") == before
    assert few.rows(
        "SELECT gone_status, body_text <> ''"
        " FROM articles JOIN article_texts USING (id, url) WHERE gone_at IS NOT NULL"
    ) == [(200, 1)]
    query = "SELECT articles.url FROM addresses JOIN articles ON articles.id = article WHERE addresses.url = ?"
    assert few.rows(query, few.demo.url + old) == [(few.demo.url + new,)]
    assert few.rows("SELECT count(*) FROM versions WHERE body_text LIKE '%Redirecting%'") == [(0,)]


def test_stubs_lead_neither_off_the_site_nor_round_without_end(few):
    few.demo.faults[few.paths[0]] = leads_to("http://169.254.169.254/latest/")
    few.demo.faults[few.paths[1]] = leads_to("/loop/1/")
    few.demo.faults["/loop/1/"] = leads_to("/loop/2/")
    few.demo.faults["/loop/2/"] = leads_to("/loop/1/")
    for number in range(30):
        few.demo.faults[f"/way/{number}/"] = leads_to(f"/way/{number + 1}/")
    few.demo.faults[few.paths[2]] = leads_to("/way/0/")
    asked = asked_paths(few.crawl("--full"))
    assert (asked.count("/loop/1/"), asked.count("/loop/2/")) == (1, 1)
    assert len([path for path in asked if path.startswith("/way/")]) == 20
    assert few.summary["reasons"]["skipped"] == {"redirects off the site": 1, "too many redirects": 1}
    assert few.summary["status"] == "finished"
