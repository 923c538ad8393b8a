import gzip
import zlib
from datetime import UTC, datetime

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.warc.capture import Capture
from archive.warc.response import MAX_PAGE_BYTES, Head, payload, split_head, stored_headers, to_page, write_head, zstd
from extract.errors import ExtractionError

TEXT = b"<p>A page about harbours.</p>" * 50
CAPTURE = Capture(
    id="urn:uuid:1",
    run="r",
    site="x",
    url="https://x.example/a/",
    captured_at=datetime(2026, 3, 1, tzinfo=UTC),
    status=200,
    content_type="text/html",
    bytes=9,
    payload_digest="sha1:A",
    warc="r.warc.gz",
    offset=0,
    length=1,
)


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


ENCODED = [
    ("gzip", gzip.compress(TEXT, mtime=0)),
    ("x-gzip", gzip.compress(TEXT[:700], mtime=0) + gzip.compress(TEXT[700:], mtime=0)),
    ("deflate", zlib.compress(TEXT)),
    ("deflate", bare_deflate(TEXT)),
    ("br", brotli.compress(TEXT)),
    ("zstd", zstd.compress(TEXT)),
    ("identity", TEXT),
    ("", TEXT),
    ("gzip", TEXT),
    ("br, gzip", gzip.compress(brotli.compress(TEXT), mtime=0)),
]


@pytest.mark.parametrize(("encoding", "body"), ENCODED, ids=range(len(ENCODED)))
def test_a_page_is_unpacked(encoding, body):
    page = to_page(CAPTURE, [("Content-Encoding", encoding), ("X-Wp-Total", "12")], body)
    assert page.body == TEXT
    assert page.headers == {"x-wp-total": "12"}


def test_headers_of_one_name_are_joined_and_those_of_the_way_are_left_out():
    headers = [("Link", "<a>"), ("link", " <b>"), ("Content-Length", "9"), *stored_headers([("TE", "x")])]
    assert to_page(CAPTURE, headers, b"").headers == {"link": "<a>, <b>", "te": "x"}


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(bytes(MAX_PAGE_BYTES + 1))),
        ("br", brotli.compress(bytes(MAX_PAGE_BYTES + 1), quality=1)),
        ("zstd", zstd.compress(bytes(MAX_PAGE_BYTES + 1))),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(MAX_PAGE_BYTES + 1)))),
    ],
)
def test_a_bomb_is_not_unpacked_to_its_end(encoding, body):
    with pytest.raises(ExtractionError, match=r"https://x\.example/a/: decodes to more than 64 MB"):
        to_page(CAPTURE, [("Content-Encoding", encoding)], body)


@pytest.mark.parametrize(
    ("encoding", "body", "problem"),
    [
        ("br", b"no brotli", "Content-Encoding 'br' cannot be decoded: "),
        ("zstd", b"no zstd", "Content-Encoding 'zstd' cannot be decoded: "),
        ("sdch", b"unknown", "unsupported Content-Encoding 'sdch'"),
    ],
)
def test_a_body_that_cannot_be_decoded_is_an_error_of_the_page(encoding, body, problem):
    with pytest.raises(ExtractionError, match=problem):
        to_page(CAPTURE, [("Content-Encoding", encoding)], body)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "UTF-8", "none", "binary", "8bit", "text/html", "aws-chunked", "", "identity", ",", "x-y;q=1"],
)
def test_a_word_that_is_no_coding_leaves_the_body_as_it_is(encoding):
    assert to_page(CAPTURE, [("Content-Encoding", encoding)], b"plain").body == b"plain"


@pytest.mark.parametrize("encodings", ["gzip, aws-chunked", "aws-chunked,gzip", "utf-8, gzip", "gzip,,none"])
def test_a_coding_among_such_words_is_undone(encodings):
    assert to_page(CAPTURE, [("Content-Encoding", encodings)], gzip.compress(b"plain")).body == b"plain"


@given(st.sampled_from(["gzip", "deflate", "br", "zstd"]), st.binary(max_size=60), st.integers(0, 200))
def test_whatever_the_body_it_is_a_page_or_an_error_of_the_page(encoding, noise, cut):
    headers = [("Content-Encoding", encoding)]
    try:
        problem, length = None, len(to_page(CAPTURE, headers, dict(ENCODED)[encoding][:cut] + noise).body)
    except ExtractionError as error:
        problem, length = error.problem, 0
    assert length <= MAX_PAGE_BYTES
    assert problem is None or "cannot be decoded" in problem


def test_a_head_is_read_as_it_was_written():
    headers = (("Content-Type", "text/html"), ("Set-Cookie", "a=é"), ("Set-Cookie", "b=2"))
    block = write_head("HTTP/1.1 200 OK", headers) + b"body\r\n\r\nbody"
    assert split_head(block) == (Head(status=200, headers=headers), b"body\r\n\r\nbody")


def test_a_head_of_other_tools_may_fold_lines_and_end_them_barely():
    block = b"HTTP/1.0 404\nX-Long: one\n\ttwo\nnonsense\n\nbody"
    assert split_head(block) == (Head(status=404, headers=(("X-Long", "one two"),)), b"body")


def test_a_header_cannot_break_out_of_its_line():
    head, body = split_head(write_head("HTTP/1.1 200 OK", [("X", "a\r\n\r\nSet-Cookie: b")]))
    assert (head.headers, body) == ((("X", "a Set-Cookie: b"),), b"")


@pytest.mark.parametrize("block", [b"", b"<html>", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1\r\n\r\n"])
def test_what_is_no_response_is_a_value_error(block):
    with pytest.raises(ValueError, match=r"HTTP|invalid literal"):
        split_head(block)


def test_chunks_of_other_tools_are_joined():
    head = Head(status=200, headers=(("Transfer-Encoding", "chunked"),))
    assert payload(head, b"4\r\nWiki\r\n6\r\npedia \r\n0\r\n\r\n") == b"Wikipedia "
    assert payload(head, b"not chunked at all") == b"not chunked at all"


def test_chunked_is_not_claimed_of_a_body_whose_chunks_are_joined():
    assert stored_headers([("Transfer-Encoding", "chunked"), ("Server", "x")]) == (
        ("X-Archive-Orig-Transfer-Encoding", "chunked"),
        ("Server", "x"),
    )
