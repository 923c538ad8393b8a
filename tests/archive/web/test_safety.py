"""What a site wrote, made harmless; what a foreign host name is told."""

import asyncio

import pytest

from archive.web.plugins.safety import HEADERS, only_hosts, safe_body, with_headers


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("", ""),
        (" \n", ""),
        ("<p>One</p><p>Two</p>", "<p>One</p><p>Two</p>"),
        ("Text without a tag", "Text without a tag"),
        ("<p onclick='x()' style='color:red' class='y'>a</p>", "<p>a</p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ("a<style>*{}</style>b", "ab"),
        ("<svg><script>x</script></svg>", ""),
        ("<a href='javascript:x'>a</a>", '<a rel="noopener noreferrer nofollow">a</a>'),
        ("<form action='/x'><input name='q'><button>b</button></form>", "b"),
        ("<base href='https://x/'><meta http-equiv='refresh' content='0'><link href='x'>a", "a"),
        ("<object data='x'></object><embed src='x'>a", "a"),
        ('<p id="content">a</p>', '<p id="text-content">a</p>'),
        ('<p dir="rtl" lang="ar">مرحبا</p>', '<p dir="rtl" lang="ar">مرحبا</p>'),
        ("<table><tr><th scope='col'>a</table>", '<table><tbody><tr><th scope="col">a</th></tr></tbody></table>'),
    ],
)
def test_a_body_keeps_its_structure_and_loses_what_acts(html, safe):
    assert " ".join(safe_body(html).replace("<div>", "").replace("</div>", "").split()) == safe


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://x/quay.jpg" alt="The quay" onerror="x()">',
        '<img src="https://x/quay.jpg" title="The quay">',
        '<iframe src="https://x/quay.jpg" title="The quay"></iframe>',
    ],
)
def test_images_and_embeds_become_links_to_the_original(html):
    body = safe_body(f"<p>Before {html} after</p>")
    assert 'href="https://x/quay.jpg"' in body
    assert ": The quay</a> after" in body
    assert "<img" not in body
    assert "<iframe" not in body


def test_a_footnote_and_its_mark_still_find_each_other():
    body = safe_body('<sup><a href="#text-fn-1" id="text-fn-1-link">1</a></sup><ol><li id="text-fn-1">Note</li></ol>')
    assert 'href="#text-fn-1"' in body
    assert '<li id="text-fn-1">' in body


def test_an_image_inside_a_link_does_not_nest_another():
    body = safe_body('<a href="https://x/"><img src="https://x/a/quay.jpg"></a>')
    assert body.count("<a ") == 1
    assert "Image: quay.jpg" in body


def test_a_data_image_is_not_linked():
    assert "data:" not in safe_body('<img src="data:image/png;base64,AAAA" alt="x">')


@pytest.mark.parametrize(
    "html", ["<", "<p", "\x00", "<!--", "<![CDATA[x]]>", "<?xml version='1.0'?><p>a</p>", "</p>"]
)
def test_broken_html_is_harmless_too(html):
    assert "<p onclick" not in safe_body(html)


def test_a_body_nested_very_deep_is_cut_and_not_a_crash():
    assert "<script" not in safe_body("<div>" * 5000 + "<script>x</script>text")


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
