"""Which requests are answered where readers need a password or token."""

import asyncio

import httpx
import pytest

from archive.web.access.guard import FAILURE_SECONDS, MAX_FAILURES, only_readers
from archive.web.access.readers import (
    Readers,
    ReadersFile,
    add_password,
    add_token,
    load_readers,
    remove_reader,
)


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture(scope="module")
def readers_and_token(tmp_path_factory):
    file = tmp_path_factory.mktemp("access") / "readers"
    add_password(file, "anna", "grüße: alle")
    return load_readers(file), add_token(file, "script"), load_readers(file)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ask(readers_and_token, clock):
    _, _, readers = readers_and_token

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"inside"})

    guarded = {prefix: only_readers(app, lambda: readers, clock, prefix=prefix) for prefix in ("", "/archive")}

    def request(path="/", address="192.0.2.1", prefix="", **how):
        async def run():
            transport = httpx.ASGITransport(guarded[prefix], client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
                return await client.get(path, **how)

        return asyncio.run(run())

    return request


def bearer(token):
    return {"headers": {"Authorization": f"Bearer {token}"}}


def test_a_password_and_a_token_let_in_and_nothing_else(ask, readers_and_token):
    _, token, _ = readers_and_token
    right = [
        ask(auth=httpx.BasicAuth("anna", "grüße: alle".encode())),
        ask(**bearer(token)),
        ask(headers={"Authorization": f"bEaReR  {token} "}),
    ]
    assert [(answer.status_code, answer.text) for answer in right] == [(200, "inside")] * 3
    wrong = [
        ask(),
        ask(auth=httpx.BasicAuth("anna", "wrong")),
        ask(auth=httpx.BasicAuth("anna", "")),
        ask(auth=httpx.BasicAuth("script", token)),
        ask(**bearer("x")),
        ask(headers={"Authorization": "Basic %%%"}),
        ask(headers={"Authorization": "Digest x"}),
    ]
    assert {answer.status_code for answer in wrong} == {401}
    assert {answer.headers["www-authenticate"] for answer in wrong} == {
        'Basic realm="Commentary Archive", charset="UTF-8"'
    }
    assert not any("inside" in answer.text for answer in wrong)


def test_robots_are_told_to_stay_away_without_a_password(ask):
    assert ask("/robots.txt").text == "inside"
    assert ask("/robots.txt/x").status_code == 401
    assert ask("/%72obots.txt").status_code == 401
    assert ask("/archive/robots.txt", prefix="/archive").text == "inside"
    assert ask("/robots.txt", prefix="/archive").status_code == 401


def test_many_wrong_answers_make_an_address_wait_and_no_other(ask, clock, readers_and_token):
    _, token, _ = readers_and_token
    assert ask(**bearer(token)).status_code == 200
    for number in range(MAX_FAILURES):
        assert ask(**bearer(f"wrong {number}")).status_code == 401
    refused = ask(auth=httpx.BasicAuth("anna", "grüße: alle".encode()))
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert ask(**bearer(token)).status_code == 200, "who was let in before stays"
    assert ask(address="192.0.2.2", **bearer("wrong")).status_code == 401
    assert ask().status_code == 401
    clock.now += FAILURE_SECONDS
    assert ask(auth=httpx.BasicAuth("anna", "grüße: alle".encode())).status_code == 200


def test_an_address_of_ipv6_is_that_of_its_network(ask):
    for number in range(MAX_FAILURES):
        assert ask(address=f"2001:db8:1:2::{number}", **bearer("wrong")).status_code == 401
    assert ask(address="2001:db8:1:2:ffff::1", **bearer("wrong")).status_code == 429
    assert ask(address="2001:db8:1:3::1", **bearer("wrong")).status_code == 401
    for number in range(MAX_FAILURES):
        assert ask(address=f"::ffff:192.0.2.{number}", **bearer("wrong")).status_code == 401
    assert ask(address="::ffff:192.0.2.99", **bearer("wrong")).status_code == 401


def test_who_is_removed_is_not_let_in_any_more(tmp_path):
    file = tmp_path / "readers"
    tokens = [add_token(file, name) for name in ("anna", "bert")]
    request = signed_in(file)
    assert [request(token) for token in tokens] == [200, 200]
    remove_reader(file, "anna")
    assert [request(token) for token in tokens] == [401, 200]
    newer = add_token(file, "anna")
    assert [request(token) for token in (tokens[0], newer)] == [401, 200]


def test_nobody_is_let_in_while_the_readers_are_not_known(tmp_path, caplog):
    file = tmp_path / "readers"
    token = add_token(file, "anna")
    request, lines = signed_in(file), file.read_text("utf-8")
    assert request(token) == 200
    for damage in (lambda: file.write_text("anna", "utf-8"), file.unlink, lambda: file.write_text("", "utf-8")):
        damage()
        assert [request(token), request(token), request("wrong")] == [503] * 3
        assert str(file) in caplog.messages[-1]
    file.write_text(lines, "utf-8")
    assert request(token) == 200


def signed_in(file):
    """Return a function that tells the status with which a request with a token is answered."""

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"inside"})

    guarded = only_readers(app, ReadersFile(file))

    def request(token):
        async def run():
            transport = httpx.ASGITransport(guarded)
            async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
                return await client.get("/", **bearer(token))

        return asyncio.run(run()).status_code

    return request


def test_no_socket_is_opened_for_who_asks_without_http():
    sent = []

    async def send(message):
        sent.append(message["type"])

    async def inside(scope, _receive, _send):
        sent.append(f"inside: {scope['type']}")

    app = only_readers(inside, Readers)
    for kind in ("websocket", "lifespan"):
        asyncio.run(app({"type": kind, "path": "/", "headers": []}, None, send))
    assert sent == ["websocket.close", "inside: lifespan"]
