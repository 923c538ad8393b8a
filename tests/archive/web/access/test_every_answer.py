"""What each answer of the whole server is sent with, also those that are made before Datasette is asked."""

import asyncio

import httpx
import pytest

from archive.web.access.guard import MAX_FAILURES
from archive.web.access.readers import ReadersFile, add_token
from archive.web.plugins.safety import HEADERS
from archive.web.prefix import PublicUrl
from archive.web.server import application

# Of each kind of page and file, and of what there is not.
PATHS = (
    "/",
    "/robots.txt",
    "/favicon.ico",
    "/static/archive.css",
    "/commentary",
    "/commentary.json",
    "/commentary.db",
    "/commentary?sql=select+1",
    "/commentary/articles",
    "/commentary/articles.csv",
    "/commentary/articles.json",
    "/commentary/articles/1",
    "/commentary/edits",
    "/-/search?q=harbours",
    "/-/search.atom?q=harbours",
    "/-/search.json?q=harbours",
    "/-/search.csv?q=harbours",
    "/-/export?format=csv",
    "/-/export?format=nothing",
    "/-/a/a00000000000",
    "/-/schema",
    "/-/site/review",
    "/-/chart/nothing.svg",
    "/-/versions.json",
    "/-/logout",
    "/-/static/app.css",
    "/nothing",
    "//elsewhere.example/",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/commentary/articles/%ff",
)


@pytest.fixture
def ask(datasette, tmp_path):
    """Return a function that asks the whole server, which is at a URL of a proxy, and the token of a reader."""
    file = tmp_path / "readers"
    token = add_token(file, "anna")
    former, datasette.public = datasette.public, PublicUrl(origin="https://archive.example", prefix="/a")
    app = application(datasette, "127.0.0.1", ReadersFile(file))

    def request(path, *, method="GET", host="archive.example", **headers):
        async def run():
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"http://{host}") as client:
                return await client.request(method, path, headers=headers)

        return asyncio.run(run())

    yield request, f"Bearer {token}"
    datasette.public = former


def without_headers(answer):
    return [name for name in HEADERS if len(answer.headers.get_list(name)) != 1]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_shown_without_a_password_and_everything_has_the_headers(ask, path):
    request, right = ask
    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        answer = request(f"/a{path}", method=method)
        assert without_headers(answer) == []
        if path == "/robots.txt":
            continue
        assert (answer.status_code, answer.headers["cache-control"]) == (401, "no-store"), method
        assert answer.text in {"This archive asks for a password.\n", ""}
    shown = request(f"/a{path}", authorization=right)
    assert shown.status_code < 500
    assert without_headers(shown) == []
    assert "set-cookie" not in shown.headers


def test_what_is_answered_before_datasette_is_asked_has_the_headers(ask):
    request, right = ask
    answers = [
        request("/", authorization=right),
        request("/b", authorization=right),
        request("/a/", host="elsewhere.example"),
        *[request("/a/", authorization=f"Bearer {number}") for number in range(MAX_FAILURES + 1)],
    ]
    assert [answer.status_code for answer in answers] == [302, 404, 421, *[401] * MAX_FAILURES, 429]
    assert [without_headers(answer) for answer in answers] == [[]] * len(answers)


def test_a_token_in_an_address_or_a_cookie_lets_nobody_in(ask):
    request, right = ask
    token = right.split()[1]
    for path, headers in (
        (f"/a/?token={token}", {}),
        (f"/a/?_auth_token={token}&access_token={token}", {}),
        (f"/a/-/auth-token?token={token}", {}),
        ("/a/", {"cookie": f"token={token}; ds_actor={token}"}),
    ):
        assert request(path, **headers).status_code == 401
