"""A page as it looked, images of the archive in texts, and that neither can do anything."""

import asyncio
import json
import re
import shutil
import sqlite3
import zlib
from contextlib import closing
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from archive.reading import read_recorded
from archive.store import Archive
from archive.warc import Recorded
from archive.web.plugins.safety import HEADERS
from archive.web.prefix import parse_public_url, under_prefix
from archive.web.server import open_datasette
from extract.profile import parse_site
from extract.site import ASSET, Source
from sites import SHIPPED

PROFILE = """title = "X"
hosts = ["x.example"]
timezone = "UTC"
assets = true
"""
HOME = "https://x.example"
PAGE = f"{HOME}/2026/essay/"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n one"
PARAGRAPHS = "".join(
    f"<p>Grain and harbours were dear in the year {year}, and ships were few.</p>" for year in range(30)
)
HTML = f"""<html><head><title>Essay</title><link rel=stylesheet href=/s.css></head><body class=essay>
<article><h1>Essay on grain</h1><p>First words of it stand here, and there are many more of them.</p>
<img src="/a.png" alt="A quay"><img src="https://cdn.example/b.png" alt="Another"><img src=/gone.png alt="A ship">
<img src=/fake.png alt="A fake"><img src="http://x.example/moved.png" alt="It moved">
{PARAGRAPHS}</article><script>alert(1)</script></body></html>"""


class Filled:
    """An archive with one page and its assets, stored by the archive itself."""

    def __init__(self, data):
        self.data = data
        self.site = parse_site("x", PROFILE, defaults=(SHIPPED / "_default.toml").read_text("utf-8"))
        self.ids = {}
        with Archive.open(data) as archive:
            self.run = archive.start_run(self.site, started_at=NOON)
            self.archive = archive
            page = self.store(PAGE, "text/html; charset=utf-8", HTML.encode(), source=None)
            archive.tables.add_reading(read_recorded(page, self.site))
            self.store(f"{HOME}/s.css", "text/css", b"h1 { color: red; background: url(a.png) }")
            self.store(f"{HOME}/a.png", "image/png", PNG)
            self.store("https://cdn.example/b.png", "image/png", PNG, revisit_of=f"{HOME}/a.png")
            moved = [("Location", f"{HOME}/a.png")]
            self.store("http://x.example/moved.png", "text/html", b"", status=301, headers=moved)
            self.store(f"{HOME}/fake.png", "image/png", b"<html><script>alert(1)</script>")
            self.store(
                f"{HOME}/logo.svg",
                "image/svg+xml",
                b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
            )
            packed = zlib.compress(PNG, wbits=31)
            self.store(f"{HOME}/packed.png", "image/png", packed, headers=[("Content-Encoding", "gzip")])
            unchanged = {"status": 304, "revisit_of": PAGE, "source": None, "at": NOON + timedelta(days=1)}
            self.store(f"{PAGE}", "", b"", name="304", **unchanged)
            archive.finish_run(self.run, {"status": "finished"})

    def store(self, url, kind, body, *, headers=(), status=200, revisit_of=None, name=None, at=NOON, **source):
        given = {
            "url": url, "method": "GET", "request_headers": [], "status": status, "fetched_at": at,
            "response_headers": [("Content-Type", kind), *headers], "source": Source(kind=ASSET, url=PAGE), **source,
        }  # fmt: skip
        if revisit_of:
            original = self.archive.tables.reads.last_capture(revisit_of)
            capture = self.run.warc.write_revisit(**given, original=original)
        else:
            capture = self.run.warc.write(**given, body=body)
        self.archive.tables.add_capture(capture)
        self.ids[name or url.rpartition("/")[2] or "page"] = capture.id
        return Recorded(capture=capture, headers=tuple(given["response_headers"]), body=body)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return Filled(tmp_path_factory.mktemp("view") / "data")


@pytest.fixture(scope="module")
def opened(filled):
    with open_datasette(filled.data) as datasette:
        yield datasette


@pytest.fixture
def get(opened):
    return lambda path, **options: asyncio.run(opened.client.get(path, **options))


def test_an_article_shows_the_images_that_the_archive_has_and_links_to_the_others(get, filled):
    with closing(sqlite3.connect(filled.data / "commentary.db")) as db:
        (number,) = db.execute("SELECT id FROM articles").fetchone()
    html = get(f"/commentary/articles/{number}").text
    body = re.search(r'<div class="text body".*?</div>\s*<(?:p|section)', html, re.DOTALL)[0]
    address = f"/-/asset/{filled.ids['a.png']}"
    # The second has the payload of the first, and the last redirects to it.
    assert re.findall(r'<img [^>]*src="([^"]*)"[^>]*>', body).count(address) == 3
    assert 'href="https://x.example/gone.png"' in body
    assert "Image: A ship" in body
    assert get(address).content == PNG
    assert f"/-/view/{filled.ids['page']}".replace(":", "~3A") in html


