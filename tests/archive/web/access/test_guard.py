"""Which requests are answered where readers need a password or token."""

import asyncio

import httpx
import pytest

from archive.web.access.guard import FAILURE_SECONDS, MAX_FAILURES, only_readers
from archive.web.access.readers import add_password, add_token, load_readers


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

    guarded = {prefix: only_readers(app, readers, clock, prefix=prefix) for prefix in ("", "/archive")}

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
