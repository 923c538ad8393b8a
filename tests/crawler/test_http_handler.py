"""Heads that browsers accept are accepted, and what is no HTTP is said in words."""

from types import SimpleNamespace

import pytest
from scrapy.exceptions import DownloadFailedError
from twisted.internet.error import ConnectionDone
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError
from twisted.web.client import ResponseFailed
from twisted.web.iweb import UNKNOWN_LENGTH

from crawler.download_errors import MALFORMED, reason_of
from crawler.http_handler import MAX_HEAD_BYTES, MAX_LINE_BYTES, ResponseParser

OK = b"HTTP/1.1 200 OK\r\n"


def parse(head):
    parser = ResponseParser(SimpleNamespace(method=b"GET"), lambda _rest: None)
    parser.makeConnection(StringTransport())
    parser.dataReceived(head)
    return parser


@pytest.mark.parametrize(
    ("head", "length"),
    [
        (OK + b"Content-Length: 12\r\n\r\n", 12),
        (OK + b"Content-Length: 12\r\nContent-Length: 12\r\n\r\n", 12),
        (OK + b"Content-Length: twelve\r\n\r\n", UNKNOWN_LENGTH),
        (OK + b"Content-Length: -1\r\n\r\n", UNKNOWN_LENGTH),
        (OK + b"Content-Length:\r\n\r\n", UNKNOWN_LENGTH),
        (OK + b"Content-Length: 12 bytes\r\n\r\n", UNKNOWN_LENGTH),
        (OK + b"Transfer-Encoding: identity\r\nContent-Length: 12\r\n\r\n", 12),
        (OK + b"Transfer-Encoding: Chunked, chunked\r\n\r\n", UNKNOWN_LENGTH),
        (OK + b"Transfer-Encoding:  chunked \r\nContent-Length: 9\r\n\r\n", UNKNOWN_LENGTH),
        (OK + b"frame-src self;\r\nX-A: \xff\xfe\r\n\r\n", UNKNOWN_LENGTH),
        (b"HTTP/1.0 200\r\n\r\n", UNKNOWN_LENGTH),
        (b"HTTP/1.1 200 OK\nContent-Length: 12\n\n", 12),
        (OK + b"Link: " + b"x" * (MAX_LINE_BYTES - 100) + b"\r\nContent-Length: 12\r\n\r\n", 12),
        (OK + b"X-Many: 1\r\n" * 3000 + b"Content-Length: 12\r\n\r\n", 12),
    ],
)
def test_a_head_that_browsers_accept_is_accepted(head, length):
    parser = parse(head)
    assert (parser.response.code, parser.response.length) == (200, length)


@pytest.mark.parametrize(
    ("head", "error"),
    [
        (b"<html><body>No head at all\r\n", ParseError),
        (b"ICY 200 OK\r\n", ParseError),
        (b"HTTP/1.1 OK 200\r\n", ParseError),
        (OK + b"Content-Length: 12\r\nContent-Length: 13\r\n\r\n", ValueError),
        (OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n", KeyError),
        (OK + b"X: " + b"x" * (MAX_LINE_BYTES + 1), ParseError),
        (OK + (b"X: " + b"x" * 1000 + b"\r\n") * (MAX_HEAD_BYTES // 1000 + 1), ParseError),
    ],
)
def test_what_is_no_http_is_an_error_with_a_plain_reason(head, error):
    with pytest.raises(error) as raised:
        parse(head)
    failed = DownloadFailedError("[<twisted.python.failure.Failure …>]")
    failed.__cause__ = ResponseFailed([Failure(raised.value)])
    assert reason_of(failed) == MALFORMED


def test_a_connection_that_is_lost_is_called_so():
    failed = DownloadFailedError("lost")
    failed.__cause__ = ResponseFailed([Failure(ConnectionDone())])
    assert reason_of(failed) == "connection lost or broken"
