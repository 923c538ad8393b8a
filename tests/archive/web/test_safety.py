"""What each answer is sent with, and what a foreign host name is told."""

import asyncio

import pytest

from archive.web.plugins.safety import HEADERS, MAX_LINK, only_hosts, with_headers


def answer(app, headers, kind="http"):
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(app({"type": kind, "headers": headers}, None, send))
    return sent


async def hello(_scope, _receive, send):
    headers = [(b"content-type", b"text/plain"), (b"Referrer-Policy", b"unsafe-url")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"hello"})


def test_every_answer_gets_our_headers_once():
    start, _ = answer(with_headers(hello), [])
    names = [name.lower().decode() for name, _ in start["headers"]]
    assert sorted(names) == sorted([*HEADERS, "content-type"])
    assert dict(start["headers"])[b"referrer-policy"] == b"no-referrer"


@pytest.mark.parametrize(("length", "is_sent"), [(MAX_LINK, True), (MAX_LINK + 1, False)])
def test_a_link_that_a_proxy_has_no_room_for_is_left_out(length, is_sent):
    async def with_link(_scope, _receive, send):
        headers = [(b"content-type", b"application/json"), (b"Link", b"x" * length)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    (start,) = answer(with_headers(with_link), [])
    assert (b"Link" in dict(start["headers"])) == is_sent


@pytest.mark.parametrize(
    ("host", "named", "status"),
    [
        ("127.0.0.1", b"127.0.0.1:8001", 200),
        ("127.0.0.1", b"localhost", 200),
        ("localhost", b"LOCALHOST:1", 200),
        ("::1", b"[::1]:8001", 200),
        ("127.0.0.1", b"rebound.example", 421),
        ("127.0.0.1", b"127.0.0.1.nip.example", 421),
        ("127.0.0.1", b"\xff\xfe", 421),
        ("127.0.0.1", b"[", 421),
        ("0.0.0.0", b"archive.example", 200),  # noqa: S104 - the one who asks for it wants to be reached
    ],
)
def test_a_loopback_server_answers_to_its_own_names(host, named, status):
    assert answer(only_hosts(hello, host), [(b"host", named)])[0]["status"] == status


def test_a_request_without_a_name_is_turned_away():
    assert answer(only_hosts(hello, "127.0.0.1"), [])[0]["status"] == 421
