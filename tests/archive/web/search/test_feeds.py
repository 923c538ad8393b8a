"""The feeds of a search are valid, the same at each request, and harmless."""

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from email.utils import parsedate_to_datetime

import feedparser
import pytest

from archive.web.search.entries import Entry, Feed, iri, to_atom, to_json
from archive.web.server import open_datasette

URL = "https://review.example/2026/grain/"


def atom(get, query):
    answer = get(f"/-/search.atom{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo, parsed.bozo_exception
    assert parsed.version == "atom10"
    return parsed


def items(get, query):
    answer = get(f"/-/search.json{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/feed+json; charset=utf-8"
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith(f"/-/search.json{query}")
    assert all({"id", "content_html"} <= item.keys() for item in feed["items"])
    return feed["items"]


def test_new_articles_stand_by_the_time_at_which_they_were_found(get):
    parsed = atom(get, "?q=grain")
    assert parsed.feed.title == "New articles: grain · Commentary Archive"
    times = [entry.updated for entry in parsed.entries]
    assert times == sorted(times, reverse=True)
    [entry] = [each for each in parsed.entries if each.id == URL]
    assert entry.title == "Grain"
    assert entry.link.startswith("http://localhost/commentary/articles/")
    assert {link.rel: link.href for link in entry.links}["via"] == URL
    assert [author.name for author in entry.authors] == ["Ada Byron"]
    assert {tag.term for tag in entry.tags} == {"Commentary", "Trade"}
    assert "<strong>grain</strong>" in entry.content[0].value
    assert entry.published == "2026-01-05T08:30:00+00:00"


def test_both_forms_have_the_same_entries_with_ids_of_their_own(get):
    for query in ("?q=harbours", "?q=harbours&what=edits", "?what=gone", "?site=gazette", ""):
        parsed, found = atom(get, query), items(get, query)
        assert [entry.id for entry in parsed.entries] == [item["id"] for item in found]
        assert len({item["id"] for item in found}) == len(found) > 0
        assert all(datetime.fromisoformat(item["date_modified"]).tzinfo for item in found)
        assert all(item["url"].startswith("http://localhost/") for item in found)


def test_edits_say_what_changed_and_lead_to_the_comparison(get):
    found = {
        item["external_url"].rstrip("/").rsplit("/", 1)[1]: item for item in items(get, "?q=harbours&what=edits")
    }
    assert set(found) == {"grain", "harbour"}
    assert found["grain"]["title"] == "Edited: Grain"
    assert found["grain"]["id"].startswith(f"{URL}#edit-")
    assert "/-/diff?before=" in found["grain"]["url"]
    assert "words before" in found["grain"]["content_html"]
    assert get(found["grain"]["url"].removeprefix("http://localhost")).status_code == 200


def test_withdrawals_give_their_reason(get):
    found = items(get, "?what=gone")
    assert {item["title"] for item in found} == {"Withdrawn: Soon withdrawn", "Withdrawn: Soon deleted"}
    assert all(item["id"].partition("#gone-")[2].endswith("Z") for item in found)
    assert {"status 410", "status 404"} == {item["content_html"].partition("web: ")[2][:10] for item in found}


def test_what_a_site_wrote_cannot_act_in_a_feed(get):
    [poison] = items(get, "?q=nothing")
    assert poison["title"] == '<script>alert(1)</script> & other "quotes"'
    assert poison["content_html"] == "<p><strong>Nothing</strong> &lt;b&gt;bold&lt;/b&gt; 🚢 here.</p>"
    [entry] = atom(get, "?q=nothing").entries
    assert "<b>" not in entry.content[0].value


def test_a_reader_that_has_a_feed_is_told_so(get):
    first = get("/-/search.atom?q=grain")
    tag, modified = first.headers["etag"], first.headers["last-modified"]
    assert parsedate_to_datetime(modified).tzinfo
    for headers, status in (
        ({"if-none-match": tag}, 304),
        ({"if-none-match": f'W/"other", {tag}'}, 304),
        ({"if-none-match": '"other"'}, 200),
        ({"if-none-match": '"other"', "if-modified-since": modified}, 200),
        ({"if-modified-since": modified}, 304),
        ({"if-modified-since": "Mon, 02 Mar 2020 09:00:00 GMT"}, 200),
        ({"if-modified-since": "soon"}, 200),
    ):
        answer = get("/-/search.atom?q=grain", headers=headers)
        assert answer.status_code == status, headers
        assert answer.headers["etag"] == tag
        assert bool(answer.content) == (status == 200)


def test_an_empty_feed_is_a_feed(get):
    parsed = atom(get, "?q=zzzznothing")
    assert parsed.entries == []
    assert parsed.feed.updated == "1970-01-01T00:00:00+00:00"
    assert items(get, "?q=zzzznothing") == []


@pytest.mark.parametrize("query", ["?q=no:field", "?since=soon"])
def test_what_is_wrong_is_told(get, query):
    answer = get(f"/-/search.atom{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")


def test_older_entries_stand_on_further_pages(get, monkeypatch):
    monkeypatch.setattr("archive.web.search.feeds.ENTRIES", 5)
    ids, query = [], "?site=review"
    while query:
        feed = get(f"/-/search.json{query}").json()
        ids += [item["id"] for item in feed["items"]]
        query = feed.get("next_url", "").partition("/-/search.json")[2]
    assert len(ids) == len(set(ids)) == 11


@pytest.mark.parametrize("what", ["", "&what=edits", "&what=gone"])
def test_every_way_lists_the_same_entries(get, monkeypatch, what):
    query = f"?q=harbours{what}"
    ids = [item["id"] for item in items(get, query)]
    monkeypatch.setattr("archive.web.search.hits.RANKED", 0)
    assert [item["id"] for item in items(get, query)] == ids
    by_site = [item["id"] for item in items(get, f"?site=review{what}")]
    monkeypatch.setattr("archive.web.search.feeds.MOST", 0)
    assert [item["id"] for item in items(get, f"?site=review{what}")] == by_site


def test_a_damaged_value_costs_no_feed(filled, tmp_path):
    data = shutil.copytree(filled, tmp_path / "data")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        db.execute("UPDATE articles SET published_at = 'never', language = char(1)")
        db.execute("UPDATE changes SET changed_at = 'x' || char(8)")
        db.commit()
    with open_datasette(data) as datasette:
        answer = asyncio.run(datasette.client.get("/-/search.atom?site=review"))
        assert answer.status_code == 200
        assert not feedparser.parse(answer.content).bozo


def test_what_xml_has_no_place_for_is_replaced():
    when = datetime.fromisoformat("2026-03-02T09:00:00+00:00")
    entry = Entry(
        id=iri("https://x.example/a b\x01"), title="a\x00b\ud800c", url="https://y.example/", original="https://x.example/",
        published=None, updated=when, authors=("\x0b",), categories=(), language="e\x07n", html="<p>\x1f</p>",
    )  # fmt: skip
    feed = Feed(title="t\x02", page="https://y.example/", url="https://y.example/f", next_url=None, entries=(entry,))
    parsed = feedparser.parse(to_atom(feed))
    assert not parsed.bozo
    assert parsed.entries[0].title == "a\ufffdb\ufffdc"
    assert json.loads(to_json(feed))["items"][0]["date_modified"] == "2026-03-02T09:00:00+00:00"
