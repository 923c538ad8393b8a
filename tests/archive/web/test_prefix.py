"""Pages under the URL of a proxy."""

import asyncio
import html
import re

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.web.prefix import PublicUrl, parse_public_url, under_prefix, with_prefix
from extract.errors import ArchiveError


@pytest.mark.parametrize(
    ("text", "origin", "prefix", "host"),
    [
        ("https://example.org/archive/", "https://example.org", "/archive", "example.org"),
        ("http://Example.org:8080", "http://example.org:8080", "", "example.org"),
        ("https://[::1]/a/b", "https://[::1]", "/a/b", "::1"),
        ("/archive/", "", "/archive", ""),
        ("/", "", "", ""),
    ],
)
def test_a_base_url_is_a_url_or_a_path(text, origin, prefix, host):
    public = parse_public_url(text)
    assert (public, public.host) == (PublicUrl(origin=origin, prefix=prefix), host)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "archive",
        "//host/x",
        "https://",
        "ftp://x/",
        "https://x/?q=1",
        "/a b/",
        "https://a:b@x/",
        "https://x:99999/",
        "/a//b/",
        "/<x>/",
    ],
)
def test_what_is_no_base_url_is_told_with_an_example(text):
    with pytest.raises(ArchiveError, match=r"is no base URL.*https://example\.org/archive/"):
        parse_public_url(text)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ('<a href="/x?y">', '<a href="/p/x?y">'),
        ('<a class="a > b" href="/">', '<a class="a > b" href="/p/">'),
        ('<form action="/x"><button formaction="/y">', '<form action="/p/x"><button formaction="/p/y">'),
        ('<img alt="a" src="/z">', '<img alt="a" src="/p/z">'),
        ('<a href="//host/x"><a href="#x"><a href="?q=/x"><a href="https://x/">', None),
        ('<p>&lt;a href="/x"&gt; and href="/x"</p>', None),
        ('<a title="href=&#34;/x&#34;">', None),
        ('<a data-href="/x">', None),
    ],
)
def test_links_to_our_own_pages_get_the_prefix_and_nothing_else(page, shown):
    assert with_prefix(page, "/p") == (page if shown is None else shown)


@given(st.text(), st.text())
def test_no_text_and_no_attribute_is_changed(text, title):
    page = f'<p title="{html.escape(title)}">{html.escape(text, quote=False)}</p><a href="/x">y</a>'
    assert with_prefix(page, "/p") == page[: -len('<a href="/x">y</a>')] + '<a href="/p/x">y</a>'


@pytest.fixture
def under(datasette):
    def request(path, prefix="/archive"):
        async def run():
            transport = httpx.ASGITransport(under_prefix(datasette.app(), prefix))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.get(path)

        datasette.public = PublicUrl(origin="https://example.org", prefix=prefix)
        try:
            return asyncio.run(run())
        finally:
            datasette.public = PublicUrl()

    return request


@pytest.mark.parametrize("prefix", ["/archive", "/commentary", "/-"])
def test_every_link_of_a_page_leads_to_a_page_under_the_prefix(under, prefix):
    known = {f"{prefix}/"}
    left = [f"{prefix}/"]
    while left and len(known) < 60:
        answer = under(left.pop(0), prefix)
        assert answer.status_code in {200, 302}, answer.url
        links = re.findall(r'<[^>]*\s(?:href|src|action)="(/[^"]*)"', answer.text)
        links += [answer.headers["location"]] if "location" in answer.headers else []
        for link in map(html.unescape, links):
            assert link.startswith(f"{prefix}/"), (answer.url, link)
            if link not in known and "?" not in link:
                known.add(link)
                left.append(link)
    assert f"{prefix}/static/archive.css" in known
    assert any(link.startswith(f"{prefix}/commentary/articles/") for link in known)


def test_links_with_a_host_have_that_of_the_proxy(under):
    following = under("/archive/commentary/captures.json?_size=1").json()["next_url"]
    assert following.startswith("https://example.org/archive/commentary/captures.json?")


def test_what_is_asked_for_elsewhere_leads_to_the_archive(under):
    assert (under("/").status_code, under("/").headers["location"]) == (302, "/archive/")
    assert under("/archive").headers["location"] == "/archive/"
    assert under("/archive/-/find?url=nothing-here").status_code == 404
    elsewhere = under("/commentary/articles")
    assert (elsewhere.status_code, "/archive/" in elsewhere.text) == (404, True)
    assert under("/archived/").status_code == 404
