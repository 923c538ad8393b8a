"""A revisit record counts as a reading of what it repeats, however it names that."""

import asyncio
import re

import pytest

from archive.ask import captures_of
from archive.store import Archive
from archive.web.server import open_datasette
from foreign import at, html, http, page, record, sha1

X = "https://x.example/alpha/"
BODY = html("Alpha")
ORIGINAL = page("/alpha/", WARC_Record_ID="<urn:x:1>")
PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


def revisit(url: str = X, block: bytes = http(b""), *, seconds: float = 60, **fields: object) -> bytes:
    named = {"WARC_Payload_Digest": sha1(BODY), "WARC_Profile": PROFILE, "WARC_Date": at(seconds)} | fields
    return record("revisit", url, block, WARC_Record_ID="<urn:x:2>", **named)


@pytest.mark.parametrize(
    "fields",
    [
        {"WARC_Refers_To": "<urn:x:1>"},
        {"WARC_Refers_To": "<urn:x:gone>", "WARC_Refers_To_Target_URI": X, "WARC_Refers_To_Date": at(0)},
        {"WARC_Refers_To_Target_URI": f"<{X}>", "WARC_Refers_To_Date": at(0)},
        {"WARC_Refers_To_Target_URI": X, "WARC_Refers_To_Date": at(3)},
        {},
        {"block": b"", "WARC_Truncated": "length"},
        {"WARC_Block_Digest": sha1(b"")},
    ],
)
@pytest.mark.parametrize("is_split", [False, True])
def test_it_is_read_with_the_payload_it_repeats(place, fields, is_split):
    files = [place.put("a.warc", ORIGINAL), place.put("b.warc", revisit(**fields))]
    takes = [[path] for path in files] if is_split else [files[::-1]]
    assert [place.take(*each).problems for each in takes] == [[]] * len(takes)
    assert place.rows("SELECT outcome, count(*), count(DISTINCT version) FROM readings") == [("article", 2, 1)]
    assert place.rows("SELECT first_captured_at, last_captured_at FROM articles") == [
        ("2024-03-01T12:00:00+00:00", "2024-03-01T12:01:00+00:00")
    ]
    assert place.rows("SELECT revisit_of FROM captures WHERE id = 'urn:x:2'") == [("urn:x:1",)]


def test_at_another_address_it_shows_the_same_page(place):
    other = "https://x.example/copy/"
    place.take(place.put("a.warc", ORIGINAL + revisit(other, WARC_Refers_To_Target_URI=X, WARC_Refers_To_Date=at(0))))
    assert place.rows("SELECT DISTINCT own_url FROM readings ORDER BY own_url") == [(X,), (other,)]
    with Archive.open(place.data) as archive:
        db = archive.tables.db
        number = db.execute("SELECT id FROM articles WHERE url = ?", (other,)).fetchone()[0]
        assert [each.kind for each in captures_of(db, number, other)] == ["shown"]


def test_its_page_as_it_looked_leads_to_the_article_of_its_own_address(place):
    other = "https://x.example/copy/"
    place.take(place.put("a.warc", ORIGINAL + revisit(other)))
    ((number,),) = place.rows("SELECT id FROM articles WHERE url = ?", other)
    with open_datasette(place.data) as opened:
        page = asyncio.run(opened.client.get("/-/view/urn:x:2")).text
    assert "(status 200: it was the same as that of the response shown here)" in page
    assert set(re.findall(r'href="/commentary/articles/(-?\d+)"', page)) == {str(number)}


@pytest.mark.parametrize("fields", [{"WARC_Refers_To": "<urn:x:gone>"}, {"WARC_Payload_Digest": sha1(b"other")}])
def test_one_whose_original_is_missing_is_named_and_comes_in_with_it(place, fields):
    path = place.put("b.warc", revisit("https://x.example/copy/", **fields))
    taken = place.take(path)
    copy = "https://x.example/copy/"
    named = f"it repeats a capture of {copy} that is neither here nor in the archive"
    assert taken.problems == [f"{path}, byte 0: {copy}: {named}"]
    again = place.take(path, place.put("a.warc", ORIGINAL))
    assert again.captures["taken"] == (2 if "WARC_Refers_To" in fields else 1)


def test_a_304_of_another_tool_says_that_the_page_is_still_there(place):
    block = http(b"", status="HTTP/1.1 304 Not Modified")
    fields = {"WARC_Profile": PROFILE.replace("identical-payload-digest", "server-not-modified")}
    taken = place.take(place.put("a.warc", ORIGINAL + revisit(block=block, WARC_Payload_Digest=None, **fields)))
    assert taken.problems == []
    assert place.rows("SELECT status, revisit_of FROM captures WHERE id = 'urn:x:2'") == [(304, "urn:x:1")]
