"""What another address showed stays, also where its record only names the record of what is forgotten."""

import pytest

from archive.verify import Scope, verify
from contents import content_of
from foreign import SITE, Place, at, html, http, record, sha1
from test_replay import replay

PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
ALPHA, COPY = "https://x.example/alpha/", "https://x.example/copy/"
BODY = html("Alpha")
CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)


@pytest.mark.parametrize("block", [b"", http(b""), http(b"", headers="Content-Type: text/html\nX-Own: 1")])
@pytest.mark.parametrize(
    "original", [http(BODY), http(CHUNKED, headers="Content-Type: text/html\nTransfer-Encoding: chunked")]
)
def test_a_copy_keeps_the_payload_that_was_stored_at_the_forgotten_address(tmp_path, forget, block, original):
    place = Place(tmp_path)
    revisit = record(
        "revisit", COPY, block, WARC_Date=at(60), WARC_Profile=PROFILE, WARC_Payload_Digest=sha1(BODY),
        WARC_Refers_To_Target_URI=ALPHA, WARC_Refers_To_Date=at(0),
    )  # fmt: skip
    first = record("response", ALPHA, original, WARC_Payload_Digest=sha1(BODY))
    assert place.take(place.put("a.warc", first + revisit)).problems == []
    versions = place.rows("SELECT version FROM readings WHERE own_url = ?", COPY)
    forget(place.data, ALPHA, {"x": SITE})
    assert place.rows("SELECT url, revisit_of, payload_digest FROM captures") == [(COPY, None, sha1(BODY))]
    assert place.rows("SELECT version FROM readings") == versions
    assert verify(place.data, {"x": SITE}, Scope(full=True)).findings == ()
    before = content_of(place.data)
    for path in place.data.glob("commentary.db*"):
        path.unlink()
    replay(place.data, {"x": SITE})
    assert content_of(place.data) == before
