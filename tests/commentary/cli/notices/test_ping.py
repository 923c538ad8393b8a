"""A ping reaches a real server, within its time, and says why if it does not."""

import socket
import time

import pytest

from commentary.cli.notices.ping import check_ping, ping, shown_ping
from extract.errors import CommentaryError


@pytest.fixture
def url(hook):
    return f"http://127.0.0.1:{hook.port}/id-of-a-check"


def test_a_run_tells_its_start_its_end_and_its_failure(hook, url):
    assert [ping(url, signal) for signal in ("start", "good", "fail")] == ["", "", ""]
    assert hook.requests == [
        ("GET", "/id-of-a-check/start"), ("GET", "/id-of-a-check"), ("GET", "/id-of-a-check/fail"),
    ]  # fmt: skip
    assert hook.headers[0]["User-Agent"].startswith("CommentaryArchive/")


def test_the_question_of_an_address_stays_behind_its_ending(hook, url):
    assert ping(f"{url}/?msg=a%20b#part", "fail") == ""
    assert hook.requests == [("GET", "/id-of-a-check/fail?msg=a%20b")]


def test_a_service_that_knows_no_endings_loses_nothing(hook, url):
    hook.statuses = {"/id-of-a-check/start": 404, "/id-of-a-check/fail": 404}
    assert [ping(url, signal) for signal in ("start", "good", "fail")] == ["", "", ""]
    hook.status = 404
    assert ping(url, "good") == "status 404 Not Found"


def test_a_refused_ping_says_why(hook, url):
    hook.status = 500
    assert ping(url, "good") == "status 500 Internal Server Error"
    hook.status, hook.location = 301, "http://127.0.0.1:1/"
    assert ping(url, "good") == "status 301 Moved Permanently; write the address to which it redirects"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "Connection refused" in ping(f"http://127.0.0.1:{port}/id", "good")


def test_a_server_that_does_not_answer_takes_no_longer_than_its_time(hook, url):
    hook.may_answer.clear()
    start = time.monotonic()
    # Once by the limit of the socket, once by that of all of it: whichever ends first says the same.
    assert {ping(url, "good", seconds=0.2) for _ in range(3)} == {"no answer within 0.2 seconds"}
    assert time.monotonic() - start < 5


def test_a_ping_goes_through_the_proxy_of_the_environment(hook, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{hook.port}")
    assert ping("http://hc.example/id", "fail") == ""
    assert hook.requests == [("GET", "http://hc.example/id/fail")]


def test_a_name_that_nobody_knows_is_told_without_the_address():
    why = ping("http://nothing.invalid/secret-id", "good")
    assert "secret" not in why
    assert why


@pytest.mark.parametrize(
    "url",
    [
        "hc.example/id",
        "ftp://hc.example/id",
        "https:///id",
        "https://me:word@hc.example/id",
        "https://hc.example/a b",
        "https://hc.example/id\r\nHost: other",
        "https://hc.example:99999/id",
        "https://[hc.example/id",
        "https://höck.example/id",
    ],
)
def test_what_is_no_address_is_refused_without_telling_it(url):
    with pytest.raises(CommentaryError) as error:
        check_ping(url)
    assert "hc.example/id" not in str(error.value).replace("https://hc.example/ID", "")


def test_an_address_is_shown_without_what_anybody_could_ping():
    assert check_ping("https://hc.example:8443/ping/0c1d?x=1") == "https://hc.example:8443/ping/0c1d?x=1"
    assert shown_ping("https://hc.example:8443/ping/0c1d?x=1") == "https://hc.example/…"