def test_an_image_is_sent_as_what_it_is_and_cannot_do_anything(get, filled):
    reply = get(f"/-/asset/{filled.ids['a.png']}")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/png")
    assert reply.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in reply.headers["cache-control"]
    again = get(f"/-/asset/{filled.ids['a.png']}", headers={"If-None-Match": reply.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert get(f"/-/asset/{filled.ids['b.png']}").content == PNG
    assert get(f"/-/asset/{filled.ids['packed.png']}").content == PNG
    assert get(f"/-/asset/{filled.ids['logo.svg']}").headers["content-security-policy"].startswith("sandbox;")


@pytest.mark.parametrize("name", ["fake.png", "page", "s.css"])
def test_what_is_no_image_is_not_sent(get, filled, name):
    assert get(f"/-/asset/{filled.ids[name]}").status_code == 404
    assert get("/-/asset/urn:uuid:none").status_code == 404


def test_a_page_is_shown_below_a_banner_that_says_what_it_is(get, filled):
    reply = get(f"/-/view/{filled.ids['page']}")
    text = " ".join(re.sub(r"<[^>]+>", " ", reply.text.replace("&nbsp;", " ")).split())
    assert reply.status_code == 200
    assert "A page from this archive This is not the page on the web: x.example/2026/essay" in text
    assert "2026-03-01 12:00:00 UTC (status 200)." in text
    assert "4 images and 1 stylesheet of it are in this archive; 1 image and 0 stylesheets are not" in text
    assert f'src="/-/view/{filled.ids["page"]}/page"' in reply.text
    assert reply.headers["content-security-policy"] == HEADERS["content-security-policy"] + "; frame-src 'self'"


def test_the_page_itself_has_its_text_style_and_images_and_may_do_nothing(get, filled):
    reply = get(f"/-/view/{filled.ids['page']}/page")
    address = f"/-/asset/{filled.ids['a.png']}"
    assert "First words of it" in reply.text
    assert f'h1 {{ color: red; background: url("{address}") }}' in reply.text
    assert reply.text.count(f'<img src="{address}"') == 3
    assert "[Image not in this archive: A ship]" in reply.text
    assert "alert(1)" not in reply.text
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-same-origin; default-src 'none'; base-uri 'none'; form-action 'none'")
    assert "img-src localhost/-/asset/;" in policy
    assert "script" not in policy


def test_a_304_shows_the_page_that_has_not_changed(get, filled):
    assert "it had not changed since" in get(f"/-/view/{filled.ids['304']}").text
    assert "First words of it" in get(f"/-/view/{filled.ids['304']}/page").text


def test_what_cannot_be_shown_is_told_why(get, filled):
    reply = get(f"/-/view/{filled.ids['a.png']}")
    assert (reply.status_code, "It is image/png, and no HTML." in reply.text) == (503, True)
    assert get("/-/view/urn:uuid:none").status_code == 404


def test_a_page_of_a_file_that_is_missing_or_damaged_says_so(filled, tmp_path):
    data = shutil.copytree(filled.data, tmp_path / "data")
    (warc,) = (data / "warc").iterdir()
    paths = [f"/-/view/{filled.ids['page']}", f"/-/view/{filled.ids['page']}/page", f"/-/asset/{filled.ids['a.png']}"]
    with open_datasette(data) as datasette:
        whole = warc.read_bytes()
        warc.write_bytes(whole[:200] + bytes(len(whole) - 200))
        for path in paths:
            reply = asyncio.run(datasette.client.get(path))
            assert (reply.status_code, warc.name in reply.text) == (503, True), path
        warc.unlink()
        for path in paths:
            reply = asyncio.run(datasette.client.get(path))
            assert (reply.status_code, f"warc/{warc.name} is missing" in reply.text) == (503, True), path
            assert str(tmp_path) not in reply.text


@pytest.fixture
def get_under(filled):
    """Ask a server that a proxy serves at a public URL, by the name that the proxy passes on."""

    def ask(public, path, host):
        async def run():
            with open_datasette(filled.data) as datasette:
                datasette.public = parse_public_url(public)
                transport = httpx.ASGITransport(under_prefix(datasette.app(), datasette.public.prefix))
                async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
                    return await client.get(f"{datasette.public.prefix}{path}")

        return asyncio.run(run())

    return ask


@pytest.mark.parametrize(
    ("public", "host", "places"),
    [
        ("/archive/", "127.0.0.1:8001", "127.0.0.1:8001/archive/-/asset/"),
        # nginx passes on the name without the port, where it is told `Host $host`.
        (
            "https://a.example:8443/x/",
            "a.example",
            "a.example/x/-/asset/ https://a.example:8443/x/-/asset/",
        ),
        ("https://a.example", "a.example", "a.example/-/asset/ https://a.example/-/asset/"),
    ],
)
def test_under_a_proxy_the_page_may_load_its_images_and_asks_for_them_there(get_under, filled, public, host, places):
    reply = get_under(public, f"/-/view/{filled.ids['page']}/page", host)
    address = f"{parse_public_url(public).prefix}/-/asset/{filled.ids['a.png']}"
    assert f"img-src {places};" in reply.headers["content-security-policy"]
    assert f'background: url("{address}")' in reply.text
    assert reply.text.count(f'<img src="{address}"') == 3


def test_the_head_of_an_article_names_its_public_url(get_under, filled):
    with closing(sqlite3.connect(filled.data / "commentary.db")) as db:
        (number,) = db.execute("SELECT id FROM articles").fetchone()
    html = get_under("https://a.example/x/", f"/commentary/articles/{number}", "a.example").text
    described = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert described["archivedAt"].startswith("https://a.example/x/commentary/versions/")
